private import Foundation

/// How an image is distributed about what a decoder gives for it, each number on its own.
package enum Likelihood: Hashable, Sendable {
    /// A number in 0...1 taken as a share of ones; the decoder gives the logit of its mean.
    ///
    /// log p = x r - log(1 + e^r). For numbers between 0 and 1 this is a cross-entropy rather than a density.
    case bernoulli
    /// A number in 0...1, with the density that the Bernoulli lacks (Loaiza-Ganem & Cunningham, NeurIPS 2019); the decoder
    /// gives the natural parameter.
    ///
    /// log p = x r - log((e^r - 1) / r).
    case continuousBernoulli
    /// Any number, normal about what the decoder gives, with a fixed standard deviation above zero.
    case gaussian(deviation: Double)
}

extension Likelihood {
    /// Returns the log likelihood of some numbers, in nats, and its slopes.
    ///
    /// - Parameters:
    ///   - target: The numbers x.
    ///   - outputs: What the decoder gives for each.
    ///   - slopes: Set to the derivative of the log likelihood in each output.
    ///   - terms: Room for as many numbers, overwritten.
    /// - Returns: The sum over the numbers.
    func score(
        of target: UnsafeBufferPointer<Float>, given outputs: UnsafeBufferPointer<Float>,
        slopes: UnsafeMutableBufferPointer<Float>, terms: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        let count = target.count
        precondition(
            outputs.count == count && slopes.count == count && terms.count >= count,
            "each number needs an output, a slope and room")
        guard let x = target.baseAddress, let r = outputs.baseAddress, let slope = slopes.baseAddress,
            let term = terms.baseAddress
        else { return 0 }
        switch self {
        case .bernoulli:
            for index in 0..<count {
                let (softplus, logistic) = unsafe LogisticPair.values(at: r[index])
                unsafe slope[index] = x[index] - logistic
                unsafe term[index] = x[index] * r[index] - softplus
            }
        case .continuousBernoulli:
            for index in 0..<count {
                let (normalizer, mean) = unsafe ContinuousBernoulli.values(at: Double(r[index]))
                unsafe slope[index] = Float(Double(x[index]) - mean)
                unsafe term[index] = Float(Double(x[index] * r[index]) - normalizer)
            }
        case .gaussian(let deviation):
            let precision = Float(1 / (deviation * deviation))
            for index in 0..<count {
                let distance = unsafe x[index] - r[index]
                unsafe slope[index] = precision * distance
                unsafe term[index] = -0.5 * precision * distance * distance
            }
        }
        return unsafe Self.sum(UnsafeBufferPointer(start: term, count: count)) + Double(count) * constant
    }

    /// Sets `means` to the expected numbers, given what the decoder gives.
    func means(
        given outputs: UnsafeBufferPointer<Float>, _ means: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(outputs.count == means.count, "each output has a mean")
        for index in outputs.indices {
            let output = unsafe outputs[index]
            unsafe means[index] =
                switch self {
                case .bernoulli: LogisticPair.values(at: output).logistic
                case .continuousBernoulli: Float(ContinuousBernoulli.values(at: Double(output)).mean)
                case .gaussian: output
                }
        }
    }

    /// What each number adds to the log likelihood whatever it is.
    private var constant: Double {
        guard case .gaussian(let deviation) = self else { return 0 }
        return -0.5 * log(2 * Double.pi) - log(deviation)
    }

    /// Adds up in sixteen lanes: a loop of one sum would wait for itself.
    private static func sum(_ terms: UnsafeBufferPointer<Float>) -> Double {
        var lanes = SIMD16<Float>()
        let whole = terms.count / 16 * 16
        for start in stride(from: 0, to: whole, by: 16) {
            unsafe lanes += UnsafeRawPointer(terms.baseAddress! + start).loadUnaligned(as: SIMD16<Float>.self)
        }
        var rest = Double(lanes.sum())
        for index in whole..<terms.count { unsafe rest += Double(terms[index]) }
        return rest
    }
}
