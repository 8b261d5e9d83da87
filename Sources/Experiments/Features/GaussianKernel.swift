private import Foundation

/// A sampled Gaussian and its first two derivatives, cut off at four standard deviations.
///
/// The Gaussian has sum 1; the derivatives are those of the continuous function at the samples, -x/σ² and x²/σ⁴ - 1/σ²
/// times the normalised Gaussian. Only the half from the centre to the right is kept.
package struct GaussianKernel {
    /// The standard deviation in samples.
    package let scale: Double
    /// How many samples there are on either side of the centre.
    package let radius: Int
    /// The Gaussian, which is even.
    package let smoothing: [Float]
    /// The first derivative, which is odd.
    let slope: [Float]
    /// The second derivative, which is even.
    let curvature: [Float]

    /// Samples the functions; `scale` must be positive.
    package init(scale: Double) {
        precondition(scale > 0, "a Gaussian has a width")
        self.scale = scale
        radius = Int(4 * scale + 0.5)
        let half = (0...radius).map { exp(-0.5 * (Double($0) / scale) * (Double($0) / scale)) }
        let sum = 2 * half.reduce(0, +) - half[0]
        let square = scale * scale
        smoothing = half.map { Float($0 / sum) }
        slope = half.indices.map { Float(-Double($0) / square * half[$0] / sum) }
        curvature = half.indices.map { index in
            let offset = Double(index * index) / square
            return Float((offset - 1) / square * half[index] / sum)
        }
    }
}
