/// Something that happened to a run.
///
/// The journal is a list of these; a run is their fold.
package enum Event: Hashable, Sendable {
    /// The run began: its plan, the text that the plan was read from, and the content of the file of weights that the plan
    /// names, if it names one.
    ///
    /// The content and not the place: a run goes on with the same weights whatever becomes of the file.
    case started(plan: Plan, text: String, weights: [UInt8]? = nil)
    /// A request was made; recorded before it is first sent.
    case requested(Request)
    /// The instrument took the request.
    case accepted(request: Request.ID)
    /// The overview image came.
    case overviewed(request: Request.ID, Overview)
    /// A result came, usable or not.
    case measured(Measurement)
    /// The instrument could not or would not fulfil the request.
    case failed(request: Request.ID, attempt: Int, code: String, text: String, isRetryable: Bool)
    /// Points were chosen.
    case decided(Decision)
    /// A training ended; the summary says with what.
    case trained(ModelSummary, seconds: Double)
    case paused
    case resumed
    /// The run ended.
    case ended(Ending)
}

/// Why a run ended.
package struct Ending: Codable, Hashable, Sendable {
    package enum Reason: String, Codable, Hashable, Sendable {
        case measurementsSpent = "measurements-spent"
        case timeSpent = "time-spent"
        case targetReached = "target-reached"
        case certain = "certain"
        case exhausted = "exhausted"
        case stopped = "stopped"
        case failed = "failed"
    }

    package var reason: Reason
    /// More, for a reader; empty if the reason says it all.
    package var text: String

    package init(_ reason: Reason, text: String = "") {
        self.reason = reason
        self.text = text
    }
}
