import Foundation
import Testing

/// A laboratory of real processes: daemon, instrument and command over sockets.
struct Laboratory {
    let workshop: Workshop
    let endpoint: String

    init() throws {
        workshop = try Workshop()
        endpoint = "tcp://127.0.0.1:\(try Workshop.freePort())"
    }

    /// The sample that the simulated microscope measures.
    func sample() throws -> String {
        try workshop.write("sample: {name: nanoparticles, height: 24, width: 28, seed: 3}\n", as: "sample.yaml")
    }

    /// A plan that drives the instrument `twin`.
    func plan(_ more: String = "", measurements: Int = 15) throws -> String {
        try workshop.write(
            """
            name: end to end
            instrument: twin
            features: {patch: {window: 8}}
            scalarizer:
              band-maximum: {axis: energy, from: 0.55 eV, to: 0.70 eV}
            objective: maximize
            acquisition: log-ei
            surrogate: {deep-kernel: {layers: [16, 2], cold-iterations: 30, warm-iterations: 3}}
            seeds: 6
            budget: {measurements: \(measurements)}
            random-seed: 5
            \(more)
            """, as: "plan.yaml")
    }

    func daemon(_ log: String = "serve") async throws -> RunningCommand {
        let daemon = try workshop.start(["serve", "--instruments", endpoint], log: log)
        try await daemon.prints(endpoint)
        return daemon
    }

    func twin(dwell: Double = 0.002, log: String = "twin") throws -> RunningCommand {
        try workshop.start(
            ["twin", try sample(), "--id", "twin", "--connect", endpoint, "--dwell", "\(dwell)"], log: log)
    }

    struct Status: Decodable {
        let phase: String
        let hasEnded: Bool
        let seedsMeasured: Int
        let spent: Int
        let refused: Int
        let waitedShare: Double
    }

    func status() async throws -> Status? {
        let outcome = try await workshop.run(["runs", "--json"])
        guard outcome.status == 0 else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Status].self, from: Data(outcome.output.utf8)).first
    }

    /// Waits until the first run is as wanted, as long as it gets on: how fast it does is the machine's business.
    func wait(_ isGood: (Status) -> Bool) async throws -> Status {
        var last: Status?
        var polls = 0
        while polls < 600 {
            let status = try await status()
            if let status, isGood(status) { return status }
            let getsOn = status?.seedsMeasured != last?.seedsMeasured || status?.spent != last?.spent
            polls = getsOn ? 0 : polls + 1
            last = status
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the run stood still: \(String(describing: last))")
        throw CancellationError()
    }

    /// The requests that the twin really measured, in order, from its log.
    func exposures(_ twin: RunningCommand) -> [String] {
        twin.output.split(separator: "\n").filter { $0.hasPrefix("measured ") }.compactMap { line in
            line.split(separator: " ").dropFirst().first.map(String.init)
        }
    }
}

