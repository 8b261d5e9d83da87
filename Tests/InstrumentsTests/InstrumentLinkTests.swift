import Experiments
import Instruments
import Messages
import Testing
import ZeroMQ

/// The daemon's end, against an adapter that says what no decent adapter would.
@Suite(.timeLimit(.minutes(2)))
struct `The instrument link` {
    @Test(arguments: ["tcp://127.0.0.1:*", String.freePath()])
    func `goes from hello to a stored result and bye`(endpoint: String) async throws {
        defer { endpoint.removePath() }
        let laboratory = try await Laboratory(at: endpoint) { _ in .stored }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        let welcome = try await adapter.greet()
        #expect(welcome.version == 1)
        #expect(welcome.heartbeat == .seconds(1))
        #expect(welcome.liveness == 5)
        try await laboratory.connections()
        let request = Request.spectrum("r-1")
        #expect(await laboratory.link.send(request, to: "stem-1"))
        let (measure, envelope) = try await adapter.receive()
        #expect(measure == .measure(Measure(request)))
        #expect(envelope.sequence == 2, "the welcome was the first")
        try await adapter.send(.accept(Accept(Attempt("r-1", 1))))
        try await adapter.send(.progress(Progress(Attempt("r-1", 1), fraction: 0.25)))
        let id = try await adapter.send(.result(.spectrum("r-1")))
        let (ack, acknowledgement) = try await adapter.receive()
        #expect(ack == .ack(Ack(Attempt("r-1", 1), .stored)))
        #expect(acknowledgement.inReplyTo == id)
        try await adapter.send(.ping(Ping()))
        #expect(try await adapter.receive().0 == .pong(Pong()))
        try await adapter.send(.bye(Bye(reason: "enough")))
        try await laboratory.report { if case .disconnected = $0 { () } else { nil } }
        let axis = Axis(name: "energy", unit: "eV", values: [1, 2, 3])
        let digest = "spectrum <f8 3 20fabb4a"
        let reports = await laboratory.reports
        #expect(
            reports.dropLast(2) == [
                .connected(RawAdapter.description), .accepted(instrument: "stem-1", request: "r-1"),
                .progress(instrument: "stem-1", request: "r-1", fraction: 0.25),
            ])
        let measurement = try await laboratory.measurement("r-1")
        #expect(measurement.values == [10, 20, 30])
        #expect(measurement.axis == axis)
        #expect(measurement.digest == digest)
        #expect(reports.last == .disconnected(instrument: "stem-1"))
        #expect(await !laboratory.link.send(request, to: "stem-1"), "it is away")
        try await laboratory.stop()
    }

    @Test func `acknowledges nothing before it is told that it is committed, then with what it is told`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        let first = try await adapter.send(.result(.spectrum("r-1")))
        let second = try await adapter.send(.result(.spectrum("r-1")))
        _ = try await laboratory.measurement("r-1", count: 2)
        #expect(try await adapter.hearsNothing())
        let cases: [(Disposition, Ack, String?)] = [
            (.stored, Ack(Attempt("r-1", 1), .stored), first), (.duplicate, Ack(Attempt("r-1", 1), .duplicate), second),
            (.late, Ack(Attempt("r-1", 1), .late), nil),
            (
                .rejected(code: "E_NONFINITE", text: "3 of 3 values"),
                Ack(Attempt("r-1", 1), .rejected, code: .nonFinite, text: "3 of 3 values"), nil
            ),
        ]
        for (disposition, ack, reply) in cases {
            await laboratory.link.acknowledge("r-1", attempt: 1, disposition, to: "stem-1")
            let (message, envelope) = try await adapter.receive()
            #expect(message == .ack(ack))
            #expect(envelope.inReplyTo == reply)
        }
        await laboratory.link.acknowledge("r-1", attempt: 1, .conflict, to: "stem-1")
        guard case (.ack(let conflict), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(conflict.disposition == .conflict)
        #expect(conflict.code == .conflict)
        await laboratory.link.acknowledge("r-9", attempt: 1, .unknown, to: "stem-1")
        guard case (.ack(let unknown), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(unknown.disposition == .rejected)
        #expect(unknown.code == .unknownRequest)
    }

    @Test func `refuses an unknown session, and takes the result after the next hello`() async throws {
        let laboratory = try await Laboratory { _ in .late }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        await adapter.setSession("0123456789abcdef0123456789abcdef")
        let id = try await adapter.send(.result(.spectrum("r-1")))
        guard case (.refuse(let refuse), let envelope) = try await adapter.receive() else { throw CancellationError() }
        #expect(refuse.code == .unknownSession)
        #expect(envelope.inReplyTo == id)
        await adapter.setSession(nil)
        try await adapter.send(.ping(Ping()))
        guard case (.refuse(let again), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(again.code == .unknownSession)
        #expect(await laboratory.reports.isEmpty)
        _ = try await adapter.greet()
        try await adapter.send(.result(.spectrum("r-1")))
        #expect(try await adapter.receive().0 == .ack(Ack(Attempt("r-1", 1), .late)))
    }

    /// Each is answered with an error of this code; then the session goes on as if nothing had been.
    @Test(
        arguments: [
            ([], .malformed), ([[0x53, 0x41, 0x43, 0x02], Array("{}".utf8)], .malformed), ([Message.magic], .malformed),
            ([Message.magic, Array("{\"type\":".utf8)], .malformed), ([Message.magic, Array("[]".utf8)], .malformed),
            ([Array("GET / HTTP/1.1\r\n\r\n".utf8)], .malformed), ([Message.magic, Array("{}".utf8)], .schema),
            ([Message.magic, [UInt8](repeating: 0x20, count: 300_000)], .tooBig),
            ([Message.magic, Array("{\"type\":\"ping\",\"id\":\"x\"}".utf8)], .schema),
        ] as [([[UInt8]], MessageError.Code)])
    func `answers garbage with the coded error, and goes on`(garbage: [[UInt8]], code: MessageError.Code) async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        try await adapter.send(garbage.isEmpty ? [[]] : garbage)
        guard case (.error(let complaint), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(complaint.code == code)
        #expect(!complaint.place.isEmpty && !complaint.text.isEmpty)
        try await adapter.send(.result(.spectrum("r-1")))
        #expect(try await adapter.receive().0 == .ack(Ack(Attempt("r-1", 1), .stored)))
    }

    @Test func `answers a message of unknown type, or with wrong fields, with its key path`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        let session = try #require(await adapter.session)
        let id = String.freshID()
        let cases: [(String, String)] = [
            (#""type":"dance""#, "E_UNKNOWN_TYPE: type"), (#""type":"accept""#, "E_SCHEMA: accept.request"),
            (#""type":"progress","request":"r","attempt":1,"fraction":2"#, "E_SCHEMA: progress.fraction"),
            (#""type":"reject","request":"r","attempt":0"#, "E_SCHEMA: reject.attempt"),
            (#""type":"result","request":"r""#, "E_SCHEMA: result.attempt"),
        ]
        for (fields, error) in cases {
            try await adapter.send([Message.magic, Array(#"{"id":"\#(id)","session":"\#(session)",\#(fields)}"#.utf8)])
            guard case (.error(let complaint), let envelope) = try await adapter.receive() else {
                throw CancellationError()
            }
            #expect("\(complaint.code): \(complaint.place)" == error)
            #expect(envelope.inReplyTo == id)
        }
        // A complaint about a complaint would never end.
        try await adapter.send([Message.magic, Array(#"{"id":"\#(id)","session":"\#(session)","type":"error"}"#.utf8)])
        #expect(try await adapter.hearsNothing())
    }

    /// A result that cannot be used is settled: the adapter is told why, and the orchestrator too.
    @Test(arguments: UnusableResult.allCases)
    func `rejects a result that cannot be used, with the code`(result: UnusableResult) async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        try await adapter.send(.result(result.outcome), changing: result.change)
        guard case (.ack(let ack), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(ack.attempt == Attempt("r-1", 1))
        #expect(ack.disposition == .rejected)
        #expect(ack.code == result.code)
        let report = try await laboratory.report { if case .failed = $0 { $0 } else { nil } }
        #expect(
            report
                == .failed(
                    instrument: "stem-1", request: "r-1", attempt: 1, code: result.code.rawValue, text: ack.text,
                    isRetryable: false))
        try await adapter.send(.result(.spectrum("r-2")))
        #expect(try await adapter.receive().0 == .ack(Ack(Attempt("r-2", 1), .stored)), "and the link goes on")
    }

    @Test func `acknowledges what failed only when it is told`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        let fault = Fault(.hardware, "no beam")
        try await adapter.send(.result(Outcome(Attempt("r-1", 1), .spectrum, status: .failed, fault: fault)))
        try await adapter.send(.result(UnusableResult.checksum.outcome), changing: UnusableResult.checksum.change)
        #expect(try await laboratory.failure(of: "r-1").code == "E_HW")
        try await laboratory.report { if case .failed(_, _, _, "E_CRC", _, _) = $0 { () } else { nil } }
        #expect(try await adapter.hearsNothing())
        await laboratory.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1")
        #expect(try await adapter.receive().0 == .ack(Ack(Attempt("r-1", 1), .stored)))
        await laboratory.link.acknowledge("r-1", attempt: 1, .duplicate, to: "stem-1")
        guard case (.ack(let ack), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(ack.code == .checksum)
    }

    @Test func `lets values that are not finite through, to be kept if not learned`() async throws {
        let laboratory = try await Laboratory { measurement in
            measurement.values.allSatisfy(\.isFinite) ? .stored : .rejected(code: "E_NONFINITE", text: "1 of 3")
        }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        try await adapter.send(.result(.spectrum("r-1", [1, .nan, .infinity])))
        guard case (.ack(let ack), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(ack.code == .nonFinite)
        #expect(try await laboratory.measurement("r-1").values[1].isNaN)
    }

    @Test func `refuses a message beyond the limits without keeping it`() async throws {
        var limits = MessageLimits()
        limits.bytes = 10_000
        let laboratory = try await Laboratory(limits: limits) { _ in .stored }
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await adapter.greet()
        try await adapter.send(.result(.spectrum("r-1", Array(repeating: 1, count: 2000))))
        guard case (.ack(let ack), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(ack.code == .tooBig)
        try await adapter.send(.ping(Ping()), changing: { $0 += Array(repeating: [], count: 70) })
        guard case (.error(let complaint), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(complaint.code == .tooBig)
    }

    @Test func `keeps two instruments apart`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let adapters = try (1...2).map { _ in try RawAdapter(to: laboratory.endpoint, in: laboratory.context) }
        for (number, adapter) in adapters.enumerated() {
            var description = RawAdapter.description
            description.id = "stem-\(number + 1)"
            _ = try await adapter.greet(description)
        }
        for number in 1...2 { #expect(await laboratory.link.send(.spectrum("r-\(number)"), to: "stem-\(number)")) }
        for (number, adapter) in adapters.enumerated() {
            guard case (.measure(let measure), _) = try await adapter.receive() else { throw CancellationError() }
            #expect(measure.request.id == "r-\(number + 1)")
            try await adapter.send(.result(.spectrum(measure.request.id)))
            #expect(try await adapter.receive().0 == .ack(Ack(Attempt(measure.request.id, 1), .stored)))
        }
        #expect(await !laboratory.link.send(.spectrum("r-3"), to: "stem-3"))
    }

    @Test func `refuses a second adapter of an instrument while the first lives, not after`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let first = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await first.greet()
        let second = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        let hello = AdapterMessage.hello(
            Hello(adapter: Program(name: "raw", version: "1"), instrument: RawAdapter.description))
        try await second.send(hello)
        guard case (.refuse(let refuse), _) = try await second.receive() else { throw CancellationError() }
        #expect(refuse.code == .duplicateInstrument)
        #expect(refuse.retryAfter == .seconds(60))
        #expect(try await first.receive().0 == .ping(Ping()), "the first was asked whether it lives")
        // A process that dies closes its connections: its successor need not wait for its silence.
        await first.close()
        var isWelcome = false
        while !isWelcome {
            try await second.send(hello)
            if case (.welcome, _) = try await second.receive() { isWelcome = true }
        }
    }

    @Test func `speaks with all versions that it knows, and says so to others`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        let program = Program(name: "raw", version: "1")
        try await adapter.send(.hello(Hello(versions: 2...3, adapter: program, instrument: RawAdapter.description)))
        guard case (.refuse(let refuse), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(refuse.code == .version)
        #expect(refuse.text.contains("2 to 3") && refuse.text.contains("1"))
        #expect(refuse.retryAfter == nil)
        try await adapter.send(.hello(Hello(versions: 1...7, adapter: program, instrument: RawAdapter.description)))
        guard case (.welcome(let welcome), _) = try await adapter.receive() else { throw CancellationError() }
        #expect(welcome.version == 1)
    }

    @Test func `says bye when it stops`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try RawAdapter(to: laboratory.endpoint, in: laboratory.context, keepsUnread: true)
        _ = try await adapter.greet()
        try await laboratory.stop()
        guard case (.bye, _) = try await adapter.receive() else { throw CancellationError() }
        #expect(await !laboratory.link.send(.spectrum("r-1"), to: "stem-1"))
    }
}

extension Laboratory {
    /// Waits for a request's measurement, the last of `count`.
    func measurement(_ request: Request.ID, count: Int = 1) async throws -> Measurement {
        while true {
            let found = reports.compactMap { report in
                if case .measured(_, let measurement) = report, measurement.request == request {
                    measurement
                } else {
                    nil
                }
            }
            if found.count >= count { return found[count - 1] }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
