import Experiments
import Randomness
import Testing

@Suite("Replaying a journal") struct ReplayTests {
    /// A finished run with everything in it: batches, refused results, second attempts, and with `vector` several quantities.
    private func finished(seed: UInt64, vector: Bool = false) throws -> RunScript {
        var script = RunScript(seed: seed)
        var plan = RunScript.plan(
            seeds: 4, measurements: 12, batch: 1 + Int(seed % 3), inFlight: 1 + Int(seed % 4),
            attempts: 1 + Int(seed % 2))
        if vector { plan = RunScript.vectorPlan(plan) }
        try script.take(.started(plan: plan, text: "name: test"))
        try script.finish(refusing: 0.2)
        return script
    }

    @Test("gives the same run, whatever the order of answers", arguments: UInt64(1)...40, [false, true])
    func sameState(seed: UInt64, vector: Bool) throws {
        let script = try finished(seed: seed, vector: vector)
        #expect(script.ending != nil)
        #expect(try script.replayed(script.entries.count) == script.run)
    }

    @Test(
        "after a crash behind any entry, the run goes on: nothing is lost, nothing is measured twice",
        arguments: UInt64(1)...12, [false, true])
    func crash(seed: UInt64, vector: Bool) throws {
        let whole = try finished(seed: seed, vector: vector)
        for cut in 1..<whole.entries.count {
            var script = RunScript(seed: seed &+ 100)
            script.run = try whole.replayed(cut)
            script.entries = Array(whole.entries.prefix(cut))
            script.clock = script.run.elapsed
            let known = script.run.observations
            let consequences = script.run.resume()
            script.store(consequences.events)
            script.perform(consequences.effects)
            if script.run.hasEnded { continue }
            try script.finish()
            #expect(script.ending != nil, "cut at \(cut)")
            #expect(Array(script.run.observations.prefix(known.count)) == known)
            let quantities = script.run.plan?.quantities.count
            #expect(script.run.observations.allSatisfy { $0.values.count == quantities })
            #expect(Set(script.run.observations.map(\.candidate)).count == script.run.observations.count)
            #expect(Set(script.run.observations.map(\.request)).count == script.run.observations.count)
            #expect(script.run.spent <= 12 + script.run.refusals.count)
            #expect(try script.replayed(script.entries.count) == script.run, "cut at \(cut)")
        }
    }

    @Test("adds up the time in which the instrument had nothing to do")
    func waiting() throws {
        var run = Run(name: "cafe")
        var elapsed = 0.0
        func happen(_ event: Event, at time: Double) throws -> [Effect] {
            elapsed = time
            return try run.take(event, elapsed: time).effects
        }
        _ = try happen(.started(plan: RunScript.plan(), text: ""), at: 0)
        _ = try happen(.accepted(request: "cafe-0000"), at: 1)
        _ = try happen(.overviewed(request: "cafe-0000", RunScript.overview), at: 2)
        let choices = (0..<3).map {
            Decision.Choice(candidate: $0, position: Position(x: 0, y: 0), pixel: Pixel(row: 0, column: $0))
        }
        _ = try happen(.decided(Decision(step: 0, chooser: .design, function: "grid", choices: choices)), at: 2.5)
        _ = try happen(.accepted(request: "cafe-0001"), at: 3)
        let measurement = Measurement(request: "cafe-0001", attempt: 1, values: [1], axis: .channels(1), digest: "d")
        _ = try happen(.measured(measurement), at: 5)
        _ = try happen(.accepted(request: "cafe-0002"), at: 5.25)
        #expect(run.waited == 1.25)
        #expect(run.elapsed == elapsed)
    }
}
