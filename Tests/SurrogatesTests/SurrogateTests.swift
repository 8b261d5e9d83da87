import Foundation
import Surrogates
import Testing

@Suite struct `Every surrogate` {
    static let measured = (0..<40).map { 9 * $0 }
    static let targets = measured.map(SurrogateCase.target)

    static func train(
        _ surrogate: any Surrogate, _ measured: [Int] = measured, _ targets: [Double] = targets,
        _ mode: TrainingMode = .cold
    ) throws -> Training {
        try surrogate.train(Observations(candidates: measured, targets: targets), mode: mode)
    }

    @Test(arguments: SurrogateCase.all)
    func `learns: it predicts what it has not seen better than the mean does`(of surrogateCase: SurrogateCase) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 1)
        let measured = Array(0..<200)
        let training = try Self.train(surrogate, measured, measured.map(SurrogateCase.target))
        let prediction = training.posterior.prediction()
        let mean = measured.map(SurrogateCase.target).reduce(0, +) / 200
        var (error, variance) = (0.0, 0.0)
        for candidate in 200..<400 {
            let truth = SurrogateCase.target(candidate)
            error += (prediction.mean[candidate] - truth) * (prediction.mean[candidate] - truth)
            variance += (truth - mean) * (truth - mean)
        }
        #expect(error < 0.5 * variance)
        #expect(training.report.lastLoss < training.report.firstLoss)
        #expect(training.report.leaveOneOut.meanLogDensity > -1.2)
    }

    @Test(arguments: SurrogateCase.all)
    func `gives the same bits for the same seed and calls`(of surrogateCase: SurrogateCase) throws {
        func run() throws -> (Prediction, TrainingReport) {
            let surrogate = surrogateCase.make(SurrogateCase.features, 7)
            _ = try Self.train(surrogate)
            let warm = try Self.train(surrogate, Self.measured + [1], Self.targets + [99], .warm)
            return (warm.posterior.prediction(), warm.report)
        }
        let (first, second) = (try run(), try run())
        #expect(first.0 == second.0)
        #expect(first.1 == second.1)
    }

    @Test(arguments: SurrogateCase.all)
    func `goes on from the last training when warm, and begins anew when cold`(of surrogateCase: SurrogateCase) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 3)
        let first = try Self.train(surrogate, Self.measured, Self.targets, .warm).report
        #expect(first.wasCold, "there is nothing to go on from")
        let warm = try Self.train(surrogate, Self.measured, Self.targets, .warm).report
        #expect(!warm.wasCold)
        // A step of Adam may go uphill a little.
        #expect(warm.firstLoss < first.lastLoss + 0.05)
        #expect(warm.iterations <= first.iterations)
        let cold = try Self.train(surrogate).report
        #expect(cold.wasCold)
        #expect(cold.firstLoss > warm.firstLoss)
    }

    @Test(arguments: SurrogateCase.all)
    func `ends when told to, and can be trained afterwards`(of surrogateCase: SurrogateCase) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 3)
        var asked = 0
        #expect(throws: CancellationError.self) {
            try surrogate.train(Observations(candidates: Self.measured, targets: Self.targets), mode: .cold) {
                asked += 1
                return asked < 3
            }
        }
        #expect(asked == 3 || asked == 4)
        #expect(try Self.train(surrogate, Self.measured, Self.targets, .warm).posterior.count == 400)
    }

    @Test(
        arguments: SurrogateCase.all,
        [
            [], [1], [1, 2], [5, 5, 5, 5], [1e300, -1e300, 3e299], [0x1p-1070, 0x1p-1068, 0], [1e-300, 2e-300, 5e-300],
            [1e300, 1.1e300, 1.2e300, 1e300],
        ] as [[Double]])
    func `takes any number of finite targets, however few, equal or extreme`(
        of surrogateCase: SurrogateCase, targets: [Double]
    ) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 3)
        let measured = targets.indices.map { 10 * $0 }
        for mode in [TrainingMode.cold, .warm] {
            let training = try Self.train(surrogate, measured, targets, mode)
            let prediction = training.posterior.prediction()
            #expect(prediction.mean.allSatisfy { $0.isFinite })
            #expect(prediction.variance.allSatisfy { $0 >= 0 })
            #expect(training.report.leaveOneOut.logDensity.allSatisfy { $0.isFinite })
        }
    }

    @Test(arguments: SurrogateCase.all)
    func `takes candidates that are all alike, and one measured again and again`(of surrogateCase: SurrogateCase) throws
    {
        let alike = FeatureTable(dimension: 3, elements: Array(repeating: 4, count: 90))
        let surrogate = surrogateCase.make(alike, 3)
        let training = try Self.train(surrogate, [3, 9, 11, 3, 3], [1, 2, 3, 2, 1])
        #expect(training.report.embeddings.allSatisfy { $0.spread < 1e-3 }, "the collapse is told")
        let prediction = training.posterior.prediction()
        #expect(prediction.mean.allSatisfy { abs($0 - prediction.mean[0]) < 1e-6 })

        let again = surrogateCase.make(SurrogateCase.features, 3)
        let repeated = try Self.train(again, Array(repeating: 17, count: 12), (0..<12).map { Double($0 % 3) })
        #expect(abs(repeated.posterior.prediction().mean[17] - 1) < 0.3)
    }

    @Test(arguments: SurrogateCase.all, [Double.nan, .infinity, -.infinity])
    func `refuses a target that is not finite and says which`(of surrogateCase: SurrogateCase, value: Double) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 3)
        let error = try #require(
            throws: UnusableTarget.self, performing: { try Self.train(surrogate, [4, 8, 15], [1, value, 2]) })
        #expect(error.position == 1)
        #expect(error.candidate == 8)
        #expect(error.description.contains("target 1, measured at candidate 8, is \(value)"))
    }

    @Test(arguments: SurrogateCase.all)
    func `embeds the training set as it embeds the pool`(of surrogateCase: SurrogateCase) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 3)
        let posterior = try Self.train(surrogate).posterior
        let (elements, dimension) = posterior.embedding()
        #expect(elements.count == 400 * dimension)
        // A measured candidate's variance is below the noise, which it would not be under another transformation.
        let noise = try #require(
            try Self.train(surrogate, Self.measured, Self.targets, .warm).report.hyperparameters
                .first { $0.name == "noise" })
        let square = posterior.scale.standardDeviation * posterior.scale.standardDeviation
        let variance = posterior.prediction().variance
        #expect(Self.measured.allSatisfy { variance[$0] < 2 * noise.value * square + 0.05 * square })
    }
}

