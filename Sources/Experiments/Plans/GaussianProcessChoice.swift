/// An exact Gaussian process on the features themselves.
package struct GaussianProcessChoice: Hashable, Sendable {
    /// The formula of the kernel; it may name the blocks of the features.
    package var kernel = "matern-5/2"
    /// Whether all features of a kernel share one length scale.
    package var isIsotropic = false
    package var objective = TrainingObjective.marginalLikelihood
    package var mean = MeanChoice.constant
    /// Over how many draws of the parameters predictions are averaged; 0 for the most probable parameters alone.
    package var draws = 4
    /// Priors of the parameters, by their names; those that are missing have the model's own.
    package var priors: [String: LogNormalPriorChoice] = [:]

    package init() {}
}

extension GaussianProcessChoice: Codable {
    private enum CodingKeys: String, CodingKey {
        case kernel, isIsotropic, objective, mean, draws, priors
    }

    /// What the first versions stored.
    private enum FormerKeys: String, CodingKey {
        case isAnisotropic
    }

    package init(from decoder: any Decoder) throws {
        self.init()
        let former = try decoder.container(keyedBy: FormerKeys.self)
        if let isAnisotropic = try former.decodeIfPresent(Bool.self, forKey: .isAnisotropic) {
            isIsotropic = !isAnisotropic
        }
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.kernel, into: &kernel)
        try stored.take(.isIsotropic, into: &isIsotropic)
        try stored.take(.objective, into: &objective)
        try stored.take(.mean, into: &mean)
        // What is not stored was not done.
        draws = 0
        try stored.take(.draws, into: &draws)
        try stored.take(.priors, into: &priors)
    }
}
