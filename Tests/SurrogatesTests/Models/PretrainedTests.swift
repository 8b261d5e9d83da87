import Networks
import Randomness
import Testing

@testable import Surrogates

@Suite struct `A pretrained extractor` {
    private static let observations = Observations(
        candidates: Array(0..<40), targets: (0..<40).map(SurrogateCase.target))

    private static func configuration(_ frozen: Int, _ function: ActivationFunction = .silu) -> DeepKernelConfiguration
    {
        var configuration = SurrogateCase.small()
        configuration.layers = [12, 10, 4]
        configuration.activation = function
        configuration.coldIterations = 30
        configuration.frozenLayers = frozen
        var source = RandomSource(seed: 99)
        configuration.pretrained =
            Network(inputs: 8, layers: [12, 10, 4], activation: function, using: &source).weights
        return configuration
    }

    @Test(arguments: [0, 1, 2, 3], [ActivationFunction.relu, .silu])
    func `keeps its frozen layers and trains the others`(frozen: Int, function: ActivationFunction) throws {
        let configuration = Self.configuration(frozen, function)
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        let training = try surrogate.train(Self.observations, mode: .cold)
        let before = try #require(configuration.pretrained)
        let after = try #require(surrogate.weights(ofMember: 0))
        for layer in 0..<3 {
            for name in [NetworkWeights.weightName(layer: layer), NetworkWeights.biasName(layer: layer)] {
                // The last bias shifts all points alike: nothing but rounding moves it.
                if layer >= frozen && name == "layers.2.bias" { continue }
                #expect((before[name] == after[name]) == (layer < frozen), "\(name)")
            }
        }
        #expect(training.report.lastLoss < training.report.firstLoss)
    }

    /// Freezing nothing but having nothing to learn, and freezing all, must be the same: the cache shows nowhere.
    @Test func `predicts from the frozen layers' cached outputs what it predicts from their inputs`() throws {
        func prediction(frozen: Int) throws -> Prediction {
            var configuration = Self.configuration(frozen)
            configuration.networkLearningRate = 0
            configuration.weightPrecision = 0
            return try DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
                .train(Self.observations, mode: .cold).posterior.prediction()
        }
        let free = try prediction(frozen: 0)
        for frozen in 1...3 {
            let fixed = try prediction(frozen: frozen)
            #expect(relativeDifference(fixed.mean, free.mean) < 1e-5)
            #expect(relativeDifference(fixed.variance, free.variance) < 1e-4)
        }
    }

    @Test func `of the first layers alone gets random ones behind`() throws {
        var configuration = Self.configuration(1)
        configuration.coldIterations = 0
        for layer in 1...2 {
            configuration.pretrained?[NetworkWeights.weightName(layer: layer)] = nil
            configuration.pretrained?[NetworkWeights.biasName(layer: layer)] = nil
        }
        configuration.members = 2
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        _ = try surrogate.train(Self.observations, mode: .cold)
        let (first, second) = (surrogate.weights(ofMember: 0), surrogate.weights(ofMember: 1))
        #expect(first?["layers.0.weight"] == second?["layers.0.weight"])
        #expect(first?["layers.1.weight"] != second?["layers.1.weight"])
        #expect(surrogate.weights(ofMember: 2) == nil)
    }

    @Test func `that is another's is refused with layer, expectation and finding`() throws {
        var configuration = Self.configuration(2)
        #expect(throws: Never.self) { try configuration.check(inputs: 8) }
        let error = try #require(throws: WeightMismatch.self) { try configuration.check(inputs: 9) }
        #expect(error == WeightMismatch(name: "layers.0.weight", expected: [12, 9], found: [12, 8]))
        configuration.layers = [12, 11, 4]
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        #expect(throws: WeightMismatch.self) { try surrogate.train(Self.observations, mode: .cold) }
    }

    private static func drawn(_ seed: UInt64) -> NetworkWeights {
        var source = RandomSource(seed: seed)
        return Network(inputs: 8, layers: [12, 10, 4], activation: .silu, using: &source).weights
    }

    @Test func `that is learned before begins every member, once and for all`() throws {
        for (sets, numbers) in [([7, 8], [7, 8]), ([7], [7, 7])] as [([UInt64], [UInt64])] {
            var configuration = Self.configuration(3)
            (configuration.pretrained, configuration.members) = (nil, 2)
            var count = 0
            let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1) { _ in
                count += 1
                return sets.map(Self.drawn)
            }
            _ = try surrogate.train(Self.observations, mode: .cold)
            _ = try surrogate.train(Self.observations, mode: .cold)
            #expect(count == 1)
            for (member, number) in numbers.enumerated() {
                #expect(surrogate.weights(ofMember: member)?.tensors == Self.drawn(number).tensors)
            }
        }
    }

    @Test func `that cannot be learned is tried again`() throws {
        var configuration = Self.configuration(3)
        configuration.pretrained = nil
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1) {
            guard $0() else { throw CancellationError() }
            return [Self.drawn(7)]
        }
        #expect(throws: CancellationError.self) {
            try surrogate.train(Self.observations, mode: .cold, shouldContinue: { false })
        }
        #expect(surrogate.weights(ofMember: 0) == nil)
        _ = try surrogate.train(Self.observations, mode: .warm)
        #expect(surrogate.weights(ofMember: 0)?.tensors == Self.drawn(7).tensors)
    }
}
