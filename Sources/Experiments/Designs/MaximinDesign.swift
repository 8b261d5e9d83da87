import Randomness

/// Points as far from each other as greedy insertion makes them.
///
/// The first point is drawn at random; each further one is the candidate whose nearest chosen point is farthest away
/// (Kennard & Stone, Technometrics 11, 1969). The smallest distance is at least half of what any choice of as many points
/// can reach (Gonzalez, Theor. Comput. Sci. 38, 1985), and every beginning of the sequence has the same property, so that
/// an interrupted run has spread its points too.
enum MaximinDesign {
    /// Returns `count` different indices into `places`; 0 < `count` <= `places.count`.
    ///
    /// Ties, as between the corners of a square, are broken by the source.
    ///
    /// - Complexity: O(`places.count` · `count`).
    static func indices(_ count: Int, among places: [Position], using source: inout RandomSource) -> [Int] {
        var chosen = [source.integer(below: places.count)]
        chosen.reserveCapacity(count)
        var gaps = [Double](repeating: .infinity, count: places.count)
        while chosen.count < count {
            let latest = chosen[chosen.count - 1]
            // Never again: below every distance, also that of a place that coincides with a chosen one.
            gaps[latest] = -1
            var widest = 0.0
            for index in places.indices where gaps[index] >= 0 {
                gaps[index] = min(gaps[index], places[index].squaredDistance(to: places[latest]))
                widest = max(widest, gaps[index])
            }
            // Distances that differ by rounding alone are ties.
            let threshold = widest * (1 - 1e-9)
            let ties = gaps.indices.filter { gaps[$0] >= threshold }
            chosen.append(ties.count == 1 ? ties[0] : ties[source.integer(below: ties.count)])
        }
        return chosen
    }
}
