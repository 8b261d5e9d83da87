import Experiments
import Testing

@Suite("A run") struct RunTests {
    @Test("asks for the overview first, then for its seed points, then decides one by one")
    func normalPath() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: "text"))
        #expect(script.asked.map(\.action) == [.overview])
        try script.answer()
        #expect(script.due.map(\.count) == [3])
        #expect(script.due.map(\.step) == [0])
        try script.decide()
        #expect(script.asked.count == 1)
        for _ in 0..<3 { try script.answer() }
        #expect(script.run.observations.count == 3)
        #expect(script.due.map(\.step) == [1])
        try script.finish()
        #expect(script.ending == Ending(.measurementsSpent))
        #expect(script.run.observations.count == 8)
        #expect(script.run.observations.map(\.step) == [0, 0, 0, 1, 2, 3, 4, 5])
        #expect(script.run.observations.map(\.ordinal) == Array(0..<8))
        #expect(script.learned.count == 8)
    }

    @Test("names its requests after itself, none twice")
    func names() throws {
        var script = RunScript(name: "beef")
        try script.take(.started(plan: RunScript.plan(), text: ""))
        try script.finish()
        #expect(script.tries.first == "beef-0000/1")
        #expect(Set(script.tries).count == script.tries.count)
    }

    @Test(
        "keeps at most as many requests out as the plan allows",
        arguments: [(1, 1), (1, 3), (4, 1), (2, 3)] as [(Int, Int)])
    func capacity(batch: Int, inFlight: Int) throws {
        var script = RunScript(seed: 9)
        try script.take(
            .started(plan: RunScript.plan(seeds: 5, measurements: 11, batch: batch, inFlight: inFlight), text: ""))
        var most = 0
        while script.ending == nil {
            most = max(most, script.run.outstanding.count)
            if script.due.isEmpty { try script.answer(at: script.asked.count - 1) } else { try script.decide() }
        }
        #expect(most == max(batch, inFlight))
        #expect(script.run.observations.count == 16)
        #expect(script.run.spent == 11)
    }

    @Test("does not begin twice, nor take what it never asked for")
    func contradictions() throws {
        var script = RunScript()
        let stray = Measurement(request: "x-1", attempt: 1, values: [1], axis: .channels(1), digest: "")
        #expect(throws: Contradiction.self) { try script.take(.measured(stray)) }
        try script.take(.started(plan: RunScript.plan(), text: ""))
        let before = script.run
        for event: Event in [
            .started(plan: RunScript.plan(), text: ""), .measured(stray), .accepted(request: "x-1"), .resumed,
            .overviewed(request: "x-1", RunScript.overview),
            .failed(request: "x-1", attempt: 1, code: "E_HW", text: "", isRetryable: true),
            .decided(Decision(step: 1, chooser: .model, function: "ei", choices: [])),
            .requested(Request(id: "cafe-0000", action: .overview)),
        ] {
            #expect(throws: Contradiction.self, "\(event.kind)") { try script.take(event) }
            #expect(script.run == before)
        }
    }

    @Test("keeps a spectrum with NaN for inspection, does not learn it, and spares the place")
    func notANumber() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: ""))
        try script.answer()
        try script.decide()
        let place = try #require(script.asked.first?.candidate)
        try script.answer(values: [.nan])
        #expect(script.run.observations.isEmpty)
        #expect(script.run.refusals.map(\.code) == ["E_NONFINITE"])
        #expect(script.run.taken.contains(place))
        guard case .rejected(let code, _)? = script.dispositions.last else {
            Issue.record("the instrument was told \(script.dispositions)")
            return
        }
        #expect(code == "E_NONFINITE")
        try script.finish()
        #expect(script.run.observations.allSatisfy { $0.candidate != place })
        #expect(script.entries.contains { $0.event.kind == "measured" })
    }

    @Test("asks again under the same name if the plan allows another attempt")
    func secondAttempt() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(attempts: 2), text: ""))
        try script.answer()
        try script.decide()
        let first = try #require(script.asked.first)
        try script.answer(values: [.infinity])
        let second = try #require(script.asked.first)
        #expect(second.id == first.id)
        #expect(second.attempt == 2)
        #expect(second.candidate == first.candidate)
        try script.answer(values: [2])
        #expect(script.run.observations.map(\.objective) == [2])
    }

    @Test("tells a duplicate from a conflict, a late result and a stranger")
    func dispositions() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: ""))
        try script.answer()
        try script.decide()
        let request = try #require(script.asked.first)
        func disposition(_ id: String, _ attempt: Int, _ digest: String) -> Disposition {
            script.run.disposition(request: id, attempt: attempt, digest: digest)
        }
        #expect(disposition(request.id, 1, "d") == .stored)
        try script.answer(digest: "d")
        #expect(disposition(request.id, 1, "d") == .duplicate)
        #expect(disposition(request.id, 1, "e") == .conflict)
        #expect(disposition(request.id, 2, "e") == .late)
        #expect(disposition("x-1", 1, "d") == .unknown)
        let open = try #require(script.asked.first)
        try script.take(.ended(Ending(.stopped)))
        #expect(disposition(open.id, 1, "d") == .late)
        let count = script.run.observations.count
        try script.answer()
        #expect(script.dispositions.last == .late)
        #expect(script.run.observations.count == count)
    }

    @Test("pauses: takes what is on its way, asks for nothing more, and goes on")
    func pause() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: ""))
        try script.answer()
        try script.decide()
        try script.take(.paused)
        try script.answer()
        #expect(script.asked.isEmpty)
        #expect(script.run.observations.count == 1)
        #expect(throws: Contradiction.self) { try script.take(.paused) }
        try script.take(.resumed)
        #expect(script.asked.count == 1)
        try script.finish()
        #expect(script.run.observations.count == 8)
    }

    @Test("fails with the reason if the overview does not go with the plan")
    func unusableOverview() throws {
        var plan = RunScript.plan()
        plan.candidates.positions = .points([Position(x: 100, y: 1)])
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        #expect(script.ending?.reason == .failed)
        #expect(script.ending?.text.contains("100") == true)
    }

    @Test("ends at the first spectrum if none could ever be learned, whatever attempts the plan allows")
    func hopeless() throws {
        var plan = RunScript.plan(attempts: 3)
        plan.scalarizer.quantity = .bandMean(Scalarizer.Band(from: 100, to: 200))
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        try script.decide()
        try script.answer(values: [1, 2, 3])
        #expect(script.ending?.reason == .failed)
        #expect(script.asked.isEmpty)
        #expect(script.run.refusals.count == 1)
    }

    @Test("refuses one odd spectrum among good ones and goes on")
    func oddSpectrum() throws {
        var plan = RunScript.plan()
        plan.scalarizer.quantity = .value(index: 2)
        var script = RunScript()
        try script.take(.started(plan: plan, text: ""))
        try script.answer()
        try script.decide()
        try script.answer(values: [1, 2, 3])
        try script.answer(values: [1])
        #expect(script.run.refusals.count == 1)
        #expect(script.ending == nil)
        try script.answer(values: [1, 2, 4])
        #expect(script.run.observations.map(\.objective) == [3, 4])
    }

    @Test("asks again for an overview that was interrupted, whatever the plan's attempts")
    func interruptedOverview() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: ""))
        let request = try #require(script.asked.first)
        try script.take(
            .failed(request: request.id, attempt: 1, code: "E_INTERRUPTED", text: "killed", isRetryable: false))
        #expect(script.asked.last?.attempt == 2)
        #expect(script.ending == nil)
    }

    @Test("does not burn its budget on a broken instrument")
    func brokenInstrument() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(seeds: 20, measurements: 20), text: ""))
        try script.answer()
        try script.decide()
        while script.ending == nil, let request = script.asked.first {
            script.asked.removeFirst()
            try script.take(
                .failed(request: request.id, attempt: 1, code: "E_HW", text: "beam off", isRetryable: false))
        }
        #expect(script.ending?.reason == .failed)
        #expect(script.ending?.text.contains("beam off") == true)
        #expect(script.run.refusals.count == 5)
    }

    @Test("refuses more seed points than there are candidates")
    func tooManySeeds() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(seeds: 43), text: ""))
        try script.answer()
        #expect(script.ending?.reason == .failed)
        #expect(script.ending?.text.contains("43 seed points, but only 42") == true)
    }

    @Test("gives up if the instrument cannot give an overview")
    func noOverview() throws {
        var script = RunScript()
        try script.take(.started(plan: RunScript.plan(), text: ""))
        let request = try #require(script.asked.first)
        try script.take(.failed(request: request.id, attempt: 1, code: "E_HW", text: "shutter", isRetryable: false))
        #expect(script.ending?.reason == .failed)
        #expect(script.ending?.text.contains("shutter") == true)
    }
}
