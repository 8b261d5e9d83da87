private import Foundation
private import LinearAlgebra

/// Adam with decoupled weight decay (Kingma & Ba, ICLR 2015, algorithm 1; Loshchilov & Hutter, ICLR 2019, algorithm 2).
///
/// With g the gradient and t the number of steps:
///
///     m <- beta1 m + (1 - beta1) g         v <- beta2 v + (1 - beta2) g^2
///     w <- w - rate decay w - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
///
/// The moments are part of the value: keep it to go on where training stopped.
package struct Adam: Hashable, Sendable, Codable {
    package var learningRate: Double
    package var beta1: Double
    package var beta2: Double
    package var epsilon: Double
    /// The decay, as a share of each weight that a step with rate 1 takes away.
    package var weightDecay: Double
    /// The number of steps taken.
    package private(set) var steps = 0
    /// The running means of the gradients, one array a parameter; none before the first step.
    package private(set) var first: [[Float]] = []
    /// The running means of their squares.
    package private(set) var second: [[Float]] = []

    package init(
        learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double = 0
    ) {
        precondition((0..<1).contains(beta1) && (0..<1).contains(beta2), "Adam's decay rates lie in 0 ..< 1")
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// Goes on from where another left off, whose steps and moments these are.
    ///
    /// - Parameters:
    ///   - steps: The number of steps it had taken.
    ///   - first: Its ``first``, one array a parameter.
    ///   - second: Its ``second``, of the same counts.
    package mutating func resume(steps: Int, first: [[Float]], second: [[Float]]) {
        precondition(
            steps >= 0 && first.map(\.count) == second.map(\.count), "Adam has two moments of each number it steps")
        (self.steps, self.first, self.second) = (steps, first, second)
    }

    /// Takes a step against the gradients of `parameters`, and leaves the gradients at zero for the next to add to.
    ///
    /// Always give the same parameters: their moments are kept by place. Each is gone through once, which is what the
    /// step costs; nothing is allocated after the first step.
    ///
    /// - Parameters:
    ///   - parameters: What is stepped, each by the gradient in it.
    ///   - pulls: A number p a parameter, or none: p times the value is added to the gradient, as that of a normal prior of
    ///     precision p is, in the same pass.
    ///   - threads: How many threads may be used; the results are the same bits.
    package mutating func step(_ parameters: [Variable], pulls: [Float] = [], threads: Int = 1) {
        precondition(pulls.isEmpty || pulls.count == parameters.count, "Adam needs one pull a parameter, or none")
        if steps == 0 {
            first = parameters.map { Array(repeating: 0, count: $0.value.count) }
            second = first
        }
        precondition(
            first.count == parameters.count && zip(first, parameters).allSatisfy { $0.count == $1.value.count },
            "Adam was given other parameters than in its first step")
        steps += 1
        let correction = 1 - pow(beta2, Double(steps))
        let factors = AdamFactors(
            beta1: Float(beta1), beta2: Float(beta2), rest1: Float(1 - beta1), rest2: Float(1 - beta2),
            rate: Float(learningRate / (1 - pow(beta1, Double(steps)))), scale: Float(1 / correction),
            epsilon: Float(epsilon), kept: Float(1 - learningRate * weightDecay))
        for (index, parameter) in parameters.enumerated() {
            unsafe first[index].withUnsafeMutableBufferPointer { first in
                unsafe second[index].withUnsafeMutableBufferPointer { second in
                    unsafe parameter.value.withUnsafeMutableElements { value in
                        unsafe parameter.gradient.withUnsafeMutableElements { gradient in
                            let pull = pulls.isEmpty ? 0 : pulls[index]
                            // A weight costs as much as some thirty operations of a product.
                            Shares.perform(value.count, operations: 30 * value.count, threads: threads) { share in
                                unsafe factors.step(share, value, gradient, first, second, pull: pull)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The numbers of one step that are the same for all weights.
private struct AdamFactors {
    let beta1: Float
    let beta2: Float
    let rest1: Float
    let rest2: Float
    let rate: Float
    let scale: Float
    let epsilon: Float
    let kept: Float

    /// Steps some weights of one parameter in one pass.
    func step(
        _ share: Range<Int>, _ values: UnsafeMutableBufferPointer<Float>,
        _ gradients: UnsafeMutableBufferPointer<Float>, _ first: UnsafeMutableBufferPointer<Float>,
        _ second: UnsafeMutableBufferPointer<Float>, pull: Float
    ) {
        precondition(
            gradients.count == values.count && first.count == values.count && second.count == values.count,
            "a parameter needs a gradient of its own shape")
        guard let value = values.baseAddress, let gradient = gradients.baseAddress, let first = first.baseAddress,
            let second = second.baseAddress
        else { return }
        for index in share {
            let slope = unsafe gradient[index] + pull * value[index]
            let mean = unsafe beta1 * first[index] + rest1 * slope
            let square = unsafe beta2 * second[index] + rest2 * slope * slope
            unsafe first[index] = mean
            unsafe second[index] = square
            let step = rate * mean / (VectorMath.squareRoot(square * scale) + epsilon)
            unsafe value[index] = kept * value[index] - step
            unsafe gradient[index] = 0
        }
    }
}
