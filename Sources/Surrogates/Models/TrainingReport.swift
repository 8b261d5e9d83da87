/// How a training went, for the record of the decisions made with it.
package struct TrainingReport: Hashable, Sendable {
    /// Whether the model now in use began from new weights and the priors' medians in this training.
    package let wasCold: Bool
    /// Why a warm training was followed by a cold one, if it was, and which of the two was kept.
    package internal(set) var restart: ColdRestart?
    /// The iterations of each member of the ensemble: the most that a member took, those of a restart included.
    package internal(set) var iterations: Int
    /// The members whose training ended early, at the weights of the best leave-one-out density.
    package let stoppedEarly: [EarlyStop]
    /// The loss of the first iteration, a mean over the members: minus the objectives and the log priors, in nats a point.
    package let firstLoss: Double
    /// The loss of the last iteration, a mean over the members.
    package let lastLoss: Double
    /// What each objective's processes are and how well they predict, in the order of the observations.
    package let objectives: [ObjectiveReport]
    /// The shape of each member's embedding of the pool.
    package let embeddings: [EmbeddingShape]
    /// How the models compared with each other stand, where several are; see ``Committee``.
    package internal(set) var standings: [Standing] = []

    /// What a person should know about the model, and what to do about it.
    package var findings: [TrainingFinding] {
        embeddings.enumerated().flatMap { TrainingFinding.findings(in: $1, member: $0) }
            + objectives.enumerated().flatMap { number, objective in
                // Held-out predictions have corrected the standard deviations already.
                objective.heldOut == nil ? TrainingFinding.findings(in: objective.residuals, objective: number) : []
            }
            + objectives.enumerated().flatMap {
                TrainingFinding.findings(in: $1.predictions, standings: standings, objective: $0)
            }
    }

    /// The log predictive density of all objectives together, in nats a point, on the standardised scale: held out where
    /// there is one, else leave-one-out.
    package var meanLogDensity: Double {
        objectives.reduce(0) { $0 + $1.logDensity.reduce(0, +) / Double(max(1, $1.logDensity.count)) }
    }
}

/// What a training says of one objective.
package struct ObjectiveReport: Hashable, Sendable {
    /// By what the targets were shifted and divided; all numbers here are on that scale.
    package let scale: TargetScale
    /// The model's predictions of each measurement from all the others.
    ///
    /// Parameters and extractor stay as they were trained on all measurements. A plain process has so few parameters that
    /// this hardly matters. An extractor of a million weights has seen what it is asked to predict, and looks far better here
    /// than on anything held out: compare it with itself from step to step, never with another kind of model. A committee's
    /// are the mixture of its voters' most honest predictions.
    package let leaveOneOut: LeaveOneOut
    /// The standardised residuals of `leaveOneOut` in a few numbers.
    package let residuals: ResidualSummary
    /// The predictions of each measurement by models that never saw it, where members are cross-fitted.
    package let heldOut: HeldOut?
    /// The parameters of the processes as they predict, member after member: variances are corrected by `heldOut`.
    package let hyperparameters: [Hyperparameter]
    /// The greatest number added to a diagonal so that a covariance could be factored.
    package let jitter: Double

    /// Predictions of each measurement that did without it, the most honest that there are.
    package var predictions: LeaveOneOut { heldOut?.predictions ?? leaveOneOut }

    /// The log density of each measurement under `predictions`.
    package var logDensity: [Double] { predictions.logDensity }

    init(of posterior: PoolPosterior, hyperparameters: [Hyperparameter], heldOut: HeldOut? = nil) {
        self.init(
            scale: posterior.scale, leaveOneOut: posterior.leaveOneOut(), hyperparameters: hyperparameters,
            jitter: posterior.jitter, heldOut: heldOut)
    }

    init(
        scale: TargetScale, leaveOneOut: LeaveOneOut, hyperparameters: [Hyperparameter], jitter: Double,
        heldOut: HeldOut? = nil
    ) {
        self.scale = scale
        self.leaveOneOut = leaveOneOut
        residuals = ResidualSummary(of: leaveOneOut.standardizedResiduals)
        self.heldOut = heldOut
        self.hyperparameters = hyperparameters
        self.jitter = jitter
    }
}

/// What is said of the first objective, where there is only one.
extension TrainingReport {
    /// The predictions of each measurement of the first objective from all the others.
    package var leaveOneOut: LeaveOneOut { objectives[0].leaveOneOut }

    /// The parameters of the first objective's processes.
    package var hyperparameters: [Hyperparameter] { objectives[0].hyperparameters }

    /// The greatest number added to a diagonal of the first objective's covariances.
    package var jitter: Double { objectives[0].jitter }
}

/// One number among the parameters of a process.
package struct Hyperparameter: Hashable, Sendable {
    /// Which member of the ensemble has it.
    package let member: Int
    /// Its name, such as `length_scale`.
    package let name: String
    /// Which component of that name it is.
    package let component: Int
    /// Its natural value.
    package let value: Double
}

extension GaussianProcess {
    /// The parameters with their names.
    func hyperparameters(member: Int) -> [Hyperparameter] {
        let names = parameterGroups.flatMap { group in (0..<group.count).map { (group.name, $0) } }
        return zip(names, parameters).map {
            Hyperparameter(member: member, name: $0.0, component: $0.1, value: $1)
        }
    }
}