@Suite("Driving a microscope", .timeLimit(.minutes(5))) struct DriveTests {
    @Test("goes from the plan to the end of the budget, and can be looked at afterwards")
    func wholeRun() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin()
        let run = try await laboratory.workshop.run(["run", try laboratory.plan(), "--wait"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("instrument waited"))
        let status = try #require(try await laboratory.status())
        #expect(status.phase == "ended (measurements-spent)")
        #expect(status.seedsMeasured == 6)
        #expect(status.spent == 15)
        let exposures = laboratory.exposures(twin)
        #expect(exposures.count == 22)
        #expect(Set(exposures).count == 22)

        let picture = laboratory.workshop.path("decision.png")
        let inspected = try await laboratory.workshop.run(["inspect", "1", "--step", "7", "--figure", picture])
        #expect(inspected.status == 0, "\(inspected.errors)")
        #expect(inspected.output.contains("decision 7 of 15"))
        #expect(inspected.output.contains("chosen, measured"))
        #expect(inspected.output.contains("would have chosen"))
        #expect(inspected.output.contains("over the pool") && inspected.output.contains("looks on"))
        #expect(inspected.output.contains("% inside 90 % intervals"))
        #expect(try Data(contentsOf: URL(filePath: picture)).starts(with: [0x89, 0x50, 0x4e, 0x47]))
        let seeds = try await laboratory.workshop.run(["inspect", "1", "--step", "0", "--figure", picture])
        #expect(seeds.status == 65 && seeds.errors.contains("was made without a model and has no maps"))
        let missing = try await laboratory.workshop.run(["inspect", "1", "--step", "99"])
        #expect(missing.status == 66)
        #expect(try await laboratory.workshop.run(["watch", "1"]).status == 0)
        let unknown = try await laboratory.workshop.run(["watch", "77"])
        #expect(unknown.status == 66 && unknown.errors.contains("no run 77"), "\(unknown.errors)")

        daemon.signal(SIGTERM)
        #expect(await daemon.end(within: .seconds(5)) == 0)
        twin.signal(SIGTERM)
        _ = await twin.end(within: .seconds(5))
    }

    @Test("goes on after kill -9 of the daemon at any moment: nothing stored is lost, nothing is measured twice")
    func killed() async throws {
        let laboratory = try Laboratory()
        let twin = try laboratory.twin(dwell: 0.01)
        var daemon = try await laboratory.daemon("serve-0")
        let submitted = try await laboratory.workshop.run(["run", try laboratory.plan(measurements: 40)])
        #expect(submitted.status == 0, "\(submitted.errors)")
        var known = 0
        for (round, count) in [0, 1, 4, 7, 15, 30].enumerated() {
            _ = try await laboratory.wait { $0.seedsMeasured + $0.spent >= count }
            daemon.signal(SIGKILL)
            _ = await daemon.end()
            let status = try await laboratory.status()
            let stored = (status?.seedsMeasured ?? 0) + (status?.spent ?? 0)
            #expect(stored >= known)
            known = stored
            daemon = try await laboratory.daemon("serve-\(round + 1)")
        }
        let status = try await laboratory.wait { $0.hasEnded }
        #expect(status.seedsMeasured == 6)
        #expect(status.spent == 40)
        #expect(status.refused == 0)
        let exposures = laboratory.exposures(twin)
        #expect(exposures.count == 47)
        #expect(Set(exposures).count == exposures.count)
        daemon.signal(SIGTERM)
        _ = await daemon.end(within: .seconds(5))
    }

    @Test("goes on when the instrument is killed and comes back: what it was doing is not done twice")
    func instrumentKilled() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let first = try laboratory.twin(dwell: 0.02, log: "twin-1")
        let submitted = try await laboratory.workshop.run(["run", try laboratory.plan(measurements: 20)])
        #expect(submitted.status == 0, "\(submitted.errors)")
        _ = try await laboratory.wait { $0.seedsMeasured + $0.spent >= 5 }
        first.signal(SIGKILL)
        _ = await first.end()
        let second = try laboratory.twin(log: "twin-2")
        let status = try await laboratory.wait { $0.hasEnded }
        #expect(status.spent == 20)
        let exposures = laboratory.exposures(first) + laboratory.exposures(second)
        #expect(Set(exposures).count == exposures.count)
        daemon.signal(SIGTERM)
        _ = await daemon.end(within: .seconds(5))
    }

    @Test(
        "works with the Python adapter of the examples", .enabled(if: PythonAdapter.isPossible, "needs pyzmq and numpy")
    )
    func pythonAdapter() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let adapter = try PythonAdapter(laboratory)
        let plan = try laboratory.workshop.write(
            """
            instrument: python-1
            features: {patch: {window: 4}}
            scalarizer: {band-mean: {from: 1, to: 2}}
            surrogate: {deep-kernel: {layers: [8, 2], cold-iterations: 20, warm-iterations: 2}}
            seeds: 5
            budget: {measurements: 10}
            """, as: "python-plan.yaml")
        let run = try await laboratory.workshop.run(["run", plan, "--wait"])
        #expect(run.status == 0, "\(run.errors) \(adapter.process.errors)")
        let status = try #require(try await laboratory.status())
        #expect(status.spent == 10)
        #expect(status.refused == 0)
        daemon.signal(SIGTERM)
        _ = await daemon.end(within: .seconds(5))
    }

    @Test("says once, not at every step, that the model cannot be trained and random choice stands in, and why")
    func untrained() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin()
        let run = try await laboratory.workshop.run([
            "run", try laboratory.plan(measurements: 9), "--wait", "--set",
            "surrogate={gaussian-process: {mean: {formula: log(x - 1000) * a, parameters: {a: 1}}}}",
        ])
        #expect(run.output.components(separatedBy: "chosen at random: formula `log(x - 1000) * a`").count == 2)
        #expect(run.output.contains("9 decisions at random"), "\(run.output)")
        #expect(run.status == 70 && run.errors.contains("had no model"), "\(run.errors)")
        let inspected = try await laboratory.workshop.run(["inspect", "1"])
        #expect(inspected.output.contains("9 decisions were random choice"), "\(inspected.output)")
        #expect(daemon.errors.components(separatedBy: "training failed").count == 2, "\(daemon.errors)")
        #expect(daemon.errors.components(separatedBy: "decisions are made at random").count == 2, "\(daemon.errors)")
        _ = twin.isRunning
    }

    @Test("says when the instrument is not there, falls silent, and comes back")
    func absence() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let first = try laboratory.twin(dwell: 0.02, log: "twin-1")
        for _ in 0..<600 where !daemon.errors.contains("instrument twin connected") {
            try await Task.sleep(for: .milliseconds(50))
        }
        let plan = try laboratory.plan(measurements: 400)
        let typo = try await laboratory.workshop.run(["run", plan, "--set", "instrument=twim"])
        #expect(typo.status == 0)
        #expect(
            typo.errors == "warning: run 1: `twim` is not connected; connected is `twin`; is `twin` meant?\n",
            "\(typo.errors)")
        #expect(try await laboratory.workshop.run(["stop", "1"]).status == 0)
        let run = try laboratory.workshop.start(["run", plan, "--wait"], log: "run")
        try await run.prints(" candidates · 6 seeds")
        first.signal(SIGKILL)
        _ = await first.end()
        try await run.prints("`twin` is silent")
        let second = try laboratory.twin(log: "twin-2")
        try await run.prints("the run goes on")
        #expect(run.output.components(separatedBy: "is silent").count == 2, "\(run.output)")
        #expect(try await laboratory.workshop.run(["stop", "2"]).status == 0)
        #expect(await run.end() == 0)
        _ = (daemon.isRunning, second.isRunning)
    }

    @Test("pauses, resumes, stops and watches a run by command")
    func commands() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin(dwell: 0.01)
        let plan = try laboratory.plan(measurements: 2000)
        #expect(try await laboratory.workshop.run(["run", plan]).status == 0)
        _ = try await laboratory.wait { $0.seedsMeasured >= 3 }
        #expect(try await laboratory.workshop.run(["pause", "1"]).status == 0)
        let again = try await laboratory.workshop.run(["pause", "1"])
        #expect(again.status != 0)
        #expect(again.errors.contains("it is paused already"), "\(again.errors)")
        let paused = try await laboratory.wait { $0.phase == "paused" }
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await laboratory.status()?.spent == paused.spent)
        #expect(try await laboratory.workshop.run(["resume", "1"]).status == 0)
        _ = try await laboratory.wait { $0.spent > paused.spent + 2 }
        #expect(try await laboratory.workshop.run(["stop", "1"]).status == 0)
        let status = try await laboratory.wait { $0.hasEnded }
        #expect(status.phase == "ended (stopped)")
        let unknown = try await laboratory.workshop.run(["stop", "77"])
        #expect(unknown.status == 66)
        #expect(unknown.errors.contains("77"), "\(unknown.errors)")
        _ = (daemon.isRunning, twin.isRunning)
    }
}

