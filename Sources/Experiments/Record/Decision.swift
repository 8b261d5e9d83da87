/// One scored choice, with what is needed to explain it.
package struct Decision: Codable, Hashable, Sendable {
    /// Who chose.
    package enum Chooser: String, Codable, Hashable, Sendable {
        /// The seed design, before anything is known.
        case design
        /// The surrogate and the acquisition function.
        case model
        /// The seeded random generator, because the model could not; ``Decision/note`` says why.
        case fallback
    }

    /// A candidate with its scores; the numbers are nil where no model spoke.
    package struct Choice: Codable, Hashable, Sendable {
        package var candidate: Int
        package var position: Position
        package var pixel: Pixel
        /// The acquisition function's value, larger is better.
        package var score: Double?
        /// The predicted objective, in its own unit; of several the first.
        package var mean: Double?
        /// The standard deviation of the prediction, in the objective's unit.
        package var standardDeviation: Double?
        /// The distance to the nearest measured candidate, in pixels.
        package var nearestMeasured: Double?
        /// What is predicted of every quantity of the plan, the first objective among them; empty if that is all there is.
        package var predictions: [QuantityPrediction] = []
        /// The probability that all constraints are kept, where there are any: 0 to 1.
        package var feasibility: Double?

        package init(
            candidate: Int, position: Position, pixel: Pixel, score: Double? = nil, mean: Double? = nil,
            standardDeviation: Double? = nil, nearestMeasured: Double? = nil
        ) {
            self.candidate = candidate
            self.position = position
            self.pixel = pixel
            self.score = score
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.nearestMeasured = nearestMeasured
        }
    }

    /// What a model says of one quantity at one candidate, in the quantity's unit.
    package struct QuantityPrediction: Codable, Hashable, Sendable {
        package var mean: Double
        package var standardDeviation: Double

        package init(mean: Double, standardDeviation: Double) {
            self.mean = mean
            self.standardDeviation = standardDeviation
        }
    }

    /// What another acquisition function would have chosen.
    package struct Alternative: Codable, Hashable, Sendable {
        package var function: String
        package var candidate: Int
        package var pixel: Pixel

        package init(function: String, candidate: Int, pixel: Pixel) {
            self.function = function
            self.candidate = candidate
            self.pixel = pixel
        }
    }

    /// How many candidates there were of each kind.
    package struct Counts: Codable, Hashable, Sendable {
        /// Those that could be chosen.
        package var eligible: Int = 0
        package var measured: Int = 0
        package var pending: Int = 0
        /// Forbidden by a mask or by the exclusion radius.
        package var masked: Int = 0
        /// Those that shared the highest score.
        package var ties: Int = 1
        /// Scores that were NaN or infinite and were left out.
        package var nonFinite: Int = 0
        /// Variances that rounding had made negative and that were set to 0.
        package var clippedVariances: Int = 0

        package init() {}
    }

    /// Seconds spent on it.
    package struct Timing: Codable, Hashable, Sendable {
        package var fit: Double = 0
        package var predict: Double = 0
        package var acquire: Double = 0

        package init() {}

        package var total: Double { fit + predict + acquire }
    }

    /// The model's view of the whole pool when it chose, for pictures: one value a candidate.
    package struct Maps: Hashable, Sendable {
        /// Of the only objective, or of the first.
        package var mean: [Float]
        package var standardDeviation: [Float]
        package var score: [Float]
        /// The probability that all constraints are kept; nil without constraints.
        package var feasibility: [Float]?

        package init(mean: [Float], standardDeviation: [Float], score: [Float], feasibility: [Float]? = nil) {
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.score = score
            self.feasibility = feasibility
        }
    }

    /// 0 for the seed points, then 1, 2, 3, ...
    package var step: Int
    package var chooser: Chooser
    /// The acquisition function's name, or the seed design's.
    package var function: String
    /// The value that the acquisition function had to beat, where it has one.
    package var incumbent: Double?
    /// What was chosen, in this order; never empty.
    package var choices: [Choice]
    /// The next best, best first.
    package var runnersUp: [Choice] = []
    package var alternatives: [Alternative] = []
    package var counts = Counts()
    package var model: ModelSummary?
    package var timing = Timing()
    /// The largest standard deviation of the first objective over the pool, in its unit.
    package var largestUncertainty: Double?
    /// Something that a reader must know, for example why a fallback was needed.
    package var note: String?
    /// Kept beside the record, not in its JSON.
    package var maps: Maps?

    package init(step: Int, chooser: Chooser, function: String, choices: [Choice]) {
        self.step = step
        self.chooser = chooser
        self.function = function
        self.choices = choices
    }

    private enum CodingKeys: String, CodingKey {
        case step, chooser, function, incumbent, choices, runnersUp, alternatives, counts, model, timing
        case largestUncertainty, note
    }
}

extension Decision {
    /// Why random choice stood in for the model; nil if it did not.
    package var fallback: String? {
        chooser == .fallback ? note ?? "chosen at random, because the model could not" : nil
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            step: try stored.decode(Int.self, forKey: .step),
            chooser: try stored.decode(Chooser.self, forKey: .chooser),
            function: try stored.decode(String.self, forKey: .function),
            choices: try stored.decode([Choice].self, forKey: .choices))
        try stored.take(.incumbent, into: &incumbent)
        try stored.take(.runnersUp, into: &runnersUp)
        try stored.take(.alternatives, into: &alternatives)
        try stored.take(.counts, into: &counts)
        try stored.take(.model, into: &model)
        try stored.take(.timing, into: &timing)
        try stored.take(.largestUncertainty, into: &largestUncertainty)
        try stored.take(.note, into: &note)
    }
}

extension Decision.Choice {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            candidate: try stored.decode(Int.self, forKey: .candidate),
            position: try stored.decode(Position.self, forKey: .position),
            pixel: try stored.decode(Pixel.self, forKey: .pixel))
        try stored.take(.score, into: &score)
        try stored.take(.mean, into: &mean)
        try stored.take(.standardDeviation, into: &standardDeviation)
        try stored.take(.nearestMeasured, into: &nearestMeasured)
        try stored.take(.predictions, into: &predictions)
        try stored.take(.feasibility, into: &feasibility)
    }
}

extension Decision.Counts {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        try stored.take(.eligible, into: &eligible)
        try stored.take(.measured, into: &measured)
        try stored.take(.pending, into: &pending)
        try stored.take(.masked, into: &masked)
        try stored.take(.ties, into: &ties)
        try stored.take(.nonFinite, into: &nonFinite)
        try stored.take(.clippedVariances, into: &clippedVariances)
    }
}

extension Decision.Timing {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        try stored.take(.fit, into: &fit)
        try stored.take(.predict, into: &predict)
        try stored.take(.acquire, into: &acquire)
    }
}
