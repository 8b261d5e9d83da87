private import CZeroMQ

/// One task's wait for a socket, which ends once: by an event, its deadline, or the task's cancellation.
///
/// Cancellation may come from any thread and before the wait has begun; hence its three states.
final class Wait: @unchecked Sendable {  // The socket is touched on its poll thread only, the state under a lock.
    /// What a socket is waited for.
    enum Event {
        case readable
        case writable
    }

    private enum State {
        case created
        case waiting(CheckedContinuation<Bool, any Error>)
        case ended
    }

    let socket: Socket
    let event: Event
    let deadline: ContinuousClock.Instant?
    private let state = Guarded(State.created)

    init(for event: Event, on socket: Socket, until deadline: ContinuousClock.Instant?) {
        self.socket = socket
        self.event = event
        self.deadline = deadline
    }

    var hasEnded: Bool {
        state.withLock { if case .ended = $0 { true } else { false } }
    }

    /// Lets `continuation` resume when the wait ends, or at once if it was cancelled before.
    func begin(_ continuation: CheckedContinuation<Bool, any Error>) {
        let wasCancelled = state.withLock { state in
            guard case .created = state else { return true }
            state = .waiting(continuation)
            return false
        }
        if wasCancelled { continuation.resume(throwing: CancellationError()) }
    }

    /// Ends the wait unless it has ended: with true for the event, false for the deadline.
    func end(_ result: Result<Bool, any Error>) {
        let continuation: CheckedContinuation<Bool, any Error>? = state.withLock { state in
            defer { state = .ended }
            return if case .waiting(let continuation) = state { continuation } else { nil }
        }
        continuation?.resume(with: result)
    }
}
