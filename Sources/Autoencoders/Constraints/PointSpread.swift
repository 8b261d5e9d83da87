private import Foundation
package import Networks

/// How an instrument spreads a point: the image that it shows of one.
///
/// What is seen is the convolution of object and kernel. Beyond its edges the object is taken to go on as there: fields of view
/// and ranges of energy are cut out of something larger, so that darkness around them would be invented, and a uniform object
/// would show a dark rim. So does a canvas beyond its edges.
package struct PointSpread: Hashable, Sendable {
    /// The number of rows of the kernel, odd; 1 for spectra.
    package var height: Int
    /// The number of columns, odd.
    package var width: Int
    /// The kernel row by row, its middle being the point's place: no number is below zero, their sum is what is seen of the
    /// whole.
    package var kernel: [Float]

    package init(height: Int = 1, width: Int, kernel: [Float]) {
        self.height = height
        self.width = width
        self.kernel = kernel
    }

    /// Creates a Gaussian whose sum is one, cut off at three standard deviations or the image's size.
    ///
    /// - Parameters:
    ///   - deviation: The standard deviation in pixels.
    ///   - shape: The images that are seen through it; of spectra it has one row.
    package init(gaussian deviation: Double, for shape: ImageShape) {
        precondition(deviation > 0 && deviation < .infinity, "a Gaussian has a standard deviation above zero")
        func profile(_ side: Int) -> [Double] {
            let half = min(Int(min((3 * deviation).rounded(.up), 1e6)), (side - 1) / 2)
            return (-half...half).map { exp(-0.5 * Double($0 * $0) / (deviation * deviation)) }
        }
        let (rows, columns) = (profile(shape.height), profile(shape.width))
        let sum = rows.reduce(0, +) * columns.reduce(0, +)
        self.init(
            height: rows.count, width: columns.count,
            kernel: rows.flatMap { row in columns.map { Float(row * $0 / sum) } })
    }
}
