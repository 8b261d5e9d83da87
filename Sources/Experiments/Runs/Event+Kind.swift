extension Event {
    /// The word by which the journal and the outside know this kind of event.
    package var kind: String {
        switch self {
        case .started: "started"
        case .requested: "requested"
        case .accepted: "accepted"
        case .overviewed: "overviewed"
        case .measured: "measured"
        case .failed: "failed"
        case .decided: "decided"
        case .trained: "trained"
        case .paused: "paused"
        case .resumed: "resumed"
        case .ended: "ended"
        }
    }
}

extension Run.Phase: CustomStringConvertible {
    package var description: String {
        switch self {
        case .idle: "idle"
        case .awaitingOverview: "awaiting the overview"
        case .seeding: "seeding"
        case .exploring: "exploring"
        case .ended(let ending): "ended (\(ending.reason.rawValue))"
        }
    }
}
