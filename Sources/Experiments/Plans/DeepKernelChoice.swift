/// A network whose output is the input of an exact Gaussian process, trained together.
///
/// Wilson, Hu, Salakhutdinov & Xing, Deep Kernel Learning, AISTATS 2016.
package struct DeepKernelChoice: Codable, Hashable, Sendable {
    package enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
        case relu, tanh, silu
    }

    /// The widths of the layers, the embedding's last.
    package var layers = [64, 64, 8]
    package var activation = Activation.relu
    /// The formula of the kernel on the embedding.
    package var kernel = "matern-5/2"
    package var objective = TrainingObjective.leaveOneOut
    /// Priors of the process's parameters, by their names; those that are missing have the model's own.
    package var priors: [String: LogNormalPriorChoice] = [:]
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
    /// A training ends when so many iterations brought no better leave-one-out density, and keeps the best weights; 0
    /// never ends it early, nil leaves it to the model.
    package var patience: Int?
    /// Whether a training begins anew when the leave-one-out density has become clearly worse than that of the last
    /// training that did.
    package var restart = true
    /// Networks trained from different initial weights, whose predictions are averaged.
    ///
    /// One network overfits a few dozen measurements; the average of four from different weights does so far less.
    package var ensemble = 4
    /// A safetensors file with the weights that training begins from, relative to the plan's own folder: of such a network,
    /// or of an autoencoder; nil draws them.
    package var weights: String?
    /// What the networks learn before anything is measured, if there is no such file.
    package var pretraining = PretrainingChoice.none
    /// The first layers, so many, keep the weights of that file or that training.
    package var frozenLayers = 0

    package init() {}
}

extension DeepKernelChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        // What is not stored was not done.
        restart = false
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.layers, into: &layers)
        try stored.take(.activation, into: &activation)
        try stored.take(.kernel, into: &kernel)
        try stored.take(.objective, into: &objective)
        try stored.take(.priors, into: &priors)
        try stored.take(.weightPrecision, into: &weightPrecision)
        try stored.take(.weightDecay, into: &weightDecay)
        try stored.take(.networkLearningRate, into: &networkLearningRate)
        try stored.take(.processLearningRate, into: &processLearningRate)
        try stored.take(.coldIterations, into: &coldIterations)
        try stored.take(.warmIterations, into: &warmIterations)
        try stored.take(.patience, into: &patience)
        try stored.take(.restart, into: &restart)
        try stored.take(.ensemble, into: &ensemble)
        try stored.take(.weights, into: &weights)
        try stored.take(.pretraining, into: &pretraining)
        try stored.take(.frozenLayers, into: &frozenLayers)
    }
}
