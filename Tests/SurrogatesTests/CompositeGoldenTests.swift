import Formulas
import LinearAlgebra
import Surrogates
import Testing

/// A process with a formula for a kernel, and reference numbers for it; their origin stands in the fixture.
struct CompositeCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let formula: String
    var widestAnisotropy = Int.max
    var mean: @Sendable () throws -> any MeanFunction = { ConstantMean() }

    static let all = [
        CompositeCase(
            testDescription: "rational_quadratic", formula: "rational-quadratic", widestAnisotropy: 0),
        CompositeCase(testDescription: "rational_quadratic_ard", formula: "rational-quadratic"),
        CompositeCase(
            testDescription: "linear", formula: "linear", widestAnisotropy: 0, mean: { LinearMean(in: ["x", "y"]) }),
        CompositeCase(testDescription: "sum", formula: "rbf(stem) + periodic(coordinates)"),
        CompositeCase(testDescription: "sum_1d", formula: "rbf + periodic"),
        CompositeCase(
            testDescription: "product", formula: "matern-3/2(stem) * (linear(coordinates) + rational-quadratic)"),
        CompositeCase(testDescription: "formula_mean", formula: "rbf", widestAnisotropy: 0, mean: peak),
    ]

    @Sendable private static func peak() throws -> any MeanFunction {
        try FormulaMean(
            Formula(parsing: "a + b*exp(-((x-x0)^2+(y-y0)^2)/(2*w^2))"),
            parameters: [
                .free("a", initial: 10), .free("b", initial: 1), .free("x0", initial: 0),
                .free("y0", initial: 0, prior: NormalPrior(mean: 0.5, deviation: 3)), .positive("w", initial: 1),
            ], covariates: ["x", "y"])
    }

    /// The process with the fixture's parameters.
    func process(_ fixture: Fixture) throws -> GaussianProcess {
        let dimension = try fixture.matrix("X").columns
        let kernel = try KernelFormula(parsing: formula).kernel(
            dimension: dimension, blocks: ["stem": 0..<2, "coordinates": 2..<3], widestAnisotropy: widestAnisotropy)
        let scale = TargetScale(mean: fixture["scale"][0], standardDeviation: fixture["scale"][1])
        var process = GaussianProcess(kernel: kernel, noise: 1, mean: try mean()).standardized(by: scale)
        process.parameters = fixture["parameters"]
        return process
    }
}

@Suite struct `A process with composite kernel, mean and noise agrees with the reference numbers` {
    private func fixture(_ golden: CompositeCase) throws -> Fixture {
        try Fixture("composite_\(golden.testDescription)")
    }

    private func covariates(_ fixture: Fixture, _ name: String) -> Covariates {
        let elements = fixture[name]
        return Covariates(["x", "y"], count: elements.count / 2, elements: elements)
    }

    @Test(arguments: CompositeCase.all, Evidence.Objective.allCases)
    func `on both objectives and their gradients`(golden: CompositeCase, objective: Evidence.Objective) throws {
        let fixture = try fixture(golden)
        let process = try golden.process(fixture)
        var evidence = Evidence(of: objective)
        try evidence.evaluate(
            process, at: fixture.matrix("X"), covariates: covariates(fixture, "C"), targets: fixture["y"],
            noiseVariances: fixture["noise_vec"])
        #expect(abs(evidence.logMarginalLikelihood - fixture["lml"][0]) < 1e-10)
        #expect(abs(evidence.leaveOneOutLogDensity - fixture["loo"][0]) < 1e-10)
        let expected = fixture[objective == .marginalLikelihood ? "grad_lml" : "grad_loo"]
        #expect(relativeDifference(evidence.gradient, expected) < 1e-10)
    }

    @Test(arguments: CompositeCase.all)
    func `on the posterior`(golden: CompositeCase) throws {
        let fixture = try fixture(golden)
        let process = try golden.process(fixture)
        let posterior = try ExactPosterior(
            process, at: fixture.matrix("X"), targets: fixture["y"],
            means: process.mean.values(at: covariates(fixture, "C")), noiseVariances: fixture["noise_vec"])
        let pool = try fixture.matrix("Xs")
        let prediction = posterior.predict(at: pool, means: try process.mean.values(at: covariates(fixture, "Cs")))
        #expect(greatestDifference(prediction.mean, fixture["mean"]) < 1e-10)
        let expected = try fixture.matrix("cov")
        #expect(greatestDifference(prediction.variance, expected.diagonal) < 1e-11)
        let covariance = posterior.covariance(at: pool)
        #expect(greatestDifference(covariance.elements, expected.elements) < 1e-11)
        #expect(abs(11 * posterior.leaveOneOut().meanLogDensity - fixture["loo"][0]) < 1e-10)
    }
}
