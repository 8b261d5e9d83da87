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
                features: features, shape: choice.kernel.shape,
                hasScalePerDimension: choice.isAnisotropic && features.dimension <= 64, seed: seed)
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
        configuration.shape = kernel.shape
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

extension KernelChoice {
    fileprivate var shape: StationaryKernel.Shape {
        switch self {
        case .rbf: .rbf
        case .matern12: .matern12
        case .matern32: .matern32
        case .matern52: .matern52
        }
    }
}
