private import Foundation

/// A thread that runs one actor's jobs and, between them, waits on its sockets.
///
/// An actor that names a poll thread as its executor may use libzmq sockets as plainly as any other of its
/// properties, because all of its code runs on this one thread:
///
///     actor Link {
///         private nonisolated let thread = PollThread(name: "link")
///         nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
///         private let socket: Socket
///
///         func receive() async throws {
///             while true {
///                 try await thread.waitUntilReadable(socket)
///                 while let frames = try socket.receive() { … }
///             }
///         }
///     }
///
/// A socket that nobody waits for is not polled, so that a slow reader holds its peers back. The thread ends by
/// itself after the last reference to it.
package final class PollThread: SerialExecutor {
    private let loop: PollLoop
    /// Which thread it is.
    private let identity: ObjectIdentifier

    /// Starts the thread.
    ///
    /// - Parameter name: What debuggers and `top -H` call it; Linux shows 15 characters.
    package init(name: String) {
        let loop = PollLoop()
        self.loop = loop
        let thread = Thread { loop.run() }
        identity = ObjectIdentifier(thread)
        thread.start()
        // On Linux the name takes effect only after the start.
        thread.name = name
    }

    deinit {
        loop.end()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        loop.add(UnownedJob(job), of: self)
    }

    package func isIsolatingCurrentContext() -> Bool? {
        ObjectIdentifier(Thread.current) == identity
    }

    package func checkIsolated() {
        precondition(ObjectIdentifier(Thread.current) == identity, "not on the poll thread")
    }

    /// Suspends the calling task until `socket` has a message to receive.
    ///
    /// It may return without one, as when another task took it: receive, and wait again.
    ///
    /// - Parameters:
    ///   - socket: An open socket that lives on this thread.
    ///   - timeout: How long to wait at most; for ever where nil.
    /// - Returns: False if the time passed first.
    /// - Throws: `CancellationError` if the task is cancelled first, ``ZeroMQError`` if the socket is closed.
    /// - Precondition: The caller runs on this thread.
    @discardableResult
    package func waitUntilReadable(_ socket: Socket, timeout: Duration? = nil) async throws -> Bool {
        try await wait(for: .readable, on: socket, timeout)
    }

    /// Suspends the calling task until `socket` can take a message to send.
    ///
    /// For a connecting socket with ``SocketOptions/sendsOnlyWhenConnected`` that is when a connection is made.
    ///
    /// - Parameters:
    ///   - socket: An open socket that lives on this thread.
    ///   - timeout: How long to wait at most; for ever where nil.
    /// - Returns: False if the time passed first.
    /// - Throws: `CancellationError` if the task is cancelled first, ``ZeroMQError`` if the socket is closed.
    /// - Precondition: The caller runs on this thread.
    @discardableResult
    package func waitUntilWritable(_ socket: Socket, timeout: Duration? = nil) async throws -> Bool {
        try await wait(for: .writable, on: socket, timeout)
    }

    private func wait(for event: Wait.Event, on socket: Socket, _ timeout: Duration?) async throws -> Bool {
        precondition(isIsolatingCurrentContext() == true, "a socket is waited for on its poll thread only")
        let wait = Wait(for: event, on: socket, until: timeout.map { .now.advanced(by: $0) })
        return try await withTaskCancellationHandler {
            // This closure may run on any thread (swiftlang/swift#85518); hence the locks underneath.
            try await withCheckedThrowingContinuation { continuation in
                wait.begin(continuation)
                loop.add(wait)
            }
        } onCancel: {
            wait.end(.failure(CancellationError()))
        }
    }
}
