/// For how much of the pool each measurement speaks.
///
/// An adaptive search measures clusters: there a point is easily predicted by its neighbours, and a mean over the
/// measurements says how well a model interpolates where the search has been. Here each measurement counts for the
/// candidates that are nearest to it (its Voronoi cell), as in the declustering of geostatistics (Isaaks & Srivastava, An
/// Introduction to Applied Geostatistics, 1989, chapter 10), so that a cluster of ten counts about as much as one.
package struct Representation: Sendable {
    /// The places of the candidates, x and y in turn.
    private let places: [Float]
    /// Every how many candidates one is asked; a few thousand tell as much as all.
    private let step: Int

    /// Creates the representation in a pool.
    ///
    /// - Parameter places: Where each candidate is, in any unit.
    package init(places: [(x: Double, y: Double)]) {
        // About the middle, so that single precision suffices wherever the stage is.
        let x = places.reduce(0) { $0 + $1.x } / Double(max(1, places.count))
        let y = places.reduce(0) { $0 + $1.y } / Double(max(1, places.count))
        self.places = places.flatMap { [Float($0.x - x), Float($0.y - y)] }
        step = max(1, places.count / 8192)
    }

    /// Returns the share of the pool that each measured candidate speaks for; their sum is one.
    ///
    /// Measurements of one candidate share alike. O(N n) up to 8,192 candidates.
    package func shares(of measured: [Int]) -> [Double] {
        guard !measured.isEmpty else { return [] }
        var first: [Int: Int] = [:]
        for (position, candidate) in measured.enumerated() where first[candidate] == nil { first[candidate] = position }
        let distinct = first.values.sorted()
        let x = distinct.map { places[2 * measured[$0]] }
        let y = distinct.map { places[2 * measured[$0] + 1] }
        var counts = [Double](repeating: 0, count: distinct.count)
        for candidate in stride(from: 0, to: places.count / 2, by: step) {
            let (atX, atY) = (places[2 * candidate], places[2 * candidate + 1])
            var (nearest, least) = (0, Float.infinity)
            for index in x.indices {
                let distance = (x[index] - atX) * (x[index] - atX) + (y[index] - atY) * (y[index] - atY)
                if distance < least { (nearest, least) = (index, distance) }
            }
            counts[nearest] += 1
        }
        let total = counts.reduce(0, +)
        var byCandidate: [Int: Double] = [:]
        for (index, position) in distinct.enumerated() { byCandidate[measured[position]] = counts[index] / total }
        let repeats = Dictionary(measured.map { ($0, 1.0) }, uniquingKeysWith: +)
        return measured.map { (byCandidate[$0] ?? 0) / (repeats[$0] ?? 1) }
    }
}
