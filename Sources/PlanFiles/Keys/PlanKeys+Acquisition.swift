internal import Experiments

extension PlanKeys {
    static var acquisition: Section<AcquisitionChoice> {
        Section(
            initial: AcquisitionChoice(),
            keys: [
                Key(
                    "cost", \.cost, cost.optional,
                    "What a measurement costs, by which its score is divided; none if all cost the same.")
            ],
            alternatives: AcquisitionChoice.Function.allCases.map(acquisition))
    }

    private static func acquisition(_ function: AcquisitionChoice.Function) -> Alternative<AcquisitionChoice> {
        let standard = AcquisitionChoice(function)
        let key: Key<AcquisitionChoice>
        switch function.parameter {
        case .kappa: key = Key("kappa", \.kappa, .nonNegative, "The weight of the standard deviation.")
        case .xi: key = Key("xi", \.xi, .number(), "The improvement asked for, in the objective's unit.")
        case .count(let name, let standard):
            key = Key(
                name, \.[countOr: standard], .integer(1...1_000_000), "How many; more are finer and take longer.")
        case nil:
            return Alternative(
                function.rawValue, meaning(of: function), get: { $0.function == function.rawValue },
                set: { $0 = standard })
        }
        return Alternative(
            function.rawValue, Section(initial: standard, keys: [key]).codec, meaning(of: function),
            standingAlone: standard, get: { $0.function == function.rawValue ? $0 : nil }, set: { $0 = $1 })
    }

    private static func meaning(of function: AcquisitionChoice.Function) -> String {
        switch function {
        case .random: "Anywhere: the baseline."
        case .uncertainty: "Where least is known."
        case .upperConfidenceBound: "Prediction and kappa standard deviations."
        case .expectedImprovement: "Expected improvement."
        case .logExpectedImprovement: "Logarithm of the expected improvement: still ranks where that vanishes."
        case .probabilityOfImprovement: "Probability of improvement."
        case .logProbabilityOfImprovement: "Logarithm of the probability of improvement."
        case .band: "Probability of lying in the objective's band."
        case .straddle: "Uncertain, and near the objective's level."
        case .thompson: "The best point of one random draw from the model."
        case .noisyExpectedImprovement: "Expected improvement over what the noisy measurements may really have been."
        case .varianceReduction: "Where a measurement most reduces the variance over the whole field."
        case .maxValueEntropy: "Where a measurement tells most about the best value."
        case .knowledgeGradient: "Where a measurement most raises the best prediction."
        case .gradient: "Uncertain, and where the prediction is steep."
        case .parego: "Several objectives as one, weighed anew for every decision."
        case .logExpectedHypervolumeImprovement: "Logarithm of the following: still ranks where that vanishes."
        case .expectedHypervolumeImprovement: "How much of two objectives' trade-off is expected to be gained."
        }
    }

    private static var cost: Codec<MeasurementCost> {
        struct Keys {
            var dwell: Double?
            var speed: WrittenSpeed?
            var exponent = 1.0
            var isCooled = true
        }
        return Section(
            initial: Keys(),
            keys: [
                Key("dwell", required: \.dwell, .duration, "The time of a measurement itself."),
                Key("speed", required: \.speed, .speed, "How fast the probe moves from one place to the next."),
                Key(
                    "exponent", \.exponent, .number("a number from 0 to 1") { (0...1).contains($0) },
                    "The power of the cost that scores are divided by; 0 leaves it out of account."),
                Key("cooling", \.isCooled, .flag, "Whether that power falls to 0 as the budget is spent."),
            ]
        ).codec.map(
            { (keys: Keys) throws(Complaint) -> MeasurementCost in
                guard let dwell = keys.dwell, let speed = keys.speed else {
                    throw Complaint(text: "needs `dwell` and `speed`.")
                }
                var cost = MeasurementCost(dwell: dwell, speed: speed.number, unit: speed.unit)
                (cost.exponent, cost.isCooled) = (keys.exponent, keys.isCooled)
                return cost
            },
            back: {
                Keys(
                    dwell: $0.dwell, speed: WrittenSpeed(number: $0.speed, unit: $0.unit), exponent: $0.exponent,
                    isCooled: $0.isCooled)
            })
    }
}

extension AcquisitionChoice {
    /// The number of things, `standard` where the plan gives none.
    fileprivate subscript(countOr standard: Int) -> Int {
        get { count ?? standard }
        set { count = newValue }
    }
}
