extension AcquisitionFunction {
    /// Whether the function has a meaning for the goal.
    ///
    /// | functions | goals |
    /// |---|---|
    /// | `random`, `uncertainty`, `ucb`, `thompson`, `alc`, `gradient` | all |
    /// | `ei`, `log-ei`, `pi`, `log-pi` | maximise, minimise, a level |
    /// | `noisy-ei`, `kg`, `mes` | maximise, minimise |
    /// | `straddle` | a level |
    /// | `band` | a band |
    ///
    /// Improvement needs something to improve on: in a band every value is as good as any other, so that nothing improves
    /// once a measured point lies in it. A band's own function is `band`, a level's `straddle`.
    package func suits(_ goal: Goal) -> Bool {
        switch kind {
        case .random, .uncertainty, .upperConfidenceBound, .thompson, .varianceReduction, .gradient: true
        case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
            if case .band = goal { false } else { true }
        case .noisyExpectedImprovement, .knowledgeGradient, .maxValueEntropy: goal == .maximize || goal == .minimize
        case .straddle: if case .level = goal { true } else { false }
        case .bandProbability: if case .band = goal { true } else { false }
        }
    }

    /// Checks what can be known before there is a model: parameters, thresholds, and that function and goal go together.
    ///
    /// - Parameter goal: What the values are wanted to be.
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
        if let parameter, !parameter.isInDomain { throw UnfitAcquisition(self, goal, .parameter) }
        guard suits(goal) else { throw UnfitAcquisition(self, goal, .goal) }
    }
}

extension AcquisitionFunction.Parameter {
    /// Whether the value is one that makes sense.
    package var isInDomain: Bool {
        switch domain {
        case .finite: value.isFinite
        case .nonNegative: value.isFinite && value >= 0
        // Beyond a million samples or points no array would hold them.
        case .count: value >= 1 && value <= 1e6 && value == value.rounded()
        }
    }

    /// The domain in words.
    var expectation: String {
        switch domain {
        case .finite: "a finite number"
        case .nonNegative: "a finite number of 0 or above"
        case .count: "a whole number from 1 to 1000000"
        }
    }
}
