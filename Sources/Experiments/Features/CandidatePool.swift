/// The points that can be measured, in an order that never changes: a candidate's index is its identity.
///
/// Pixels come row by row from the top left; a list keeps its own order.
package struct CandidatePool: Hashable, Sendable {
    package let candidates: [Candidate]
    /// Whether each candidate lies in a forbidden rectangle: predicted, but never measured.
    package let isForbidden: [Bool]
    /// Where the candidates are for measures of distance.
    ///
    /// Positions if both axes of the overview have the same unit, else columns and rows: a distance over unlike units
    /// would mean nothing.
    package let places: [Position]
    /// The unit of `places`: that of the overview's axes, or `px`.
    package let placeUnit: String
    /// The number of points left out at the border, by the margin or because their window does not fit.
    package let leftOut: Int

    /// Creates the pool of a choice of positions over an overview.
    ///
    /// - Parameters:
    ///   - choice: Which positions may be measured.
    ///   - features: What the model sees; with `border: crop` it leaves out points near the border.
    ///   - overview: The image and the positions that the instrument offers, if it offers a list.
    /// - Throws: ``UnusablePool`` if a position lies outside the image, is not offered or stands twice, a forbidden
    ///   rectangle lies outside the image, a stride is asked of a list, or no candidate is left.
    package init(
        _ choice: Plan.CandidateChoice, features: Features = .coordinates, overview: Overview
    ) throws(UnusablePool) {
        let offered = try Self.candidates(choice.positions, on: overview)
        let frame = Frame(margin: choice.margin, features: features, overview: overview)
        candidates = offered.filter { frame.contains($0.pixel) }
        leftOut = offered.count - candidates.count
        guard !candidates.isEmpty else {
            throw UnusablePool("none of \(offered.count) points is left: \(frame.inWords)")
        }
        for (index, rectangle) in choice.forbidden.enumerated() {
            guard rectangle.rows.overlaps(0...overview.height - 1), rectangle.columns.overlaps(0...overview.width - 1)
            else {
                throw UnusablePool(
                    "forbidden rectangle \(index), \(rectangle), lies outside \(overview.sizeInWords); "
                        + "rows count from the top, columns from the left, both from 0")
            }
        }
        isForbidden = candidates.map { candidate in choice.forbidden.contains { $0.contains(candidate.pixel) } }
        guard isForbidden.contains(false) else {
            throw UnusablePool("all \(candidates.count) candidates lie in forbidden rectangles")
        }
        placeUnit = overview.horizontal.unit == overview.vertical.unit ? overview.horizontal.unit : "px"
        places =
            overview.horizontal.unit == overview.vertical.unit
            ? candidates.map(\.position)
            : candidates.map { Position(x: Double($0.pixel.column), y: Double($0.pixel.row)) }
    }

    /// Creates the pool of a plan over an overview, having checked that the channels that the plan names are there.
    package init(plan: Plan, overview: Overview) throws(UnusablePool) {
        if let missing = plan.overview.channels.first(where: { !overview.channels.contains($0) }) {
            let known = overview.channels.map { "`\($0)`" }.joined(separator: ", ")
            throw UnusablePool("the overview image has no channel `\(missing)`, but \(known)")
        }
        try self.init(plan.candidates, features: plan.features, overview: overview)
    }

    /// Where the candidates are for measures of ways that are given in `unit`, and by what a length in that unit is
    /// multiplied to be one of theirs.
    ///
    /// - Parameter unit: A unit of length, or `px`.
    /// - Returns: Nil if the candidates have no places in such units.
    package func places(in unit: String) -> (places: [Position], factor: Double)? {
        if let factor = MeasurementUnit.convert(1, from: unit, to: placeUnit) { return (places, factor) }
        guard unit == "px" else { return nil }
        return (candidates.map { Position(x: Double($0.pixel.column), y: Double($0.pixel.row)) }, 1)
    }

    /// The number of candidates that may be measured.
    package var eligibleCount: Int { isForbidden.count { !$0 } }

    private static func candidates(
        _ choice: Plan.CandidateChoice.Positions, on overview: Overview
    ) throws(UnusablePool) -> [Candidate] {
        switch choice {
        case .all:
            if let positions = overview.positions { return try listed(positions, "position", on: overview) }
            return pixels(every: 1, of: overview)
        case .stride(let step):
            precondition(step > 0, "a stride is at least 1")
            if let positions = overview.positions {
                throw UnusablePool(
                    "a stride of \(step) takes every \(step). pixel, but the instrument offers a list of "
                        + "\(positions.count) positions; write `positions: all`")
            }
            return pixels(every: step, of: overview)
        case .points(let points):
            let wanted = try listed(points, "point", on: overview)
            guard let positions = overview.positions else { return wanted }
            let offered = Set(positions.compactMap { overview.lattice(of: $0) })
            for (index, candidate) in wanted.enumerated() {
                guard let place = overview.lattice(of: candidate.position), offered.contains(place) else {
                    throw UnusablePool(
                        "point \(index), \(overview.inWords(candidate.position)), is none of the "
                            + "\(positions.count) positions that the instrument offers")
                }
            }
            return wanted
        }
    }

    private static func pixels(every step: Int, of overview: Overview) -> [Candidate] {
        stride(from: 0, to: overview.height, by: step).flatMap { row in
            stride(from: 0, to: overview.width, by: step).map { column in
                let pixel = Pixel(row: row, column: column)
                return Candidate(position: overview.position(of: pixel), pixel: pixel)
            }
        }
    }

    private static func listed(
        _ positions: [Position], _ noun: String, on overview: Overview
    ) throws(UnusablePool) -> [Candidate] {
        guard !positions.isEmpty else { throw UnusablePool("the list of positions is empty") }
        var seen: [Pixel: Int] = [:]
        var result: [Candidate] = []
        result.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            guard let pixel = overview.pixel(at: position), let place = overview.lattice(of: position) else {
                throw UnusablePool(
                    "\(noun) \(index), \(overview.inWords(position)), lies outside the image, "
                        + "which reaches \(overview.reachInWords)")
            }
            if let first = seen.updateValue(index, forKey: place) {
                throw UnusablePool("\(noun)s \(first) and \(index) are the same, \(overview.inWords(position))")
            }
            result.append(Candidate(position: position, pixel: pixel))
        }
        return result
    }
}
