/// What it costs to measure a candidate: the time on the spot, and the way there.
///
///     c = max(floor, dwell · dose + travel)
///
/// In whatever unit the dwell is given, usually seconds; with a dwell of 0 and speeds of 1 it is a distance. The floor is
/// above 0, so that no candidate is free, not even the one on which the stage stands.
package struct TravelCost: Hashable, Sendable {
    /// How long the stage takes for a way.
    package enum Travel: Hashable, Sendable {
        /// Both axes move at once, each at its speed: the greater of the two times.
        case simultaneous(xSpeed: Double, ySpeed: Double)
        /// One axis after the other: the sum of the two times.
        case sequential(xSpeed: Double, ySpeed: Double)
        /// In a straight line at one speed.
        case straight(speed: Double)
    }

    /// Where the candidates lie.
    package private(set) var positions: [StagePosition]
    /// How the stage moves; speeds are in the positions' unit per unit of the dwell, ∞ where moving costs nothing.
    package let travel: Travel
    /// The cost of one measurement without the way.
    package let dwell: Double
    /// Multiples of the dwell, one for each candidate; empty if it is the same for all.
    package private(set) var doses: [Double]
    /// The least that anything costs.
    package let floor: Double

    /// Creates a cost.
    ///
    /// - Parameters:
    ///   - positions: Where the candidates lie, finite.
    ///   - travel: How the stage moves, speeds above 0.
    ///   - dwell: The cost of one measurement without the way, finite, 0 or above.
    ///   - doses: Multiples of the dwell, finite, 0 or above, one for each candidate; empty if it is the same for all.
    ///   - floor: The least that anything costs, finite, above 0; `nil` takes the dwell, which must be above 0 then.
    /// - Throws: ``UnusableCost``.
    package init(
        positions: [StagePosition], travel: Travel, dwell: Double, doses: [Double] = [], floor: Double? = nil
    ) throws(UnusableCost) {
        let speeds =
            switch travel {
            case .simultaneous(let x, let y), .sequential(let x, let y): [x, y]
            case .straight(let speed): [speed]
            }
        if let speed = speeds.first(where: { !($0 > 0) }) { throw UnusableCost(.speed(speed)) }
        guard dwell.isFinite, dwell >= 0 else { throw UnusableCost(.dwell(dwell)) }
        let least = floor ?? dwell
        guard least.isFinite, least > 0 else { throw UnusableCost(.floor(least)) }
        if let index = positions.firstIndex(where: { !$0.x.isFinite || !$0.y.isFinite }) {
            throw UnusableCost(.position(candidate: index))
        }
        guard doses.isEmpty || doses.count == positions.count else {
            throw UnusableCost(.doses(expected: positions.count, found: doses.count))
        }
        if let index = doses.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
            throw UnusableCost(.dose(doses[index], candidate: index))
        }
        self.positions = positions
        self.travel = travel
        self.dwell = dwell
        self.doses = doses
        self.floor = least
    }

    /// Returns the costs of some of the candidates, under numbers of their own.
    package func at(_ candidates: [Int]) -> TravelCost {
        var result = self
        result.positions = candidates.map { positions[$0] }
        if !doses.isEmpty { result.doses = candidates.map { doses[$0] } }
        return result
    }

    /// What each candidate costs with the stage at a place.
    ///
    /// - Parameter stage: Where the stage is; where that is not known every way counts as none.
    /// - Returns: One number for each candidate, at least `floor`.
    /// - Complexity: O(N), a few ns a candidate.
    package func costs(from stage: StagePosition?) -> [Double] {
        var costs = doses.isEmpty ? [Double](repeating: dwell, count: positions.count) : doses.map { $0 * dwell }
        if let stage {
            for candidate in costs.indices { costs[candidate] += time(from: stage, to: positions[candidate]) }
        }
        return costs.map { max($0, floor) }
    }

    @inline(__always)
    private func time(from one: StagePosition, to other: StagePosition) -> Double {
        let (x, y) = (abs(other.x - one.x), abs(other.y - one.y))
        return switch travel {
        case .simultaneous(let xSpeed, let ySpeed): max(x / xSpeed, y / ySpeed)
        case .sequential(let xSpeed, let ySpeed): x / xSpeed + y / ySpeed
        case .straight(let speed): (x * x + y * y).squareRoot() / speed
        }
    }
}
