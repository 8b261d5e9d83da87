import Experiments
import Messages
import Testing

@testable import Instruments

/// The protocol without a wire: what the daemon's side decides, step by step, at times that the test makes up.
@Suite struct `The session table` {
    let start = ContinuousClock.now
    let peer: Session.Peer = [0, 1]

    func moment(_ seconds: Double = 0) -> Moment {
        Moment(instant: start.advanced(by: .seconds(seconds)), microseconds: 0)
    }

    func table() -> SessionTable {
        var count = 0
        return SessionTable(daemon: Program(name: "test", version: "0")) {
            count += 1
            let digits = String(count)
            return String(repeating: "0", count: 32 - digits.count) + digits
        }
    }

    func frames(_ content: AdapterMessage, session: String? = nil, sequence: Int? = nil) throws -> [[UInt8]] {
        let id = String(repeating: "a", count: 32)
        return try content.message(Envelope(type: "", id: id, session: session, sequence: sequence)).encoded()
    }

    func description(_ id: String = "stem-1", maximumInFlight: Int = 1) -> InstrumentDescription {
        InstrumentDescription(id: id, model: "", outputs: [], maximumInFlight: maximumInFlight)
    }

    func hello(_ description: InstrumentDescription) -> AdapterMessage {
        .hello(Hello(adapter: Program(name: "", version: ""), instrument: description))
    }

    /// Says hello; returns the session.
    func greet(
        _ table: inout SessionTable, _ description: InstrumentDescription, from peer: Session.Peer,
        at seconds: Double = 0
    ) throws -> String {
        _ = try say(hello(description), to: &table, from: peer, at: seconds)
        return try #require(table.session(of: description.id))
    }

    func say(
        _ content: AdapterMessage, to table: inout SessionTable, session: String? = nil, sequence: Int? = nil,
        from peer: Session.Peer, at seconds: Double = 0, isReachable: Bool = true
    ) throws -> [SessionTable.Directive] {
        table.receive(
            try frames(content, session: session, sequence: sequence), from: peer, at: moment(seconds),
            isReachable: { _ in isReachable })
    }

    /// Asks for a spectrum; nil if the instrument is away.
    func ask(
        _ table: inout SessionTable, _ id: String, of instrument: String = "stem-1", at seconds: Double = 0
    ) -> [SessionTable.Directive]? {
        table.send(.spectrum(id), to: instrument, at: moment(seconds))
    }

    /// Suspects whoever was silent; the reports.
    func tick(_ table: inout SessionTable, at seconds: Double) -> [InstrumentReport] {
        reports(table.tick(at: moment(seconds)))
    }

    /// Notes that the connection is gone; the reports.
    func lost(_ table: inout SessionTable) -> [InstrumentReport] {
        reports(table.lose(peer))
    }

    func sent(_ directives: [SessionTable.Directive]) throws -> [DaemonMessage] {
        try directives.compactMap { directive in
            if case .send(let message, _) = directive { try DaemonMessage(message) } else { nil }
        }
    }

    func reports(_ directives: [SessionTable.Directive]) -> [InstrumentReport] {
        directives.compactMap { if case .report(let report) = $0 { report } else { nil } }
    }

