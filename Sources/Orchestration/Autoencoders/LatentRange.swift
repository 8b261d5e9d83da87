/// Where the images that were learned lie along a latent of the content.
package struct LatentRange: Codable, Hashable, Sendable {
    /// A hundredth lies below.
    package let low: Double
    /// Half lies below.
    package let median: Double
    /// A hundredth lies above.
    package let high: Double

    /// The ranges of contents, one a dimension; none if there are no contents.
    static func all(of contents: [[Float]]) -> [LatentRange] {
        guard let first = contents.first else { return [] }
        return first.indices.map { dimension in
            let sorted = contents.map { Double($0[dimension]) }.sorted()
            func quantile(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
            return LatentRange(low: quantile(0.01), median: quantile(0.5), high: quantile(0.99))
        }
    }
}
