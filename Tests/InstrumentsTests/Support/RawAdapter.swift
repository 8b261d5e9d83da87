import Experiments
import Instruments
import Messages
import ZeroMQ

/// An adapter that sends whatever a test wants it to send.
actor RawAdapter {
    private nonisolated let thread = PollThread(name: "raw")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
    private let socket: Socket
    private(set) var session: String?

    /// Connects to a link.
    ///
    /// If it `keepsUnread`, messages that arrived outlive their connection: see
    /// ``SocketOptions/sendsOnlyWhenConnected``.
    init(to endpoint: String, in context: Context, keepsUnread: Bool = false) throws {
        var options = SocketOptions()
        options.sendsOnlyWhenConnected = !keepsUnread
        socket = try Socket(.dealer, in: context, options: options)
        try socket.connect(to: endpoint)
    }

    static let description = InstrumentDescription(
        id: "stem-1", model: "raw",
        outputs: [.init(name: "spectrum", unit: "counts", axis: Axis(name: "energy", unit: "eV", values: [1, 2, 3]))])

    /// Sends a message of the session, if there is one; returns its id.
    @discardableResult
    func send(
        _ content: AdapterMessage, session: String? = nil, changing change: (inout [[UInt8]]) -> Void = { _ in }
    )
        async throws -> String
    {
        let id = String.freshID()
        var frames = try content.message(Envelope(type: "", id: id, session: session ?? self.session)).encoded()
        change(&frames)
        try await send(frames)
        return id
    }

    func send(_ frames: [[UInt8]]) async throws {
        try await thread.waitUntilWritable(socket)
        try socket.send(frames)
    }

    /// Returns the next message.
    func receive() async throws -> (DaemonMessage, Envelope) {
        while true {
            if let frames = try socket.receive() {
                let message = try Message(decoding: frames)
                return (try DaemonMessage(message), message.envelope)
            }
            try await thread.waitUntilReadable(socket)
        }
    }

    /// Says hello and waits for the welcome.
    func greet(_ description: InstrumentDescription = RawAdapter.description) async throws -> Welcome {
        try await send(.hello(Hello(adapter: Program(name: "raw", version: "1"), instrument: description)))
        guard case (.welcome(let welcome), let envelope) = try await receive() else { throw CancellationError() }
        session = envelope.session
        return welcome
    }

    /// Whether nothing arrives for a moment.
    func hearsNothing(for time: Duration = .milliseconds(50)) async throws -> Bool {
        try await !thread.waitUntilReadable(socket, timeout: time)
    }

    func setSession(_ session: String?) { self.session = session }

    func close() { socket.close() }
}

extension Outcome {
    /// A spectrum as the instrument of ``RawAdapter`` measures it.
    static func spectrum(_ request: String, attempt: Int = 1, _ values: [Double] = [10, 20, 30]) -> Outcome {
        Outcome(
            Attempt(request, attempt), .spectrum, status: .ok,
            arrays: [NamedArray("spectrum", BinaryArray(doubles: values))])
    }
}

extension Request {
    /// A request for a spectrum.
    static func spectrum(_ id: String, attempt: Int = 1, x: Double = 1, y: Double = 2) -> Request {
        Request(
            id: id, action: .spectrum, attempt: attempt, candidate: 7, position: Position(x: x, y: y),
            pixel: Pixel(row: 2, column: 1), ordinal: 0)
    }
}
