import Testing
import ZeroMQ

@Suite(.timeLimit(.minutes(2)))
struct `A socket` {
    private let context = Context()

    /// Returns the next message, once it has come.
    private func next(_ socket: Socket, limits: ReceiveLimits = ReceiveLimits()) async throws -> Multipart {
        while true {
            if let message = try socket.receive(limits: limits) { return message }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private func trySending(_ frames: [[UInt8]], by socket: Socket) -> Bool {
        (try? socket.send(frames)) != nil
    }

    private func sendWhenConnected(_ frames: [[UInt8]], by socket: Socket) async throws {
        while !trySending(frames, by: socket) { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `that is bound to any port says which`() throws {
        let socket = try Socket(.router, in: context)
        let endpoint = try socket.bind(to: "tcp://127.0.0.1:*")
        #expect(endpoint.hasPrefix("tcp://127.0.0.1:"))
        #expect(Int(endpoint.split(separator: ":").last ?? "").map { $0 > 0 } == true)
        #expect(try socket.lastEndpoint == endpoint)
    }

    @Test func `that is bound where another listens fails and says where`() throws {
        let first = try Socket(.router, in: context)
        let endpoint = try first.bind(to: "tcp://127.0.0.1:0")
        let second = try Socket(.router, in: context)
        let error = #expect(throws: ZeroMQError.self) { try second.bind(to: endpoint) }
        #expect(error == ZeroMQError(function: "zmq_bind", subject: endpoint, code: .addressInUse))
        #expect(error?.description.contains(endpoint) == true)
        try first.unbind(from: endpoint)
    }

    @Test(arguments: [
        ("nonsense", ZeroMQError.Code.invalidArgument), ("carrier-pigeon://loft", .unknownTransport),
        ("tcp://127.0.0.1:99999", .invalidArgument), ("tcp://no-such-device:1", .noSuchDevice),
    ])
    func `refuses an endpoint that is none`(endpoint: String, code: ZeroMQError.Code) throws {
        let socket = try Socket(.router, in: context)
        let error = #expect(throws: ZeroMQError.self) { try socket.bind(to: endpoint) }
        #expect(error?.code == code)
    }

    @Test func `of the kind router fails to send to a peer it does not know`() throws {
        let socket = try Socket(.router, in: context)
        try socket.bind(to: "tcp://127.0.0.1:*")
        let error = #expect(throws: ZeroMQError.self) { try socket.send([[0, 1, 2, 3, 4], [1]]) }
        #expect(error?.code == .unreachable)
    }

    @Test func `of the kind dealer queues nothing for an absent peer`() throws {
        let socket = try Socket(.dealer, in: context)
        try socket.connect(to: "tcp://127.0.0.1:1")
        let error = #expect(throws: ZeroMQError.self) { try socket.send([[1], [2]]) }
        #expect(error?.code == .wouldBlock)
    }

    @Test func `keeps what exceeds its limits out of memory`() async throws {
        let router = try Socket(.router, in: context)
        let dealer = try Socket(.dealer, in: context)
        try dealer.connect(to: try router.bind(to: "tcp://127.0.0.1:*"))
        try await sendWhenConnected([[UInt8]](repeating: [7], count: 9), by: dealer)
        let many = try await next(router, limits: ReceiveLimits(frames: 4))
        #expect(many.frames.count == 4)
        #expect(many.discardedFrames == 6)
        try dealer.send([[1], [UInt8](repeating: 1, count: 1000), [2]])
        let large = try await next(router, limits: ReceiveLimits(bytes: 500))
        #expect(large.frames.count == 2)
        #expect(large.discardedFrames == 2)
        #expect(large.byteCount == 5 + 1 + 1000 + 1)
        try dealer.send([[3]])
        #expect(try await next(router).frames.last == [3], "and the next message is whole")
    }

    @Test func `disconnects a peer whose frame is too large`() async throws {
        var options = SocketOptions()
        options.maximumFrameSize = 1000
        let router = try Socket(.router, in: context, options: options)
        let dealer = try Socket(.dealer, in: context)
        try dealer.connect(to: try router.bind(to: "tcp://127.0.0.1:*"))
        try await sendWhenConnected([[UInt8](repeating: 0, count: 1001)], by: dealer)
        // The next goes out on a new connection, or is lost with the old one: hence once more until it is there.
        var message: Multipart?
        while message == nil {
            _ = trySending([[42]], by: dealer)
            try await Task.sleep(for: .milliseconds(10))
            message = try router.receive(limits: ReceiveLimits())
        }
        #expect(message?.frames.last == [42])
    }

    @Test func `that publishes sees the subscription, then reaches the subscriber`() async throws {
        let publisher = try Socket(.xpub, in: context)
        let subscriber = try Socket(.sub, in: context)
        try subscriber.connect(to: try publisher.bind(to: "tcp://127.0.0.1:*"))
        try subscriber.subscribe(to: Array("run".utf8))
        #expect(try await next(publisher).frames == [[1] + Array("run".utf8)])
        try publisher.send([Array("other".utf8), [1]])
        try publisher.send([Array("run 12".utf8), [2]])
        #expect(try await next(subscriber).frames == [Array("run 12".utf8), [2]])
    }

    @Test func `does not keep its context from ending, whatever is unsent`() async throws {
        for _ in 0..<20 {
            let context = Context()
            var options = SocketOptions()
            options.sendsOnlyWhenConnected = false
            let dealer = try Socket(.dealer, in: context, options: options)
            try dealer.connect(to: "tcp://127.0.0.1:1")
            for _ in 0..<10 { try dealer.send([[UInt8](repeating: 0, count: 10_000)]) }
        }
    }

    @Test func `is closed once and for all`() throws {
        let socket = try Socket(.dealer, in: context)
        socket.close()
        socket.close()
        let error = #expect(throws: ZeroMQError.self) { try socket.receive() }
        #expect(error?.code == .notASocket)
    }

    @Test func `refuses to send nothing`() async {
        await #expect(processExitsWith: .failure) { try Socket(.dealer, in: Context()).send([]) }
    }
}
