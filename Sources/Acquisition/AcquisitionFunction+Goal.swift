extension AcquisitionFunction {
    /// Whether the function has a meaning for the goal.
    ///
    /// Improvement needs something to improve on: in a band every value is as good as any other, so that nothing improves
    /// once a measured point lies in it. A band's own function is `band`, a level's `straddle`.
    package func suits(_ goal: Goal) -> Bool {
        switch (self, goal) {
        case (.random, _), (.uncertainty, _), (.upperConfidenceBound, _), (.thompson, _): true
        case (.expectedImprovement, _), (.logExpectedImprovement, _), (.probabilityOfImprovement, _),
            (.logProbabilityOfImprovement, _):
            if case .band = goal { false } else { true }
        case (.bandProbability, .band), (.straddle, .level): true
        case (.bandProbability, _), (.straddle, _): false
        }
    }

    /// Whether the function counts from the incumbent.
    package var needsIncumbent: Bool {
        switch self {
        case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
            true
        case .random, .uncertainty, .upperConfidenceBound, .bandProbability, .straddle, .thompson: false
        }
    }

    /// Whether the function scores a sample of the posterior rather than its mean and standard deviation.
    package var needsSample: Bool {
        self == .thompson
    }

    /// Checks what can be known before there is a model: parameters, thresholds, and that function and goal go together.
    ///
    /// - Throws: ``UnfitAcquisition``.
    package func check(for goal: Goal) throws(UnfitAcquisition) {
        switch goal {
        case .level(let level) where !level.isFinite, .band(let level, _) where !level.isFinite,
            .band(_, let level) where !level.isFinite:
            throw UnfitAcquisition(self, goal, .threshold(level))
        case .band(let lower, let upper) where lower >= upper:
            throw UnfitAcquisition(self, goal, .emptyBand)
        default: break
        }
        if let parameter, !parameter.value.isFinite || (parameter.name == "kappa" && parameter.value < 0) {
            throw UnfitAcquisition(self, goal, .parameter)
        }
        guard suits(goal) else { throw UnfitAcquisition(self, goal, .goal) }
    }
}
