import Experiments
import Instruments
import Messages
import Testing

@Suite(.timeLimit(.minutes(2)), .enabled(if: PythonAdapter.isPossible, "needs a Python with pyzmq and NumPy"))
struct `The Python adapter of the examples` {
    @Test func `serves overview and spectra, and says what fails`() async throws {
        let laboratory = try await Laboratory { _ in .stored }
        let adapter = try PythonAdapter(connectingTo: laboratory.endpoint)
        try adapter.start()
        try await laboratory.connections()
        try await laboratory.ask(Request(id: "r-0", action: .overview))
        let overview = try await laboratory.report { report in
            if case .overviewed(_, _, _, let overview, _) = report { overview } else { nil }
        }
        #expect(overview.height == 4)
        #expect(overview.width == 5)
        #expect(overview.values == (0..<20).map(Float.init))
        try await laboratory.ask(.spectrum("r-1", x: 3, y: 2))
        let measurement = try await laboratory.measurement("r-1")
        #expect(measurement.values == [13, 13.25, 13.5])
        #expect(measurement.axis.values == [1, 2, 3])
        try await laboratory.ask(.spectrum("r-2", x: 5, y: 0))
        #expect(try await laboratory.failure(of: "r-2").text == "outside the image")
        // An acknowledgement of what it never answered, and a request that it answered long since.
        await laboratory.link.acknowledge("r-9", attempt: 1, .stored, to: "stem-1")
        try await laboratory.ask(.spectrum("r-1", x: 3, y: 2))
        #expect(try await laboratory.measurement("r-1", count: 2) == measurement)
    }

    @Test func `owes a failure until it is stored`() async throws {
        let first = try await Laboratory()
        let adapter = try PythonAdapter(connectingTo: first.endpoint)
        try adapter.start()
        try await first.connections()
        try await first.ask(.spectrum("r-1", x: 5, y: 0))
        let failure = try await first.failure(of: "r-1")
        adapter.kill()
        try await first.stop()
        let second = try await Laboratory(at: first.endpoint, in: first.context)
        try adapter.start()
        #expect(try await second.failure(of: "r-1") == failure)
    }

    @Test func `is killed and comes back: nothing is lost, and nothing is measured twice`() async throws {
        let laboratory = try await Laboratory()
        let adapter = try PythonAdapter(connectingTo: laboratory.endpoint)
        try adapter.start()
        try await laboratory.connections()
        try await laboratory.ask(.spectrum("r-1", x: 1, y: 1))
        let first = try await laboratory.measurement("r-1")
        // Not acknowledged: kept.
        adapter.kill()
        try adapter.start()
        try await laboratory.connections(2)
        let second = try await laboratory.measurement("r-1", count: 2)
        #expect(second == first)
        await laboratory.link.acknowledge("r-1", attempt: 1, .stored, to: "stem-1")
        try await laboratory.ask(.spectrum("r-2", x: 2, y: 1))
        _ = try await laboratory.measurement("r-2")
        await laboratory.link.acknowledge("r-2", attempt: 1, .stored, to: "stem-1")
        try await laboratory.ask(.spectrum("r-3", x: 3, y: 1))
        _ = try await laboratory.measurement("r-3")
        adapter.kill()
        try adapter.start()
        try await laboratory.connections(3)
        _ = try await laboratory.measurement("r-3", count: 2)
        let reports = await laboratory.reports
        let measured = reports.compactMap { if case .measured(_, let it) = $0 { it.request } else { nil } }
        #expect(measured == ["r-1", "r-1", "r-2", "r-3", "r-3"])
    }

    @Test func `finds its way to a daemon that was restarted`() async throws {
        let first = try await Laboratory { _ in .stored }
        let adapter = try PythonAdapter(connectingTo: first.endpoint)
        try adapter.start()
        try await first.connections()
        try await first.stop()
        let second = try await Laboratory(at: first.endpoint, in: first.context) { _ in .stored }
        try await second.connections()
        try await second.ask(.spectrum("r-1", x: 1, y: 1))
        _ = try await second.measurement("r-1")
    }
}
