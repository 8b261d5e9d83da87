extension Plan {
    /// How many requests are decided at once and how many are out at once.
    package struct Batch: Codable, Hashable, Sendable {
        /// What is assumed of the points of a decision that are chosen already, while the next one is.
        package enum Strategy: String, Codable, Hashable, Sendable, CaseIterable {
            /// That they will be measured at their predicted mean.
            case believer
            /// That they will be measured at the worst value measured so far, as the goal has it: spreads most.
            case constantLiarMinimum = "constant-liar-min"
            /// At the mean of the values measured so far.
            case constantLiarMean = "constant-liar-mean"
            /// At the best value measured so far: crowds most.
            case constantLiarMaximum = "constant-liar-max"
            /// Nothing of the model: the score is lowered around them (González, Dai, Hennig & Lawrence 2016).
            case localPenalty = "local-penalty"
            /// Nothing: each further point is the best of a draw of its own.
            case thompson
        }

        /// Points chosen by one decision.
        package var count = 1
        /// Requests that the instrument holds at once, so that it never waits for a decision; at most what it takes.
        package var inFlight = 1
        package var strategy = Strategy.believer

        package init() {}
    }

    /// When the model is trained, and with what.
    package struct TrainingChoice: Codable, Hashable, Sendable {
        package enum Schedule: String, Codable, Hashable, Sendable, CaseIterable {
            /// Beside the measurement: decisions come from the last finished training, updated by every result.
            case concurrent
            /// Before each decision, which waits for it: the same decisions as a simulation.
            case lockstep
        }

        package var schedule = Schedule.concurrent
        /// A training after this many new measurements.
        package var every = 1
        /// Bytes that the model's view of the pool may take.
        package var memory = 1_000_000_000
        /// Threads that a training may use, 1 to 64; nil takes one, so that several runs at once do not fight.
        package var threads: Int?

        package init() {}
    }
}

extension Plan.Batch {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.count, into: &count)
        try stored.take(.inFlight, into: &inFlight)
        try stored.take(.strategy, into: &strategy)
    }
}

extension Plan.TrainingChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.schedule, into: &schedule)
        try stored.take(.every, into: &every)
        try stored.take(.memory, into: &memory)
        try stored.take(.threads, into: &threads)
    }
}
