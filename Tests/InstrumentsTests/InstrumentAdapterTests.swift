import Experiments
import Instruments
import Messages
import Testing
import ZeroMQ

/// Both ends of the link, over real sockets.
@Suite(.timeLimit(.minutes(2)))
struct `The instrument adapter` {
    @Test(arguments: ["tcp://127.0.0.1:*", String.freePath()])
    func `measures what is asked, from the overview to the spectra`(endpoint: String) async throws {
        defer { endpoint.removePath() }
        let laboratory = try await Laboratory(at: endpoint) { _ in .stored }
        let bench = Bench()
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        try await laboratory.ask(Request(id: "r-0", action: .overview))
        let overview = try await laboratory.report { report in
            if case .overviewed("stem-1", "r-0", 1, let overview, _) = report { overview } else { nil }
        }
        #expect(overview.channels == ["HAADF", "BF"])
        #expect(overview.values == (0..<12).map(Float.init))
        #expect(overview.horizontal == ImageAxis(unit: "nm", origin: 1, step: 0.5))
        #expect(overview.vertical == ImageAxis(unit: "nm", origin: 2, step: -0.5))
        #expect(overview.positions == [Position(x: 1.5, y: 1.5)])
        for number in 1...20 {
            try await laboratory.ask(.spectrum("r-\(number)", x: Double(number) / 7))
            let measurement = try await laboratory.measurement("r-\(number)")
            #expect(measurement.values == [Double(number) / 7, 2, 0.1])
            #expect(measurement.axis.name == "energy")
            #expect(measurement.actualPosition?.x == Double(number) / 7 + 0.01)
        }
        try await laboratory.report { if case .accepted("stem-1", "r-20") = $0 { () } else { nil } }
        try await laboratory.report { if case .progress("stem-1", "r-20", 0.5) = $0 { () } else { nil } }
        #expect(bench.measured.count == 21)
        try await adapter.stop()
        try await laboratory.report { if case .disconnected("stem-1") = $0 { () } else { nil } }
        try await laboratory.stop()
    }