@Suite struct `The deep kernel` {
    @Test func `draws other weights at every cold start and for every member`() throws {
        var configuration = SurrogateCase.small()
        configuration.members = 2
        configuration.coldIterations = 0
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        let first = try surrogate.train(Observations(candidates: [1, 2], targets: [1, 2]), mode: .cold).posterior
        let second = try surrogate.train(Observations(candidates: [1, 2], targets: [1, 2]), mode: .cold).posterior
        #expect(first.embedding(ofMember: 0).elements != first.embedding(ofMember: 1).elements)
        #expect(first.embedding(ofMember: 0).elements != second.embedding(ofMember: 0).elements)
    }

    @Test func `names all its numbers in the report`() throws {
        var configuration = SurrogateCase.small()
        configuration.layers = [8, 2]
        configuration.hasScalePerDimension = true
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        let training = try surrogate.train(Observations(candidates: [1, 2, 3], targets: [1, 2, 4]), mode: .cold)
        #expect(
            training.report.hyperparameters.map(\.name) == [
                "length_scale", "length_scale", "output_scale", "noise", "mean",
            ])
        #expect(training.report.hyperparameters.map(\.component) == [0, 1, 0, 0, 0])
        #expect(training.report.iterations == 150)
        #expect(training.report.embeddings.count == 1)
        #expect(training.report.embeddings[0].effectiveRank >= 1)
        #expect(training.report.embeddings[0].effectiveRank <= 2)
    }
}
