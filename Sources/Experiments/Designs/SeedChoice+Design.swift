package import Randomness

extension SeedChoice {
    /// Chooses the seed points, in the order in which they are to be measured.
    ///
    /// - Parameters:
    ///   - places: Where the candidates are; distances between them must mean something (``CandidatePool/places``).
    ///   - isEligible: Which candidates may be chosen; as many as places. Nil allows all.
    ///   - source: Everything random is drawn from it: the same source gives the same points.
    /// - Returns: Indices of `count` different eligible candidates, or all eligible ones if there are no more.
    package func chosen(
        from places: [Position], isEligible: [Bool]? = nil, using source: inout RandomSource
    ) -> [Int] {
        precondition(isEligible.map { $0.count == places.count } ?? true, "eligibility is known of every place")
        let eligible = places.indices.filter { isEligible?[$0] ?? true }
        let wanted = min(max(count, 0), eligible.count)
        guard wanted > 0 else { return [] }
        let reachable = eligible.map { places[$0] }
        let chosen =
            switch design {
            case .random: RandomDesign.indices(wanted, among: reachable.count, using: &source)
            case .grid: GridDesign(reachable, count: wanted).indices(using: &source)
            case .stratified: GridDesign(reachable, count: wanted).indices(jittered: true, using: &source)
            case .maximin: MaximinDesign.indices(wanted, among: reachable, using: &source)
            }
        return chosen.map { eligible[$0] }
    }
}

/// The choice of points without regard to where they are.
enum RandomDesign {
    /// Returns `count` different indices below `total`, every set and order equally likely (Fisher & Yates, cut short).
    static func indices(_ count: Int, among total: Int, using source: inout RandomSource) -> [Int] {
        var indices = Array(0..<total)
        for place in 0..<count {
            indices.swapAt(place, place + source.integer(below: total - place))
        }
        return Array(indices.prefix(count))
    }
}

extension Position {
    /// Returns the square of the distance to another place.
    @inline(__always)
    func squaredDistance(to other: Position) -> Double {
        let (dx, dy) = (x - other.x, y - other.y)
        return dx * dx + dy * dy
    }
}
