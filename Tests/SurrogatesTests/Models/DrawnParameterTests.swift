import Formulas
import Foundation
import Surrogates
import Testing

@Suite struct `A process whose parameters are drawn` {
    private static let table = FeatureTable(dimension: 1, elements: (0..<60).map { Float($0) / 30 - 1 })

    private func process(
        _ mean: any MeanFunction = ConstantMean(0), covariates: Covariates? = nil
    )
        -> GaussianProcessSurrogate
    {
        GaussianProcessSurrogate(
            features: Self.table, kernel: StationaryKernel(.matern52, lengthScales: [1]), mean: mean,
            covariates: covariates, draws: 3, seed: 1)
    }

    private func observations(_ count: Int, slope: Double = 0) -> Observations {
        let candidates = (0..<count).map { $0 * 7 % 60 }
        return Observations(
            candidates: candidates, targets: candidates.map { sin(Double($0)) + slope * Double($0) })
    }

    @Test func `is the even mixture of its draws`() throws {
        let training = try process().train(observations(20), mode: .cold)
        #expect(training.posterior.memberCount == 3)
        #expect(training.posterior.weights == [1, 1, 1].map { $0 / 3.0 })
        let noises = training.report.hyperparameters.filter { $0.name == ParameterGroup.noise }
        #expect(noises.map(\.member) == [0, 1, 2])
        #expect(Set(noises.map(\.value)).count == 3, "three draws of twelve trajectories are three places")
    }

    @Test(arguments: [[0, 3, 8], [3, 0, 3], [1, 2, 20, 5]])
    func `learns whatever number of measurements comes next`(counts: [Int]) throws {
        let process = process()
        for (step, count) in counts.enumerated() {
            let training = try process.train(observations(count), mode: step == 0 ? .cold : .warm)
            let prediction = training.posterior.prediction()
            let isFinite = prediction.mean.allSatisfy { $0.isFinite } && prediction.variance.allSatisfy { $0 > 0 }
            #expect(isFinite, "\(count) measurements")
        }
    }

    /// A plane without a prior: no chain draws it, but it must follow what is measured all the same.
    @Test func `fits parameters without a prior at every training`() throws {
        let covariates = Covariates(["x"], count: 60, elements: (0..<60).map(Double.init))
        let mean = try FormulaMean(
            Formula(parsing: "b * x"), parameters: [.free("b", initial: 0)], covariates: ["x"])
        let process = process(mean, covariates: covariates)
        func slope(_ training: Training) -> Double? {
            training.report.hyperparameters.first { $0.name.hasSuffix("b") }?.value
        }
        _ = try process.train(observations(40), mode: .cold)
        let first = try process.train(observations(41), mode: .warm)
        let second = try process.train(observations(41, slope: 3), mode: .warm)
        let before = try #require(slope(first))
        let after = try #require(slope(second))
        #expect(abs(before) < 0.5 && abs(after - 3) < 0.5, "from \(before) to \(after)")
    }
}
