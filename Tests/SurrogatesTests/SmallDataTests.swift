import Formulas
import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `Few measurements with weak priors` {
    static let kernels = [
        "rbf", "matern-1/2", "matern-3/2", "matern-5/2", "rational-quadratic", "periodic", "linear", "rbf + periodic",
        "rbf * (linear + periodic)",
    ]

    static func process(_ formula: String, widestAnisotropy: Int = 0) throws -> GaussianProcess {
        let kernel = try KernelFormula(parsing: formula).kernel(dimension: 2, widestAnisotropy: widestAnisotropy)
        return GaussianProcess(kernel: kernel, noise: 1)
    }

    @Test(arguments: kernels, [1, 2, 3])
    func `give every kernel sensible parameters, be they identical or on a line`(formula: String, count: Int) throws {
        for objective in Evidence.Objective.allCases {
            for isAnisotropic in [false, true] {
                for slope in [0.0, 1] {
                    let unfitted = try Self.process(formula, widestAnisotropy: isAnisotropic ? 2 : 0)
                    let priors = Hyperpriors.weak(for: unfitted)
                    let elements = (0..<count).flatMap { [Double($0) - 1, 0.5 - Double($0)] }
                    let targets = (0..<count).map { slope * Double($0) }
                    let scale = TargetScale(of: targets)
                    var source = RandomSource(seed: 3)
                    var fit = HyperparameterFit(priors: priors)
                    fit.objective = objective
                    let process = try fit(
                        unfitted.atMedians(of: priors), at: Matrix(rows: count, columns: 2, elements: elements),
                        targets: targets.map(scale.standardize), using: &source
                    ).process
                    #expect((5e-3...1).contains(process.noise), "noise \(process.noise)")
                    for (group, value) in groups(of: process.kernel) {
                        let range = group.kind == ParameterGroup.alpha ? 0.1...10 : 0.05...20
                        #expect(range.contains(value), "\(group.name) = \(value)")
                    }
                    #expect(abs(process.constantMean) < 1)
                    let posterior = try ExactPosterior(
                        process, at: Matrix(rows: count, columns: 2, elements: elements),
                        targets: targets.map(scale.standardize))
                    let far = posterior.predict(at: Matrix(rows: 1, columns: 2, elements: [1.3, 1.4]))
                    #expect(far.variance[0] > 0.02, "the variance away from the points is \(far.variance[0])")
                }
            }
        }
    }

    private func groups(of kernel: any Kernel) -> [(ParameterGroup, Double)] {
        Array(zip(kernel.parameterGroups.flatMap { Array(repeating: $0, count: $0.count) }, kernel.parameters))
    }

    /// Functions are drawn from processes whose parameters are drawn from the priors.
    ///
    /// What is fitted to 3, 5 and 8 of their values predicts 20 others, with noise; the prior predicts them with its
    /// medians.
    @Test(arguments: kernels)
    func `predict others better than the prior alone`(formula: String) throws {
        let unfitted = try Self.process(formula)
        let priors = Hyperpriors.weak(for: unfitted)
        let median = unfitted.atMedians(of: priors)
        var (fitted, prior, inside, total) = (0.0, 0.0, 0, 0)
        for count in [3, 5, 8] {
            for draw in 0..<60 {
                var source = RandomSource(seed: UInt64(draw), stream: formula, step: count)
                let sample = try PriorSample(from: median, priors, measured: count, heldOut: 20, &source)
                let process = try HyperparameterFit(priors: priors)(
                    median, at: sample.points, targets: sample.targets, using: &source
                ).process
                let posterior = try ExactPosterior(process, at: sample.points.copy(), targets: sample.targets)
                let prediction = posterior.predict(at: sample.heldOutPoints)
                let alone = median.kernel.variances(at: sample.heldOutPoints)
                for (index, target) in sample.heldOutTargets.enumerated() {
                    let error = target - prediction.mean[index]
                    let variance = prediction.variance[index] + process.noise
                    fitted += logDensity(error, variance)
                    prior += logDensity(target, alone[index] + median.noise)
                    inside += error * error < 1.645 * 1.645 * variance ? 1 : 0
                    total += 1
                }
            }
        }
        #expect(fitted >= prior, "\(fitted / Double(total)) against \(prior / Double(total)) a point")
        #expect(Double(inside) > 0.74 * Double(total), "\(inside) of \(total) lie in the 90 % intervals")
    }

    private func logDensity(_ error: Double, _ variance: Double) -> Double {
        -0.5 * (error * error / variance + log(2 * Double.pi * variance))
    }
}
