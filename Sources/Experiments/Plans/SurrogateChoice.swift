/// Which model predicts the objective.
package enum SurrogateChoice: Codable, Hashable, Sendable {
    case deepKernel(DeepKernelChoice)
    case gaussianProcess(GaussianProcessChoice)
}

/// The kernel of a Gaussian process.
package enum KernelChoice: String, Codable, Hashable, Sendable, CaseIterable {
    case rbf = "rbf"
    case matern12 = "matern-1/2"
    case matern32 = "matern-3/2"
    case matern52 = "matern-5/2"
}

/// A network whose output is the input of an exact Gaussian process, trained together.
///
/// Wilson, Hu, Salakhutdinov & Xing, Deep Kernel Learning, AISTATS 2016.
package struct DeepKernelChoice: Codable, Hashable, Sendable {
    package enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
        case relu, tanh, silu
    }

    /// What a training maximises.
    package enum Objective: String, Codable, Hashable, Sendable, CaseIterable {
        /// The marginal likelihood of the measurements.
        case marginalLikelihood = "marginal-likelihood"
        /// The density of each measurement given all the others.
        case leaveOneOut = "leave-one-out"
    }

    /// The widths of the layers, the embedding's last.
    package var layers = [64, 64, 8]
    package var activation = Activation.relu
    package var kernel = KernelChoice.matern52
    package var objective = Objective.leaveOneOut
    /// The precision 1 / variance of the weights' normal prior; 0 for none.
    package var weightPrecision = 1.0
    /// Decoupled weight decay (Loshchilov & Hutter 2019), a step and unit of learning rate.
    package var weightDecay = 0.0
    /// The learning rate of the network's weights.
    package var networkLearningRate = 1e-3
    /// The learning rate of the logarithms of the process's parameters.
    package var processLearningRate = 1e-2
    /// Iterations of a training from new weights.
    package var coldIterations = 200
    /// Iterations of a training that goes on from the weights of the one before.
    package var warmIterations = 10
    /// Networks trained from different initial weights, whose predictions are averaged.
    ///
    /// One network overfits a few dozen measurements; the average of four from different weights does so far less.
    package var ensemble = 4

    package init() {}
}

/// An exact Gaussian process on the features themselves.
package struct GaussianProcessChoice: Codable, Hashable, Sendable {
    package var kernel = KernelChoice.matern52
    /// Whether each feature has a length scale of its own.
    package var isAnisotropic = true

    package init() {}
}
