/// How bright spots of an image are found: atom columns, particles, dislocation cores.
///
/// The image is blurred, and its local maxima are taken in the order of their height, each only if it is far enough from
/// those taken before. A quadratic surface through the nine pixels around a maximum (least squares) gives its place to a
/// fraction of a pixel.
package struct PeakSearch: Codable, Hashable, Sendable {
    /// The standard deviation of the Gaussian blur in pixels, 0 to 64; 0 for none.
    ///
    /// About the width of a spot finds it best in noise.
    package var blur = 2.0
    /// The least distance of two peaks in pixels; of two that are nearer the higher counts.
    package var distance = 4.0
    /// The least height of a peak, from 0 for all to 1 for the highest alone.
    package var height = 0.2
    /// The channel of the image that is searched.
    package var channel = 0

    package init() {}
}
