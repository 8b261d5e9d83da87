import Foundation
import Networks
import Randomness
import Surrogates
import Testing

/// A surrogate to hold to what all surrogates promise.
struct SurrogateCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let make: @Sendable (any CandidateFeatures, UInt64) -> any Surrogate

    static let all = [
        SurrogateCase(testDescription: "deep kernel") { DeepKernel(features: $0, configuration: small(), seed: $1) },
        SurrogateCase(testDescription: "deep kernel, two members, leave-one-out") { features, seed in
            var configuration = small()
            configuration.members = 2
            configuration.objective = .leaveOneOut
            configuration.activation = .silu
            return DeepKernel(features: features, configuration: configuration, seed: seed)
        },
        SurrogateCase(testDescription: "Gaussian process") { GaussianProcessSurrogate(features: $0, seed: $1) },
        SurrogateCase(testDescription: "Gaussian process, parameters drawn") { features, seed in
            let kernel = StationaryKernel(.matern52, lengthScales: Array(repeating: 1, count: features.dimension))
            return GaussianProcessSurrogate(features: features, kernel: kernel, draws: 3, seed: seed)
        },
    ]

    static func small() -> DeepKernelConfiguration {
        var configuration = DeepKernelConfiguration()
        configuration.layers = [32, 32, 8]
        configuration.members = 1
        configuration.networkLearningRate = 3e-3
        configuration.coldIterations = 150
        configuration.warmIterations = 5
        return configuration
    }

    /// 400 candidates of eight features, and a target that depends on two of them.
    static let features: FeatureTable = {
        var source = RandomSource(seed: 31)
        return FeatureTable(dimension: 8, elements: source.normals(3200).map { Float($0) })
    }()

    static func target(_ candidate: Int) -> Double {
        let row = features.elements[8 * candidate..<8 * candidate + 8].map { Double($0) }
        return 100 + 20 * (sin(1.5 * row[0]) + 0.5 * row[1])
    }
}
