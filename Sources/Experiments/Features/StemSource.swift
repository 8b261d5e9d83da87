/// An overview from which the multi-scale stem of any pixels can be computed, again and again; see ``Stem``.
package struct StemSource: Sendable {
    /// The numbers of a pixel: channels · (1 + 3 · scales).
    package let dimension: Int
    private let scales: [Double]
    private let height: Int
    private let width: Int
    /// The channels, each of mean 0 and standard deviation 1.
    private let planes: [[Float]]

    /// Prepares all channels of an overview.
    package init(of overview: Overview, _ choice: StemFeatures) {
        scales = choice.scales
        (height, width) = (overview.height, overview.width)
        planes = overview.channels.indices.map { Self.normalized(overview, $0) }
        dimension = planes.count * (1 + 3 * scales.count)
    }

    /// Computes the stem at some pixels.
    ///
    /// - Parameter pixels: Where, inside the image; in any order, repeated or not.
    /// - Returns: The numbers, pixel after pixel, as ``Stem/elements`` has them; the same whatever the other pixels are.
    /// - Complexity: O(rows of the image near a pixel · its width · sum of the scales).
    package func elements(at pixels: [Pixel]) -> [Float] {
        let sites = SitesByRow(pixels, height: height, width: width)
        let perChannel = 1 + 3 * scales.count
        var elements = [Float](repeating: 0, count: pixels.count * dimension)
        for (channel, plane) in planes.enumerated() {
            for (index, pixel) in pixels.enumerated() {
                elements[index * dimension + channel * perChannel] = plane[pixel.row * width + pixel.column]
            }
            for (place, scale) in scales.enumerated() {
                var pass = StemPass(GaussianKernel(scale: scale), height: height, width: width)
                pass.run(
                    over: plane, at: sites, into: &elements, from: channel * perChannel + 1 + 3 * place,
                    stride: dimension)
            }
        }
        return elements
    }

    private static func normalized(_ overview: Overview, _ channel: Int) -> [Float] {
        let values = overview.values[channel * overview.pixelCount..<(channel + 1) * overview.pixelCount]
        let (mean, deviation) = Patches.statistics(values)
        let factor = 1 / deviation
        return values.map { Float((Double($0) - mean) * factor) }
    }
}
