private import CZeroMQ

/// The sockets of a process that may speak to each other, and the thread that carries their messages.
///
/// A context may be used from any thread. It ends with its last reference; each socket holds one, so that the
/// context outlives them. Ending waits no longer than the longest ``SocketOptions/linger`` of its sockets.
///
/// `@unchecked Sendable`: contexts of libzmq are thread-safe, and the pointer never changes.
@safe package final class Context: @unchecked Sendable {
    let raw: UnsafeMutableRawPointer

    /// Creates a context with one input/output thread.
    package init() {
        guard let raw = unsafe zmq_ctx_new() else { preconditionFailure("no memory for a ZeroMQ context") }
        unsafe self.raw = raw
    }

    deinit {
        while unsafe zmq_ctx_term(raw) != 0, ZeroMQError.last("zmq_ctx_term").code == .interrupted {}
    }
}