    @Test func `rejects what the instrument cannot do, and reports what fails`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let bench = Bench()
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1", x: -1))
        let rejected = try await laboratory.failure(of: "r-1")
        #expect(rejected.code == "E_BOUNDS")
        #expect(bench.measured.isEmpty)
        bench.fail(Fault(.hardware, "the beam is off", isRetryable: true))
        try await laboratory.ask(.spectrum("r-2"))
        let failed = try await laboratory.failure(of: "r-2")
        #expect(failed == ReportedFault(code: "E_HW", text: "the beam is off", isRetryable: true))
        try await adapter.stop()
    }

    @Test func `does not measure again what is asked again`() async throws {
        let laboratory = try await Laboratory()
        let bench = Bench(isOpen: false)
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1"))
        while bench.measured.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        try await laboratory.stop()
        // A daemon in the same place, which knows of nothing but the request, and asks for it again.
        let second = try await Laboratory(at: laboratory.endpoint, in: laboratory.context) { _ in .stored }
        try await second.connections()
        try await second.ask(.spectrum("r-1"))
        try await second.report { if case .accepted("stem-1", "r-1") = $0 { () } else { nil } }
        bench.open()
        _ = try await second.measurement("r-1")
        #expect(bench.measured == [Attempt("r-1", 1)])
        try await second.ask(.spectrum("r-1", attempt: 2))
        // A result may come twice: the first may be sent again before it is acknowledged.
        while bench.measured.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
        _ = try await second.measurement("r-1", count: 2)
        #expect(bench.measured == [Attempt("r-1", 1), Attempt("r-1", 2)], "but for a new attempt")
        try await adapter.stop()
        try await second.stop()
    }

    @Test func `delivers a result until it is acknowledged, over restarts of the daemon`() async throws {
        let context = Context()
        let laboratory = try await Laboratory(in: context)
        let bench = Bench()
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: context)
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1"))
        _ = try await laboratory.measurement("r-1", count: 3)
        try await laboratory.stop()
        // Killed after the commit and before the acknowledgement: the next daemon has stored it already.
        let second = try await Laboratory(at: laboratory.endpoint, in: context) { _ in .duplicate }
        _ = try await second.measurement("r-1")
        try await second.connections()
        try await second.ask(.spectrum("r-2"))
        _ = try await second.measurement("r-2")
        // The acknowledgement of r-2 comes before r-3 is asked for; that of r-3 may be lost with the connection.
        try await second.ask(.spectrum("r-3"))
        _ = try await second.measurement("r-3")
        try await second.stop()
        // What was acknowledged is not sent again.
        let third = try await Laboratory(at: laboratory.endpoint, in: context) { _ in .stored }
        try await third.connections()
        try await third.ask(.spectrum("r-4"))
        _ = try await third.measurement("r-4")
        let measured = await third.reports.compactMap { if case .measured(_, let it) = $0 { it.request } else { nil } }
        #expect(Set(measured).subtracting(["r-3"]) == ["r-4"])
        #expect(bench.measured.count == 4)
        try await adapter.stop()
        try await third.stop()
    }

    @Test func `answers unknown for what it was at when it was interrupted, and delivers what it had`() async throws {
        let file = TemporaryFile()
        let laboratory = try await Laboratory()
        let first = Bench()
        let adapter = RunningAdapter(
            first, to: laboratory.endpoint, in: laboratory.context, journal: try FileJournal(path: file.path))
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1"))
        _ = try await laboratory.measurement("r-1")
        let closed = Bench(isOpen: false)
        try await adapter.stop()
        let interrupted = RunningAdapter(
            closed, to: laboratory.endpoint, in: laboratory.context, journal: try FileJournal(path: file.path))
        try await laboratory.connections(2)
        _ = try await laboratory.measurement("r-1", count: 2)
        try await laboratory.ask(.spectrum("r-2"))
        while closed.measured.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        try await interrupted.stop()
        let last = Bench()
        let third = RunningAdapter(
            last, to: laboratory.endpoint, in: laboratory.context, journal: try FileJournal(path: file.path))
        try await laboratory.connections(3)
        _ = try await laboratory.measurement("r-1", count: 3)
        let failure = try await laboratory.failure(of: "r-2")
        #expect(failure.code == "E_INTERRUPTED")
        #expect(!failure.isRetryable, "a beam leaves its dose")
        await laboratory.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1")
        // Asked again, it still does not know.
        try await laboratory.ask(.spectrum("r-2"))
        try await laboratory.ask(.spectrum("r-3"))
        _ = try await laboratory.measurement("r-3")
        #expect(last.measured == [Attempt("r-3", 1)])
        try await third.stop()
        try await laboratory.stop()
    }

    @Test func `is welcome at once after its predecessor was killed`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let predecessor = try RawAdapter(to: laboratory.endpoint, in: laboratory.context)
        _ = try await predecessor.greet()
        await predecessor.close()
        let adapter = RunningAdapter(Bench(), to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections(2)
        try await adapter.stop()
    }

    @Test func `tries a fresh socket when the daemon falls silent`() async throws {
        let context = Context()
        // A router that never answers.
        let silent = try Socket(.router, in: context)
        let endpoint = try silent.bind(to: "tcp://127.0.0.1:*")
        let adapter = RunningAdapter(Bench(), to: endpoint, in: context, patience: .milliseconds(100))
        var peers: Set<[UInt8]> = []
        while peers.count < 3 {
            if let frames = try silent.receive(), let peer = frames.first {
                #expect(try Message(decoding: Array(frames.dropFirst())).envelope.type == "hello")
                peers.insert(peer)
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        try await adapter.stop()
    }

    @Test func `gives up when the daemon speaks another version`() async throws {
        let context = Context()
        let daemon = try Socket(.router, in: context)
        let endpoint = try daemon.bind(to: "tcp://127.0.0.1:*")
        // Patient: on a busy machine the refusal may be long in coming, and a fresh socket would not get it.
        let adapter = RunningAdapter(Bench(), to: endpoint, in: context, patience: .seconds(100))
        var peer: [UInt8]?
        while peer == nil {
            peer = try daemon.receive()?.first
            try await Task.sleep(for: .milliseconds(1))
        }
        let refuse = DaemonMessage.refuse(Refuse(code: .version, text: "1 against 7", retryAfter: nil))
        try daemon.send([peer ?? []] + refuse.message(Envelope(type: "", id: .freshID())).encoded())
        do {
            try await adapter.end()
            Issue.record("it went on")
        } catch let error as MessageError {
            #expect(error.code == .version)
        }
    }

    @Test func `stops when its journal cannot be written, and has measured nothing then`() async throws {
        struct FullJournal: AdapterJournal {
            struct Full: Error {}
            func entries() -> [LedgerEntry] { [] }
            func append(_ entry: LedgerEntry) throws { throw Full() }
        }
        let laboratory = try await Laboratory()
        let bench = Bench()
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context, journal: FullJournal())
        try await laboratory.connections()
        #expect(await laboratory.link.send(.spectrum("r-1"), to: "stem-1"))
        do {
            try await adapter.end()
            Issue.record("it went on")
        } catch {
            #expect(error is FullJournal.Full)
        }
        #expect(bench.measured.isEmpty)
    }

    @Test func `takes several requests at once if the instrument does, and they may end in any order`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let bench = Bench(maximumInFlight: 4, isOpen: false)
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        for number in 1...4 { try await laboratory.ask(.spectrum("r-\(number)")) }
        // Those beyond what it takes at once wait on the link.
        for number in 5...6 { #expect(await laboratory.link.send(.spectrum("r-\(number)"), to: "stem-1")) }
        while bench.measured.count < 4 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(bench.measured.count == 4)
        bench.open()
        for number in 5...6 { try await laboratory.ask(.spectrum("r-\(number)")) }
        for number in 1...6 { _ = try await laboratory.measurement("r-\(number)") }
        #expect(Set(bench.measured).count == 6)
        try await adapter.stop()
    }

    @Test func `serves a specimen as a simulated microscope`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let simulated = SimulatedInstrument(id: "twin", specimen: try Ramp(), maximumInFlight: 3)
        #expect(simulated.description.maximumInFlight == 3)
        let adapter = RunningAdapter(simulated, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections(of: "twin")
        try await laboratory.ask(Request(id: "r-0", action: .overview), of: "twin")
        let overview = try await laboratory.report { report in
            if case .overviewed(_, _, _, let overview, _) = report { overview } else { nil }
        }
        #expect(try overview == Ramp().overview)
        try await laboratory.ask(.spectrum("r-1", x: 1, y: 0), of: "twin")
        #expect(try await laboratory.measurement("r-1").values == [1, 0])
        try await laboratory.ask(.spectrum("r-2", x: 5, y: 5), of: "twin")
        #expect(try await laboratory.failure(of: "r-2").code == "E_BOUNDS")
        try await adapter.stop()
    }
}

/// A specimen whose spectrum is its position.
private struct Ramp: Specimen {
    let overview: Overview
    let axis = Axis(name: "energy", unit: "eV", values: [1, 2])
    let isTruthKnown = true

    init() throws { overview = try Overview(channels: ["a"], height: 2, width: 2, values: [1, 2, 3, 4]) }

    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        try truth(at: position)
    }

    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] { [position.x, position.y] }
}

/// What the orchestrator is told of a failure.
struct ReportedFault: Hashable {
    var code: String
    var text: String
    var isRetryable: Bool
}

extension Laboratory {
    /// Waits for a request's failure.
    func failure(of request: Request.ID) async throws -> ReportedFault {
        try await report { report in
            guard case .failed(_, request, _, let code, let text, let isRetryable) = report else { return nil }
            return ReportedFault(code: code, text: text, isRetryable: isRetryable)
        }
    }
}
