/// Which model predicts the objective.
package enum SurrogateChoice: Codable, Hashable, Sendable {
    case deepKernel(DeepKernelChoice)
    case gaussianProcess(GaussianProcessChoice)
    case committee(CommitteeChoice)

    /// The deep kernel that takes part, alone or in a committee; nil if none does.
    package var extractor: DeepKernelChoice? {
        switch self {
        case .deepKernel(let choice): choice
        case .gaussianProcess: nil
        case .committee(let choice): choice.members.contains(.deepKernel) ? choice.deepKernel : nil
        }
    }
}

/// What a training maximises.
package enum TrainingObjective: String, Codable, Hashable, Sendable, CaseIterable {
    /// The marginal likelihood of the measurements.
    case marginalLikelihood = "marginal-likelihood"
    /// The density of each measurement given all the others.
    case leaveOneOut = "leave-one-out"
}
