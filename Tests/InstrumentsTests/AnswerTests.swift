import Experiments
import Instruments
import Messages
import Testing
import ZeroMQ

/// What an adapter says of what it has answered before, over real sockets.
@Suite(.timeLimit(.minutes(2)))
struct `An adapter that has answered` {
    @Test func `answers at once when it is asked again for what it has measured`() async throws {
        let laboratory = try await Laboratory()
        let bench = Bench()
        let adapter = RunningAdapter(
            bench, to: laboratory.endpoint, in: laboratory.context, resendInterval: .seconds(100_000))
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1"))
        let first = try await laboratory.measurement("r-1")
        try await laboratory.ask(.spectrum("r-1"))
        #expect(try await laboratory.measurement("r-1", count: 2) == first)
        // Acknowledged, it is forgotten; but not that it was measured.
        await laboratory.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1")
        try await laboratory.ask(.spectrum("r-1"))
        #expect(try await laboratory.failure(of: "r-1").code == "E_CONFLICT")
        #expect(bench.measured.count == 1)
        try await adapter.stop()
    }

    @Test func `owes a failure until it is stored, and repeats it even afterwards`() async throws {
        let file = TemporaryFile()
        let context = Context()
        let laboratory = try await Laboratory(in: context)
        let bench = Bench()
        bench.fail(Fault(.hardware, "the beam is off", isRetryable: true))
        let adapter = RunningAdapter(
            bench, to: laboratory.endpoint, in: context, journal: try FileJournal(path: file.path))
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1"))
        let failure = try await laboratory.failure(of: "r-1")
        #expect(failure == ReportedFault(code: "E_HW", text: "the beam is off", isRetryable: true))
        try await laboratory.stop()
        // Killed before it stored the failure: the next daemon is told again, without asking.
        let second = try await Laboratory(at: laboratory.endpoint, in: context)
        #expect(try await second.failure(of: "r-1") == failure)
        await second.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1")
        // What the daemon asks again although it acknowledged it, it has lost.
        bench.fail(Fault(.hardware, "another"))
        try await second.ask(.spectrum("r-2"))
        #expect(try await second.failure(of: "r-2").text == "another")
        try await adapter.stop()
        try await second.stop()
        let third = try await Laboratory(at: laboratory.endpoint, in: context) { _ in .stored }
        let successor = RunningAdapter(
            Bench(), to: third.endpoint, in: context, journal: try FileJournal(path: file.path))
        try await third.connections()
        try await third.ask(.spectrum("r-1"))
        #expect(try await third.failure(of: "r-1") == failure)
        #expect(bench.measured.count == 2)
        try await successor.stop()
        try await third.stop()
    }

    @Test func `takes no harm from an acknowledgement of what it refused`() async throws {
        let laboratory = try await Laboratory()
        let bench = Bench()
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1", x: -1))
        #expect(try await laboratory.failure(of: "r-1").code == "E_BOUNDS")
        // The first is withheld by the link; the second reaches the adapter.
        for _ in 1...2 { await laboratory.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1") }
        try await laboratory.ask(.spectrum("r-1"))
        _ = try await laboratory.measurement("r-1")
        try await adapter.stop()
    }

    @Test(arguments: [false, true])
    func `lets what it has forgotten be measured anew if that does no harm`(isRepeatable: Bool) async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let bench = Bench(isRepeatable: isRepeatable)
        let adapter = RunningAdapter(bench, to: laboratory.endpoint, in: laboratory.context)
        try await laboratory.connections()
        for number in 1...2 {
            // The acknowledgement of the first comes before the second is asked for.
            try await laboratory.ask(.spectrum("r-\(number)"))
            _ = try await laboratory.measurement("r-\(number)")
        }
        try await laboratory.ask(.spectrum("r-1"))
        let failure = try await laboratory.failure(of: "r-1")
        #expect(failure.code == "E_CONFLICT")
        #expect(failure.isRetryable == isRepeatable)
        try await adapter.stop()
    }
}
