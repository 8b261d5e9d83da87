/// Which model predicts the objective.
package enum SurrogateChoice: Codable, Hashable, Sendable {
    case deepKernel(DeepKernelChoice)
    case gaussianProcess(GaussianProcessChoice)
    case committee(CommitteeChoice)
}

/// What a training maximises.
package enum TrainingObjective: String, Codable, Hashable, Sendable, CaseIterable {
    /// The marginal likelihood of the measurements.
    case marginalLikelihood = "marginal-likelihood"
    /// The density of each measurement given all the others.
    case leaveOneOut = "leave-one-out"
}
