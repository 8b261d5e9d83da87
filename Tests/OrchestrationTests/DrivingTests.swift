import Experiments
import Logging
import Orchestration
import Synchronization
import TestSupport
import Testing

/// A daemon's loop in this process: orchestrator, journal and instrument.
struct Loop {
    let journal: MemoryJournal
    let orchestrator: Orchestrator
    let notices = Notices()

    /// News in the order in which they came.
    final class Notices: Sendable {
        private let list = Mutex<[Notice]>([])

        func add(_ notice: Notice) { list.withLock { $0.append(notice) } }
        var all: [Notice] { list.withLock { $0 } }
    }

    init(_ instrument: any InstrumentPort, journal: MemoryJournal = MemoryJournal()) {
        self.journal = journal
        let notices = notices
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        orchestrator = Orchestrator(journal: journal, port: instrument, logger: logger) { notices.add($0) }
    }

    /// Lets the loop work while `body` does something with it.
    func whileRunning(_ body: (Orchestrator) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [orchestrator] in try await orchestrator.run() }
            try await body(orchestrator)
            group.cancelAll()
        }
    }

    /// Waits until a run is as wanted; fails the test after ten seconds.
    func wait(
        for run: Entry.RunID, _ isGood: (RunStatus) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> RunStatus {
        for _ in 0..<1000 {
            if let status = await orchestrator.statuses().first(where: { $0.run == run }), isGood(status) {
                return status
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        let statuses = await orchestrator.statuses()
        Issue.record("the run did not get there: \(statuses)", sourceLocation: sourceLocation)
        throw CancellationError()
    }
}

/// A plan that is quick to drive.
func quickPlan(_ change: (inout Plan) -> Void = { _ in }) -> Plan {
    var plan = Plan(source: .instrument("stem-1"))
    var patch = PatchFeatures()
    patch.window = 4
    plan.features = .patch(patch)
    var scalarizer = Scalarizer()
    scalarizer.quantity = .value(index: 1)
    plan.scalarizer = scalarizer
    var kernel = DeepKernelChoice()
    kernel.layers = [8, 2]
    kernel.coldIterations = 15
    kernel.warmIterations = 3
    kernel.ensemble = 1
    plan.surrogate = .deepKernel(kernel)
    plan.seeds.count = 5
    plan.budget.measurements = 8
    plan.randomSeed = 3
    change(&plan)
    return plan
}

@Suite("The orchestrator", .timeLimit(.minutes(2))) struct DrivingTests {
    @Test("drives a run from the overview to the end of its budget")
    func wholeRun() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen())
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan(), text: "plan")
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.phase == "ended (measurements-spent)")
            #expect(status.seedsMeasured == 5)
            #expect(status.spent == 8)
        }
        #expect(instrument.asked.count == 14)
        #expect(Set(instrument.asked.map(\.id)).count == 14)
        #expect(instrument.asked.allSatisfy { instrument.dispositions(of: $0.id) == [.stored] })
        let decided = await loop.journal.entries.compactMap { entry in
            if case .decided(let decision) = entry.event { decision } else { nil }
        }
        #expect(decided.map(\.step) == Array(0...8))
        #expect(decided.dropFirst().allSatisfy { $0.chooser == .model && $0.maps != nil && $0.model != nil })
    }

    @Test("acknowledges a result only after it is in the journal")
    func durableFirst() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen())
        let journal = MemoryJournal()
        let loop = Loop(instrument, journal: journal)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan { $0.seeds.count = 200 }, text: "")
            _ = try await loop.wait(for: run) { $0.seedsMeasured > 3 }
            await journal.setFull(true)
            let status = try await loop.wait(for: run) { $0.trouble != nil }
            #expect(status.trouble?.contains("journal") == true)
            let stored = await journal.entries.count { $0.event.kind == "measured" }
            let acknowledged = instrument.asked.count { instrument.dispositions(of: $0.id) == [.stored] }
            #expect(acknowledged <= stored + 1)
            #expect(status.seedsMeasured == stored)
        }
    }

    @Test("in lockstep makes the same decisions as a simulation of the same plan, data and seed")
    func sameAsSimulation() async throws {
        let specimen = try FormulaSpecimen()
        let plan = quickPlan { $0.training.schedule = .lockstep }
        let simulated = try Simulation(plan, on: specimen).run()
        let instrument = ScriptedInstrument(specimen: specimen)
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(plan, text: "")
            _ = try await loop.wait(for: run) { $0.hasEnded }
        }
        #expect(instrument.asked.compactMap(\.candidate) == simulated.measured)
        #expect(simulated.measured.count == 13)
    }

    @Test("does not let the instrument wait for a training")
    func trainingBeside() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen(), delay: .milliseconds(5))
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let plan = quickPlan {
                // A training that takes far longer than ten measurements.
                var kernel = DeepKernelChoice()
                kernel.layers = [64, 2]
                kernel.coldIterations = 20
                kernel.warmIterations = 100_000
                kernel.patience = 0
                kernel.ensemble = 1
                $0.surrogate = .deepKernel(kernel)
                $0.budget.measurements = 20
            }
            let run = try await orchestrator.submit(plan, text: "")
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.spent == 20)
        }
        let models = await loop.journal.entries.compactMap { entry -> ModelSummary? in
            if case .decided(let decision) = entry.event { decision.model } else { nil }
        }
        // The long training began after the first and never ended: the decisions came from the first, updated.
        #expect(Set(models.map(\.trained)).count <= 2)
        #expect(models.last.map { $0.appended >= 19 } == true)
    }

    @Test("keeps its promises when the instrument misbehaves")
    func misbehaviour() async throws {
        let specimen = try FormulaSpecimen()
        let instrument = ScriptedInstrument(specimen: specimen) { request, values in
            let good = ScriptedInstrument.measured(request, values, axis: specimen.axis, by: "stem-1")
            return switch (request.ordinal ?? 0) % 5 {
            case 0: [good, good]
            case 1: [ScriptedInstrument.measured(request, [1, .nan, 2], axis: specimen.axis, by: "stem-1")]
            case 2:
                [
                    good,
                    ScriptedInstrument.measured(
                        request, [0, 99, 0], axis: specimen.axis, by: "stem-1", digest: "other"),
                ]
            case 3:
                [
                    .failed(
                        instrument: "stem-1", request: request.id, attempt: 1, code: "E_HW", text: "stage",
                        isRetryable: false)
                ]
            default: [good]
            }
        }
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan { $0.budget.measurements = 10 }, text: "")
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.refused == 6)
            #expect(status.best.map { $0 < 2 } == true)
        }
        let told = instrument.asked.map { instrument.dispositions(of: $0.id) }
        #expect(told.contains([.stored, .duplicate]))
        #expect(told.contains([.stored, .conflict]))
        #expect(told.contains { if case .rejected("E_NONFINITE", _)? = $0.first { true } else { false } })
        let places = instrument.asked.compactMap(\.candidate)
        #expect(Set(places).count == places.count)
    }

    @Test("pauses, resumes and stops a run, and refuses what makes no sense")
    func commands() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen(), delay: .milliseconds(2))
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan { $0.seeds.count = 300 }, text: "")
            _ = try await loop.wait(for: run) { $0.seedsMeasured > 2 }
            try await orchestrator.pause(run)
            await #expect(throws: CommandRefused.self) { try await orchestrator.pause(run) }
            try await Task.sleep(for: .milliseconds(30))
            let asked = instrument.asked.count
            try await Task.sleep(for: .milliseconds(60))
            #expect(instrument.asked.count == asked)
            try await orchestrator.resume(run)
            _ = try await loop.wait(for: run) { $0.seedsMeasured > asked }
            try await orchestrator.stop(run)
            _ = try await loop.wait(for: run) { $0.hasEnded }
            await #expect(throws: CommandRefused.self) { try await orchestrator.stop(run) }
            await #expect(throws: CommandRefused.self) { try await orchestrator.stop(99) }
        }
    }

    @Test("lets several runs share an instrument, and never asks it for more than it takes")
    func sharing() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen(), delay: .milliseconds(1))
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let first = try await orchestrator.submit(quickPlan { $0.batch.inFlight = 3 }, text: "")
            let second = try await orchestrator.submit(
                quickPlan {
                    $0.randomSeed = 8
                    $0.batch.inFlight = 3
                }, text: "")
            _ = try await loop.wait(for: first) { $0.hasEnded }
            _ = try await loop.wait(for: second) { $0.hasEnded }
        }
        #expect(instrument.asked.count == 28)
        #expect(instrument.mostHeld == 1)
    }

    @Test("takes up runs where a killed daemon left them: nothing is lost, nothing measured twice")
    func restart() async throws {
        let journal = MemoryJournal()
        let specimen = try FormulaSpecimen()
        let first = ScriptedInstrument(specimen: specimen, delay: .milliseconds(1))
        let before = Loop(first, journal: journal)
        var run = 0
        try await before.whileRunning { orchestrator in
            run = try await orchestrator.submit(quickPlan { $0.budget.measurements = 30 }, text: "")
            _ = try await before.wait(for: run) { $0.spent >= 3 }
        }
        let known = await journal.entries.count { $0.event.kind == "measured" }
        let second = ScriptedInstrument(specimen: specimen)
        let after = Loop(second, journal: journal)
        try await after.whileRunning { _ in
            let status = try await after.wait(for: run) { $0.hasEnded }
            #expect(status.spent == 30)
        }
        let measured = await journal.entries.compactMap { entry -> String? in
            if case .measured(let measurement) = entry.event { measurement.request } else { nil }
        }
        #expect(measured.count == 35)
        #expect(Set(measured).count == 35)
        #expect(second.asked.count == 35 - known)
    }

    @Test("measures nothing if the scalarizer does not fit the instrument's axis")
    func wrongAxis() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen())
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let plan = quickPlan { $0.scalarizer.quantity = .bandMean(Scalarizer.Band(from: 0.1, to: 0.3, unit: "nm")) }
            let run = try await orchestrator.submit(plan, text: "")
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.phase == "ended (failed)")
        }
        #expect(instrument.asked.map(\.action) == [.overview])
        let ending = await loop.journal.entries.compactMap { entry in
            if case .ended(let ending) = entry.event { ending } else { nil }
        }
        #expect(ending.first?.text.contains("eV") == true)
    }

    @Test("refuses an answer that does not fit the request, and goes on without the point")
    func wrongAnswer() async throws {
        let specimen = try FormulaSpecimen()
        let instrument = ScriptedInstrument(specimen: specimen) { request, values in
            let good = ScriptedInstrument.measured(request, values, axis: specimen.axis, by: "stem-1")
            let wrong = InstrumentReport.overviewed(
                instrument: "stem-1", request: request.id, attempt: request.attempt, specimen.overview, digest: "w")
            return request.ordinal == 2 ? [wrong] : [good]
        }
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan(), text: "")
            let status = try await loop.wait(for: run) { $0.hasEnded }
            #expect(status.refused == 1)
            #expect(status.spent == 8)
        }
        let told = instrument.asked.flatMap { instrument.dispositions(of: $0.id) }
        #expect(told.contains { if case .rejected("E_SCHEMA", _) = $0 { true } else { false } })
    }

    @Test("takes a result only from the instrument that was asked")
    func otherInstrument() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen(), delay: .seconds(2))
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan(), text: "")
            _ = try await loop.wait(for: run) { $0.candidates > 0 }
            let request = try #require(instrument.asked.last)
            let measurement = Measurement(
                request: request.id, attempt: 1, values: [9, 9, 9], axis: .channels(3), digest: "alien")
            instrument.tell(.measured(instrument: "other", measurement))
            for _ in 0..<200 where instrument.dispositions(of: request.id).isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            let first = try #require(instrument.dispositions(of: request.id).first)
            guard case .rejected("E_UNKNOWN_REQ", _) = first else {
                Issue.record("told \(first)")
                return
            }
        }
    }

    @Test("says when the instrument is silent, and when it is not there at all")
    func absence() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen(), delay: .milliseconds(50))
        let loop = Loop(instrument)
        try await loop.whileRunning { orchestrator in
            let run = try await orchestrator.submit(quickPlan { $0.seeds.count = 300 }, text: "")
            _ = try await loop.wait(for: run) { $0.seedsMeasured > 0 && $0.trouble == nil }
            instrument.tell(.suspect(instrument: "stem-1"))
            _ = try await loop.wait(for: run) { $0.trouble?.contains("silent") == true }
            instrument.tell(.connected(instrument.description))
            _ = try await loop.wait(for: run) { $0.trouble == nil }
            let lost = try await orchestrator.submit(quickPlan { $0.source = .instrument("afm") }, text: "")
            let status = try await loop.wait(for: lost) { $0.trouble != nil }
            #expect(status.trouble == "`afm` is not connected; connected is `stem-1`")
            #expect(status.phase == "waiting for afm")
        }
    }

    @Test("tells an instrument that nobody asked for its result")
    func stranger() async throws {
        let instrument = ScriptedInstrument(specimen: try FormulaSpecimen())
        let loop = Loop(instrument)
        try await loop.whileRunning { _ in
            let stray = Measurement(request: "other-0001", attempt: 1, values: [1], axis: .channels(1), digest: "")
            instrument.tell(.measured(instrument: "stem-1", stray))
            for _ in 0..<200 where instrument.dispositions(of: "other-0001").isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(instrument.dispositions(of: "other-0001") == [.unknown])
        }
    }
}
