package import Experiments

/// What an adapter must not forget of an attempt, in the order in which it happens.
package enum LedgerEntry: Hashable, Sendable {
    /// It is about to be measured.
    case begun(Attempt, Request.Action)
    /// This came of it.
    case answered(Outcome)
    /// The daemon has taken the answer, or refused it for good.
    case settled(Attempt, Ack.Disposition)
}

/// What an adapter did and still owes, as the fold of its journal's entries; a pure value.
struct Ledger: Hashable {
    enum State: Hashable {
        /// It is being measured now.
        case running(Request.Action)
        /// It was being measured when an earlier adapter ended.
        case interrupted(Request.Action)
        /// It was measured; the answer waits to be acknowledged.
        case answered(Outcome)
        /// The daemon needs the answer no more; what is kept of it, in case that it asks again all the same.
        case settled(Ack.Disposition, kept: Outcome?)
    }

    private var states: [Attempt: State] = [:]
    /// Attempts whose answers wait to be acknowledged, oldest first.
    private(set) var owed: [Attempt] = []

    /// Creates the ledger that the entries of an earlier adapter amount to.
    init(replaying entries: [LedgerEntry] = []) {
        for entry in entries { apply(entry) }
        for (attempt, state) in states {
            guard case .running(let action) = state else { continue }
            states[attempt] = .interrupted(action)
            owed.append(attempt)
        }
    }

    mutating func apply(_ entry: LedgerEntry) {
        switch entry {
        case .begun(let attempt, let action):
            states[attempt] = .running(action)
        case .answered(let outcome):
            states[outcome.attempt] = .answered(outcome)
            if !owed.contains(outcome.attempt) { owed.append(outcome.attempt) }
        case .settled(let attempt, let disposition):
            states[attempt] = .settled(disposition, kept: kept(attempt, disposition))
            owed.removeAll { $0 == attempt }
        }
    }

    /// What is kept of an answer that is owed no more: what has no arrays, and what the daemon did not keep.
    private func kept(_ attempt: Attempt, _ disposition: Ack.Disposition) -> Outcome? {
        switch states[attempt] {
        case nil: nil
        case .running(let action), .interrupted(let action): Outcome(interrupted: attempt, action)
        case .answered(let outcome): outcome.isKept(when: disposition) ? outcome : nil
        case .settled(_, let outcome): outcome
        }
    }

    subscript(attempt: Attempt) -> State? { states[attempt] }

    /// The answer that an attempt owes; nil if it owes none, or none yet.
    func answer(of attempt: Attempt) -> Outcome? {
        switch states[attempt] {
        case .interrupted(let action): Outcome(interrupted: attempt, action)
        case .answered(let outcome): outcome
        case nil, .running, .settled: nil
        }
    }
}

extension Outcome {
    /// Whether an adapter keeps the answer after it was acknowledged so.
    func isKept(when disposition: Ack.Disposition) -> Bool {
        arrays.isEmpty || disposition == .rejected
    }
}
