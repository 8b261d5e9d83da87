import ZeroMQ

/// A router that sends every message back to where it came from.
actor Echo {
    private nonisolated let thread = PollThread(name: "echo")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
    private let socket: Socket
    nonisolated let endpoint: String

    init(in context: Context, at endpoint: String = "tcp://127.0.0.1:*") throws {
        let socket = try Socket(.router, in: context)
        self.endpoint = try socket.bind(to: endpoint)
        self.socket = socket
    }

    /// Echoes until the task is cancelled.
    func run() async throws {
        while true {
            try await thread.waitUntilReadable(socket)
            while let frames = try socket.receive() { try socket.send(frames) }
        }
    }
}

/// A dealer that asks and awaits the answer.
actor Caller {
    private nonisolated let thread: PollThread
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
    private let socket: Socket

    init(in context: Context, to endpoint: String, on thread: PollThread = PollThread(name: "caller")) throws {
        self.thread = thread
        socket = try Socket(.dealer, in: context)
        try socket.connect(to: endpoint)
    }

    func call(_ frames: [[UInt8]]) async throws -> [[UInt8]] {
        try await thread.waitUntilWritable(socket)
        try socket.send(frames)
        while true {
            try await thread.waitUntilReadable(socket)
            if let answer = try socket.receive() { return answer }
        }
    }

    /// Waits for a message; returns whether one came in time.
    func wait(_ timeout: Duration? = nil) async throws -> Bool {
        try await thread.waitUntilReadable(socket, timeout: timeout)
    }

    /// Runs `body` on the poll thread, with the socket.
    func withSocket<Result: Sendable>(_ body: @Sendable (Socket) throws -> Result) rethrows -> Result {
        try body(socket)
    }

    func isOnItsThread() -> Bool {
        thread.isIsolatingCurrentContext() == true
    }
}

/// Runs `body` while `echo` serves.
func serving<Result: Sendable>(_ echo: Echo, _ body: @Sendable () async throws -> Result) async throws -> Result {
    let server = Task { try await echo.run() }
    defer { server.cancel() }
    return try await body()
}
