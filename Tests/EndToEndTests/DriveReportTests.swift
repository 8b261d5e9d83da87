import Foundation
import Testing

@Suite("What is told of driven runs", .timeLimit(.minutes(5))) struct DriveReportTests {
    @Test("runs of one name are told apart by what differs in their plans, places are called pixels, scales have names")
    func alike() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin()
        let plan = try laboratory.plan(measurements: 2)
        let first = try await laboratory.workshop.run(["run", plan, "--wait"])
        #expect(first.status == 0 && first.output.contains(" at pixel ("), "\(first.errors) \(first.output)")
        let changes = ["--set", "acquisition=ucb", "--set", "budget.measurements=1"]
        let second = try await laboratory.workshop.run(["run", plan, "--wait"] + changes)
        #expect(second.status == 0, "\(second.errors)")
        let runs = try await laboratory.workshop.run(["runs"])
        for words in [
            "pixel (column, row)", "end to end · acquisition log-ei, budget.measurements 2 ",
            "end to end · acquisition ucb, budget.measurements 1 ",
        ] {
            #expect(runs.output.contains(words), "\(runs.output)")
        }
        let decision = try await laboratory.workshop.run(["inspect", "1", "--step", "1"])
        for words in ["pixel (column, row)", "length scales of embedding "] {
            #expect(decision.output.contains(words), "\(decision.output)")
        }
        #expect(twin.output.contains(" at pixel ("))
        daemon.signal(SIGTERM)
        _ = await daemon.end(within: .seconds(5))
    }

    @Test("a measurement that cannot be used is told with its place")
    func refusals() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin()
        // No logarithm of a value below 0.
        let plan = try laboratory.workshop.write(
            "instrument: twin\nscalarizer: {norm: , negate: true, transform: log}\n", as: "plan.yaml")
        _ = try await laboratory.workshop.run(["run", plan, "--wait"])
        let inspected = try await laboratory.workshop.run(["inspect", "1"])
        let refused = inspected.output.split(separator: "\n").filter { $0.hasPrefix("refused ") }
        #expect(!refused.isEmpty, "\(inspected.output)")
        for line in refused {
            #expect(line.contains(#/^refused pixel \([0-9]+, [0-9]+\), request .+, attempt 1: /#), "\(line)")
        }
        daemon.signal(SIGTERM)
        _ = (await daemon.end(within: .seconds(5)), twin.isRunning)
    }

    @Test("plan explain tells of one key and of those inside it")
    func key() async throws {
        let workshop = try Workshop()
        let found = try await workshop.run(["plan", "explain", "--key", "features.1.patch"])
        #expect(found.status == 0, "\(found.errors)")
        #expect(found.output.hasPrefix("features.patch\n    The window of the overview around it. "), "\(found.output)")
        #expect(found.output.contains("features.patch.window\n    Side of the square window in pixels. A whole number"))
        let unknown = try await workshop.run(["plan", "explain", "--key", "windw"])
        #expect(unknown.status == 64 && unknown.errors.contains("Did you mean `window`?"), "\(unknown.errors)")
    }
}
