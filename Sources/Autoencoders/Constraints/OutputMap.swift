private import Foundation
private import Networks

/// Takes what is drawn to the object and the image that are expected, and slopes back; works for one thread.
///
/// See ``OutputConstraints`` for what happens.
final class OutputMap {
    private let constraints: OutputConstraints
    private let likelihood: Likelihood
    private let shape: ImageShape
    private let blur: Blur?
    /// The expected numbers before the point-spread function.
    let object: Buffer
    private let image: Buffer
    private let slopes: Buffer
    /// The derivative of each number before its sum is divided by, in what is drawn.
    private let derivatives: Buffer
    /// What the numbers were divided by.
    private var divisor: Float = 1
    /// The mean squared difference of neighbours in the last object.
    private(set) var roughness = 0.0

    /// Creates a map, or none if there is nothing to do.
    init?(_ design: AutoencoderDesign) {
        guard design.constraints.actsOnDrawn else { return nil }
        constraints = design.constraints
        likelihood = design.likelihood
        shape = design.output
        blur = design.constraints.pointSpread.map { Blur($0, design.output) }
        object = Buffer(design.output.count)
        image = Buffer(design.output.count)
        slopes = Buffer(design.output.count)
        derivatives = Buffer(design.output.count)
    }

    /// Returns the image that is expected, which belongs to the map until the next call.
    func apply(_ drawn: UnsafeBufferPointer<Float>) -> UnsafeMutableBufferPointer<Float> {
        let count = drawn.count
        unsafe setObject(drawn)
        if constraints.smoothness > 0 { roughness = unsafe Roughness.value(of: object.start, shape) }
        guard let blur else { return unsafe UnsafeMutableBufferPointer(start: object.start, count: count) }
        unsafe blur.apply(object.start, into: image.start)
        return unsafe image.all
    }

    /// Takes slopes back to what was drawn.
    ///
    /// - Parameters:
    ///   - imageSlopes: The slopes of a loss in the last image.
    ///   - penalty: How much the roughness counts in the loss.
    /// - Returns: Its slopes in what the image was made of; they belong to the map until the next call.
    func pullBack(_ imageSlopes: UnsafeBufferPointer<Float>, penalty: Double) -> UnsafeBufferPointer<Float> {
        let count = imageSlopes.count
        let result = unsafe UnsafeMutableBufferPointer(start: slopes.start, count: count)
        if let blur, let source = imageSlopes.baseAddress {
            unsafe blur.transpose(source, into: slopes.start)
        } else {
            _ = unsafe result.update(fromContentsOf: imageSlopes)
        }
        if constraints.smoothness > 0 {
            unsafe Roughness.addSlopes(Float(penalty), of: object.start, shape, to: slopes.start)
        }
        let (slope, value, derivative) = unsafe (slopes.start, object.start, derivatives.start)
        if case .unitIntegral(let step) = constraints.range {
            // v = s / (step S), so that dv_j / ds_i = (1_ij - step v_j) / (step S).
            var mean = 0.0
            for index in 0..<count { unsafe mean += Double(slope[index] * value[index]) }
            let (offset, factor) = (Float(mean * step), 1 / divisor)
            for index in 0..<count { unsafe slope[index] = (slope[index] - offset) * factor }
        }
        for index in 0..<count { unsafe slope[index] *= derivative[index] }
        return UnsafeBufferPointer(result)
    }

    private func setObject(_ drawn: UnsafeBufferPointer<Float>) {
        guard let r = drawn.baseAddress else { return }
        let (value, derivative) = unsafe (object.start, derivatives.start)
        let count = drawn.count
        switch (likelihood, constraints.range) {
        case (.bernoulli, _):
            for index in 0..<count {
                let mean = unsafe LogisticPair.values(at: r[index]).logistic
                unsafe (value[index], derivative[index]) = (mean, mean * (1 - mean))
            }
        case (.continuousBernoulli, _):
            for index in 0..<count {
                let natural = unsafe Double(r[index])
                unsafe value[index] = Float(ContinuousBernoulli.values(at: natural).mean)
                unsafe derivative[index] = Float(ContinuousBernoulli.variance(at: natural))
            }
        case (.gaussian, .any):
            for index in 0..<count { unsafe (value[index], derivative[index]) = (r[index], 1) }
        case (.gaussian, .nonNegative):
            for index in 0..<count { unsafe (value[index], derivative[index]) = LogisticPair.values(at: r[index]) }
        case (.gaussian, .unitIntegral):
            // The greatest is one, whatever is added to all.
            let greatest = unsafe drawn.max() ?? 0
            for index in 0..<count {
                let exponential = unsafe exp(r[index] - greatest)
                unsafe (value[index], derivative[index]) = (exponential, exponential)
            }
        }
        guard case .unitIntegral(let step) = constraints.range else { return }
        var sum = 0.0
        for index in 0..<count { unsafe sum += Double(value[index]) }
        // Where all numbers have vanished, so does the object.
        divisor = Float(max(sum * step, Double(Float.leastNormalMagnitude)))
        for index in 0..<count { unsafe value[index] /= divisor }
    }
}