    @Test func `sends no more requests than the instrument takes, and the next when one is answered`() throws {
        var table = table()
        let session = try greet(&table, description(maximumInFlight: 2), from: peer)
        for number in 1...4 {
            let directives = try #require(ask(&table, "r-\(number)"))
            #expect(try sent(directives).count == (number <= 2 ? 1 : 0))
        }
        let fault = Fault(.busy, "later", isRetryable: true)
        let rejected = try say(.reject(Reject(Attempt("r-2", 1), fault)), to: &table, session: session, from: peer)
        #expect(try sent(rejected) == [.measure(Measure(.spectrum("r-3")))])
        #expect(
            reports(rejected) == [
                .failed(
                    instrument: "stem-1", request: "r-2", attempt: 1, code: "E_BUSY", text: "later", isRetryable: true)
            ])
        let failed = Outcome(.spectrum("r-1"), Fault(.hardware, "no beam"))
        let answered = try say(.result(failed), to: &table, session: session, from: peer)
        #expect(try sent(answered) == [.measure(Measure(.spectrum("r-4")))])
    }

    @Test func `does not repeat a request on a connection that stands`() throws {
        var table = table()
        _ = try greet(&table, description(maximumInFlight: 2), from: peer)
        #expect(try sent(try #require(ask(&table, "r-1"))).count == 1)
        #expect(ask(&table, "r-1") == [])
    }

    @Test func `repeats requests with the same name and attempt after a new hello`() throws {
        var table = table()
        let first = try greet(&table, description(), from: peer)
        _ = ask(&table, "r-1")
        let second = try greet(&table, description(), from: peer)
        #expect(second != first)
        let again = try #require(ask(&table, "r-1"))
        #expect(try sent(again) == [.measure(Measure(.spectrum("r-1")))])
        let stale = try say(.ping(Ping()), to: &table, session: first, from: peer)
        guard case .refuse(let refuse)? = try sent(stale).first else { throw CancellationError() }
        #expect(refuse.code == .unknownSession, "the old session is fenced")
    }

    @Test func `follows a session to a new connection, and lets its requests be sent again`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        _ = ask(&table, "r-1")
        let ping = try say(.ping(Ping()), to: &table, session: session, from: [0, 2])
        #expect(reports(ping) == [.connected(description())])
        guard case .send(_, let peer)? = ping.first else { throw CancellationError() }
        #expect(peer == [0, 2])
        let again = try #require(ask(&table, "r-1"))
        #expect(try sent(again).count == 1)
    }

    @Test func `suspects an instrument after five silent seconds, until it is heard of`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        #expect(tick(&table, at: 5).isEmpty)
        #expect(tick(&table, at: 5.001) == [.suspect(instrument: "stem-1")])
        #expect(tick(&table, at: 9).isEmpty, "once")
        #expect(ask(&table, "r-1", at: 9) == nil)
        let result = try say(
            .result(.spectrum("r-0")), to: &table, session: session, from: peer, at: 10)
        guard case .measured? = reports(result).first else { throw CancellationError() }
        #expect(reports(result).last == .connected(description()), "after what it said")
        #expect(ask(&table, "r-1", at: 10) != nil)
        #expect(tick(&table, at: 15).isEmpty)
    }

    @Test func `keeps what a suspect instrument is at, if its connection stands`() throws {
        var table = table()
        let session = try greet(&table, description(maximumInFlight: 2), from: peer)
        _ = ask(&table, "r-1")
        _ = table.tick(at: moment(6))
        _ = try say(.ping(Ping()), to: &table, session: session, from: peer, at: 7)
        #expect(ask(&table, "r-1", at: 7) == [], "it has it")
    }

    @Test func `suspects the instruments of a connection that is gone`() throws {
        var table = table()
        _ = try greet(&table, description("a"), from: peer)
        _ = try greet(&table, description("b"), from: [0, 9])
        _ = ask(&table, "r-1", of: "a")
        #expect(lost(&table) == [.suspect(instrument: "a")])
        #expect(ask(&table, "r-1", of: "a") == nil)
        #expect(ask(&table, "r-2", of: "b") != nil)
        #expect(lost(&table).isEmpty)
        // What was sent on it may be lost: heard of again, the instrument is asked again.
        let session = try #require(table.session(of: "a"))
        _ = try say(.ping(Ping()), to: &table, session: session, from: peer)
        #expect(ask(&table, "r-1", of: "a")?.count == 1)
    }

    @Test func `lets another adapter take over at once from one whose connection is gone`() throws {
        var table = table()
        let first = try greet(&table, description(), from: peer)
        _ = lost(&table)
        #expect(try greet(&table, description(), from: [0, 2]) != first)
    }

    @Test(arguments: [(1.0, true, true), (1.0, false, false), (6.0, true, false)])
    func `lets another adapter take over when the first is gone or silent`(
        seconds: Double, isReachable: Bool, isRefused: Bool
    ) throws {
        var table = table()
        let first = try greet(&table, description(), from: peer)
        let answer = try sent(
            try say(hello(description()), to: &table, from: [0, 2], at: seconds, isReachable: isReachable))
        if isRefused {
            guard case .refuse(let refuse)? = answer.first else { throw CancellationError() }
            #expect(refuse.code == .duplicateInstrument)
            #expect(table.session(of: "stem-1") == first)
        } else {
            guard case .welcome? = answer.first else { throw CancellationError() }
            #expect(table.session(of: "stem-1") != first)
        }
    }

    @Test func `serves several instruments of one connection`() throws {
        var table = table()
        let a = try greet(&table, description("a"), from: peer)
        let b = try greet(&table, description("b"), from: peer)
        #expect(a != b)
        #expect(table.session(of: "a") == a)
    }

    @Test func `numbers its messages for each session, and notes gaps in the other's`() throws {
        var table = table()
        let session = try greet(&table, description(), from: peer)
        func sequence(_ directives: [SessionTable.Directive]) -> [Int?] {
            directives.compactMap { if case .send(let message, _) = $0 { message.envelope.sequence } else { nil } }
        }
        let first = try say(.ping(Ping()), to: &table, session: session, sequence: 1, from: peer)
        #expect(sequence(first) == [2], "the welcome was 1")
        #expect(first.count == 1)
        let gap = try say(.ping(Ping()), to: &table, session: session, sequence: 4, from: peer)
        #expect(sequence(gap) == [3])
        #expect(gap.contains(.note("from stem-1: message 4 came after 1")))
        let bye = table.close(reason: "", at: moment())
        #expect(sequence(bye) == [4])
    }

    @Test func `uses the axis of the result, else that of the output, else the channels`() throws {
        let declared = Axis(name: "energy", unit: "eV", values: [1, 2])
        let own = [NamedArray("axis", BinaryArray(doubles: [5, 6]))]
        let cases: [(Axis?, [NamedArray], JSONObject, Axis)] = [
            (nil, [], [:], .channels(2)), (declared, [], [:], declared),
            (declared, own, [:], Axis(name: "energy", unit: "eV", values: [5, 6])),
            (
                declared, own, ["axis": ["name": "voltage", "unit": "V"]],
                Axis(name: "voltage", unit: "V", values: [5, 6])
            ),
            (nil, own, [:], Axis(name: "", unit: "", values: [5, 6])),
        ]
        for (axis, arrays, details, expected) in cases {
            var instrument = description()
            instrument.outputs = [.init(name: "loop", unit: "", axis: axis)]
            let outcome = Outcome(
                Attempt("r", 1), .spectrum, status: .ok, details: details,
                arrays: [NamedArray("loop", BinaryArray(floats: [1, 2]))] + arrays)
            #expect(try outcome.answer(of: instrument) == .spectrum([1, 2], axis: expected))
        }
        // Without declared outputs the first array is the spectrum; a single number is a spectrum of one channel.
        let number = Outcome(
            Attempt("r", 1), .spectrum, status: .ok,
            arrays: [NamedArray("current", BinaryArray(doubles: [3], shape: []))])
        #expect(try number.answer(of: description()) == .spectrum([3], axis: .channels(1)))
    }

    @Test func `survives whatever a peer sends in a session`() throws {
        var random = SplitMix64(state: 7)
        var table = table()
        let session = try greet(&table, description(), from: peer)
        let messages = try [
            frames(.result(.spectrum("r-1")), session: session), frames(hello(description())),
            frames(.reject(Reject(Attempt("r", 1), Fault(.busy, ""))), session: session),
            frames(.progress(Progress(Attempt("r", 1), fraction: 0.5)), session: session),
        ]
        for round in 0..<5_000 {
            var frames = messages[round % messages.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let frame = Int.random(in: 0..<frames.count, using: &random)
                random.damage(&frames[frame])
            }
            _ = table.receive(frames, from: [0, UInt8(round % 3)], at: moment(), isReachable: { _ in true })
        }
        _ = try greet(&table, description("b"), from: [7])
        #expect(try sent(try #require(ask(&table, "r-9", of: "b"))).count == 1)
    }
}

/// Steele, Lea & Flood (OOPSLA 2014), for tests that are the same every time.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &self)
        switch Int.random(in: 0...2, using: &self) {
        case 0: bytes[place] = UInt8.random(in: 0 ... .max, using: &self)
        case 1: bytes.remove(at: place)
        default: bytes.insert(Array("{}[]\",:0129.".utf8).randomElement(using: &self) ?? 0, at: place)
        }
    }
}
