package import Experiments
private import Networks
package import Surrogates

extension SurrogateChoice {
    /// The untrained model that the plan asks for.
    package func surrogate(on features: any CandidateFeatures, seed: UInt64) -> any Surrogate {
        switch self {
        case .deepKernel(let choice):
            DeepKernel(features: features, configuration: choice.configuration, seed: seed)
        case .gaussianProcess(let choice):
            GaussianProcessSurrogate(
                features: features, shape: shape(of: choice.kernel),
                hasScalePerDimension: !choice.isIsotropic && features.dimension <= 64, seed: seed)
        case .committee(let choice):
            DeepKernel(features: features, configuration: choice.deepKernel.configuration, seed: seed)
        }
    }
}

extension DeepKernelChoice {
    fileprivate var configuration: DeepKernelConfiguration {
        var configuration = DeepKernelConfiguration()
        configuration.layers = layers
        configuration.activation =
            switch activation {
            case .relu: .relu
            case .tanh: .tanh
            case .silu: .silu
            }
        configuration.shape = shape(of: kernel)
        configuration.members = ensemble
        configuration.objective =
            switch objective {
            case .marginalLikelihood: .marginalLikelihood
            case .leaveOneOut: .leaveOneOut
            }
        configuration.weightPrecision = weightPrecision
        configuration.networkLearningRate = networkLearningRate
        configuration.processLearningRate = processLearningRate
        configuration.weightDecay = weightDecay
        configuration.coldIterations = coldIterations
        configuration.warmIterations = warmIterations
        return configuration
    }
}

/// The shape of a kernel of one word.
private func shape(of kernel: String) -> StationaryKernel.Shape {
    switch kernel {
    case "rbf": .rbf
    case "matern-1/2": .matern12
    case "matern-3/2": .matern32
    case "matern-5/2": .matern52
    default: preconditionFailure("plans are checked for the kernels that there are")
    }
}
