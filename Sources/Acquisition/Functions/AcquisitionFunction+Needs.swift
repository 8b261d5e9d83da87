extension AcquisitionFunction {
    /// What a function must be told besides means and standard deviations.
    package struct Needs: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The best posterior mean at the measured points.
        package static let incumbent = Needs(rawValue: 1 << 0)
        /// A joint sample, or a belief from which to draw one.
        package static let sample = Needs(rawValue: 1 << 1)
        /// Covariances between candidates.
        package static let covariance = Needs(rawValue: 1 << 2)
        /// The candidates' pixels.
        package static let pixels = Needs(rawValue: 1 << 3)
    }

    /// How scores are to be read, which decides what may be done with them.
    package enum Scale: Hashable, Sendable {
        /// A logarithm of something that is not negative.
        case logarithm
        /// Not negative, so that it has a logarithm.
        case nonNegative
        /// Of either sign, or without meaning: only the ranking counts.
        case signed
    }

    package var needs: Needs {
        switch kind {
        case .random, .uncertainty, .upperConfidenceBound, .bandProbability, .straddle, .maxValueEntropy: []
        case .expectedImprovement, .logExpectedImprovement, .probabilityOfImprovement, .logProbabilityOfImprovement:
            .incumbent
        case .thompson: .sample
        case .noisyExpectedImprovement: [.incumbent, .covariance]
        case .varianceReduction, .knowledgeGradient: .covariance
        case .gradient: .pixels
        }
    }

    package var scale: Scale {
        switch kind {
        case .logExpectedImprovement, .logProbabilityOfImprovement, .bandProbability, .noisyExpectedImprovement:
            .logarithm
        case .uncertainty, .expectedImprovement, .probabilityOfImprovement, .varianceReduction, .knowledgeGradient,
            .maxValueEntropy, .gradient:
            .nonNegative
        case .random, .upperConfidenceBound, .straddle, .thompson: .signed
        }
    }

    /// Whether the function counts from the incumbent.
    package var needsIncumbent: Bool { needs.contains(.incumbent) }

    /// Whether the function scores a sample of the posterior rather than its mean and standard deviation.
    package var needsSample: Bool { needs.contains(.sample) }

    /// Whether a candidate's score follows from its own mean and standard deviation, for at most 0.1 µs.
    ///
    /// These are cheap enough to tell what they would have chosen beside the function of the plan.
    package var isPointwise: Bool {
        needs.subtracting(.incumbent).isEmpty && kind != .maxValueEntropy
    }

    /// Whether scores may be weighed by feasibility and cost, which is done to logarithms only.
    package var canBeWeighed: Bool { scale != .signed }
}
