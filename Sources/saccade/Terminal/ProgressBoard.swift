import Synchronization

/// The progress of several jobs on one line of a terminal.
final class ProgressBoard: Sendable {
    private struct State {
        var shares: [Double]
        var shown = -1
    }

    private let state: Mutex<State>
    private let noun: String
    private let isShown: Bool

    init(runs: Int, noun: String, isShown: Bool) {
        self.noun = noun
        state = Mutex(State(shares: Array(repeating: 0, count: runs)))
        self.isShown = isShown && Terminal.standard.isInteractive
    }

    /// Notes how far a job is: 0 to 1.
    func note(_ run: Int, _ share: Double) {
        guard isShown else { return }
        let line: String? = state.withLock { state in
            state.shares[run] = share
            let total = state.shares.reduce(0, +) / Double(state.shares.count)
            let permille = Int(total * 1000)
            guard permille != state.shown else { return nil }
            state.shown = permille
            let done = state.shares.count { $0 >= 1 }
            return "\r\u{1B}[K\(ProgressBar().text(total)) \(done)/\(state.shares.count) \(noun)"
        }
        if let line { Terminal.standard.write(line) }
    }

    func finish() {
        if isShown { Terminal.standard.write("\r\u{1B}[K") }
    }
}
