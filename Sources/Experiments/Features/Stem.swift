/// The multi-scale stem of an overview at some pixels: what an eye sees first.
///
/// For each channel, brought to mean 0 and standard deviation 1: the image, and for each scale σ, rising, its Gaussian
/// smoothing G, the magnitude σ |∇G| of the slope and the curvature σ² ∇²G, in units that let scales compare (Lindeberg,
/// Int. J. Comput. Vis. 30, 1998). Beyond its edges the image is mirrored, the edge pixel repeated. Gaussians are cut off
/// at 4 σ, and derivatives are convolutions with the sampled derivatives of the Gaussian.
package struct Stem: Hashable, Sendable {
    /// The numbers of a pixel: channels · (1 + 3 · scales).
    package let dimension: Int
    /// The numbers, pixel after pixel; channel after channel, and in each the image, then scale by scale the smoothing,
    /// the slope and the curvature.
    package let elements: [Float]

    /// Computes the stem of all channels of an overview.
    ///
    /// - Parameters:
    ///   - overview: The image.
    ///   - choice: The scales.
    ///   - pixels: Where, inside the image; in any order, repeated or not.
    /// - Complexity: O(pixels of the image · sum of the scales), in memory O(width · largest scale) beside the result.
    package init(of overview: Overview, _ choice: StemFeatures, at pixels: [Pixel]) {
        let source = StemSource(of: overview, choice)
        dimension = source.dimension
        elements = source.elements(at: pixels)
    }
}

/// Some pixels of an image, row by row and from left to right in each.
struct SitesByRow {
    struct Site {
        let column: Int
        /// The place in the list that the sites were made from.
        let index: Int
    }

    /// One list for each row of the image.
    let rows: [[Site]]

    init(_ pixels: [Pixel], height: Int, width: Int) {
        var rows = [[Site]](repeating: [], count: height)
        for (index, pixel) in pixels.enumerated() {
            precondition(
                rows.indices.contains(pixel.row) && pixel.column >= 0 && pixel.column < width,
                "the pixel \(pixel) lies outside the overview")
            rows[pixel.row].append(Site(column: pixel.column, index: index))
        }
        for row in rows.indices { rows[row].sort { ($0.column, $0.index) < ($1.column, $1.index) } }
        self.rows = rows
    }
}
