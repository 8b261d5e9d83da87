private import Foundation

/// ``Adam`` for a handful of numbers in double precision, such as a kernel's parameters in log space.
package struct ScalarAdam: Hashable, Sendable, Codable {
    package var learningRate: Double
    package var beta1: Double
    package var beta2: Double
    package var epsilon: Double
    /// The decay, as a share of each number that a step with rate 1 takes away.
    package var weightDecay: Double
    /// The number of steps taken.
    package private(set) var steps = 0
    private var first: [Double] = []
    private var second: [Double] = []

    package init(
        learningRate: Double = 1e-2, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double = 0
    ) {
        precondition((0..<1).contains(beta1) && (0..<1).contains(beta2), "Adam's decay rates lie in 0 ..< 1")
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// Takes a step of all `values` against `gradients`, one each.
    ///
    /// Always give the same values: their moments are kept by place.
    package mutating func step(_ values: inout [Double], gradients: [Double]) {
        precondition(values.count == gradients.count, "Adam needs one gradient a value")
        if steps == 0 {
            first = Array(repeating: 0, count: values.count)
            second = first
        }
        precondition(first.count == values.count, "Adam was given other values than in its first step")
        steps += 1
        let correction1 = 1 - pow(beta1, Double(steps))
        let correction2 = 1 - pow(beta2, Double(steps))
        for index in values.indices {
            first[index] = beta1 * first[index] + (1 - beta1) * gradients[index]
            second[index] = beta2 * second[index] + (1 - beta2) * gradients[index] * gradients[index]
            let mean = first[index] / correction1
            let deviation = (second[index] / correction2).squareRoot()
            values[index] *= 1 - learningRate * weightDecay
            values[index] -= learningRate * mean / (deviation + epsilon)
        }
    }
}
