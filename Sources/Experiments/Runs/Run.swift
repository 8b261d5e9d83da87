/// One run of an experiment: what its events, taken in order, amount to.
///
/// A run decides and does nothing. Whoever holds it calls ``take(_:elapsed:)`` with what happened, stores the
/// events that this returns in one transaction, and carries out the effects. Replaying a run is ``apply(_:)`` over its
/// entries, effects ignored; the same entries always give the same run.
package struct Run: Hashable, Sendable {
    /// What the run is doing.
    package enum Phase: Hashable, Sendable {
        case idle
        case awaitingOverview
        case seeding
        case exploring
        case ended(Ending)
    }

    /// A choice that waits for its turn to be requested.
    struct Planned: Hashable, Sendable {
        var choice: Decision.Choice
        var ordinal: Int
    }

    /// What is known of a request that was made.
    struct Dossier: Hashable, Sendable {
        var request: Request
        var step: Int
        /// The digest of each stored attempt.
        var digests: [Int: String] = [:]
        var isOpen = true
        var isAccepted = false
    }

    /// A name that no other run ever had; requests' names begin with it.
    package let name: String
    package internal(set) var phase = Phase.idle
    package internal(set) var isPaused = false
    package internal(set) var plan: Plan?
    /// The content of the file of weights that the plan names, as it was when the run began.
    package internal(set) var weights: [UInt8]?
    /// The overview with the plan's channels, once it came.
    package internal(set) var overview: Overview?
    /// The candidates, once the overview came.
    package internal(set) var pool: CandidatePool?
    /// What was learned, in the order in which it came.
    package internal(set) var observations: [Observation] = []
    /// The unit of each of the plan's quantities, empty where it is not known; none before the first observation.
    package internal(set) var units: [String] = []
    /// What was asked for in vain.
    package internal(set) var refusals: [Refusal] = []
    /// Requests that the instrument has yet to answer, oldest first.
    package internal(set) var outstanding: [Request] = []
    /// The number of decisions, seed points not counted.
    package internal(set) var step = 0
    /// How many of them random choice made, because the model could not.
    package internal(set) var fallbacks = 0
    /// Seconds that the run has been going on, pauses and the daemon's absences not counted.
    package internal(set) var elapsed = 0.0
    /// Seconds that the instrument spent without work, from an answer to the next request that it took.
    package internal(set) var waited = 0.0
    /// What was expected of each candidate when it was chosen.
    package internal(set) var choices: [Int: Decision.Choice] = [:]
    /// The last decision, without its maps.
    package internal(set) var lastDecision: Decision?

    var planned: [Planned] = []
    var dossiers: [Request.ID: Dossier] = [:]
    var nextOrdinal = 0
    var nextRequest = 0
    var isSuggesting = false
    var isCertain = false
    /// Requests that were in vain since the last that was not.
    var refusalsInARow = 0
    /// Why no measurement could ever be learned, found at the first one.
    var hopelessness: String?
    /// When the instrument's last work was done; nil while it has work.
    var idleSince: Double?

    /// Creates a run to which nothing has happened.
    package init(name: String) {
        self.name = name
    }

    /// Whether the run is over.
    package var hasEnded: Bool {
        if case .ended = phase { true } else { false }
    }

    /// How many of the observations and refusals count against the budget: all but the seed points'.
    package var spent: Int {
        dossiers.values.count { $0.request.action == .spectrum && $0.step > 0 && !$0.isOpen }
    }

    /// The candidates that were measured, asked for in vain, or are asked for now: not to be chosen again.
    package var taken: Set<Int> {
        var taken = Set(dossiers.values.compactMap(\.request.candidate))
        taken.formUnion(planned.map(\.choice.candidate))
        return taken
    }

    /// The candidates that were asked for and not answered yet, oldest first, then those that wait for their turn.
    package var pending: [Int] {
        outstanding.compactMap(\.candidate) + planned.map(\.choice.candidate)
    }
}