@Suite("Mistakes at the command line", .timeLimit(.minutes(2))) struct MistakeTests {
    @Test("without a daemon, a command says how to start one")
    func noDaemon() async throws {
        let workshop = try Workshop()
        let plan = try workshop.write("instrument: twin\n", as: "plan.yaml")
        let outcome = try await workshop.run(["run", plan])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("saccade serve"), "\(outcome.errors)")
    }

    @Test("a second daemon on the same data refuses to start")
    func secondDaemon() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let second = try await laboratory.workshop.run(["serve", "--instruments", "tcp://127.0.0.1:*"])
        #expect(second.status == 75)
        #expect(second.errors.contains("in use"), "\(second.errors)")
        #expect(daemon.isRunning)
    }

    @Test("a wrong plan is refused with the line, the key and the nearest known one")
    func wrongPlan() async throws {
        let workshop = try Workshop()
        let plan = try workshop.write("instrument: twin\nbudget: {measurments: 5}\nseeds: many\n", as: "plan.yaml")
        let outcome = try await workshop.run(["plan", "check", plan])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("plan.yaml:2"), "\(outcome.errors)")
        #expect(outcome.errors.contains("`measurements`"), "\(outcome.errors)")
        #expect(outcome.errors.contains("plan.yaml:3"), "\(outcome.errors)")
        let good = try workshop.write("instrument: twin\n", as: "good.yaml")
        let overridden = try await workshop.run(["plan", "check", good, "--set", "budget.measurments=5"])
        #expect(overridden.status == 65)
        #expect(overridden.errors.contains("`measurements`"), "\(overridden.errors)")
        #expect(try await workshop.run(["plan", "check", good, "--set", "budget.measurements=5"]).status == 0)
        let remarked = try await workshop.run(["plan", "check", good, "--set", "features.patch.window=6"])
        #expect(remarked.status == 0 && remarked.output.contains("good\n  note: `features` are for a deep kernel"))
        let missing = try await workshop.run(["plan", "check", workshop.path("none.yaml")])
        #expect(missing.status == 66)
    }

    @Test("the daemon survives garbage on the instruments' port")
    func garbage() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let port = try #require(laboratory.endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        for text in ["GET / HTTP/1.1\r\n\r\n", String(repeating: "\u{0}\u{7f}", count: 5000)] {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            #expect(isConnected)
            _ = unsafe send(socket, text, text.utf8.count, Int32(MSG_NOSIGNAL))
            close(socket)
        }
        let twin = try laboratory.twin()
        let run = try await laboratory.workshop.run(["run", try laboratory.plan(measurements: 2), "--wait"])
        #expect(run.status == 0, "\(run.errors)")
        _ = (daemon.isRunning, twin.isRunning)
    }
}
