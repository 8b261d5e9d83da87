package import Experiments
import Messages

/// How a run stands that the daemon works on.
package struct LiveRun: Hashable, Sendable {
    package var run: Entry.RunID
    package var name: String
    /// The plan's title.
    package var title: String
    package var instrument: String
    /// For example `seeding`, `exploring`, `paused`, `waiting for stem-1`, or how it ended.
    package var phase: String
    package var candidates: Int
    package var seeds: Int
    package var seedsMeasured: Int
    /// Measurements after the seed points: how many there may be, and how many were asked for and answered.
    package var budget: Int
    package var spent: Int
    /// Requests that were in vain.
    package var refused: Int
    /// The best objective so far, and where it was measured.
    package var best: Double?
    package var bestAt: Pixel?
    /// Seconds that the run has been going on.
    package var elapsed: Double
    /// The share of that time in which the instrument had nothing to do: 0 to 1.
    package var waitedShare: Double
    /// The acquisition function.
    package var function: String
    /// Mean leave-one-out log predictive density of the last training, in nats a point.
    package var leaveOneOut: Double?
    package var secondsPerDecision: Double?
    package var hasEnded: Bool
    /// What a person should know, for example that the journal cannot be written.
    package var trouble: String?

    package init(
        run: Entry.RunID, name: String, title: String, instrument: String, phase: String, candidates: Int, seeds: Int,
        seedsMeasured: Int, budget: Int, spent: Int, refused: Int, best: Double?, bestAt: Pixel?, elapsed: Double,
        waitedShare: Double, function: String, leaveOneOut: Double?, secondsPerDecision: Double?, hasEnded: Bool,
        trouble: String?
    ) {
        self.run = run
        self.name = name
        self.title = title
        self.instrument = instrument
        self.phase = phase
        self.candidates = candidates
        self.seeds = seeds
        self.seedsMeasured = seedsMeasured
        self.budget = budget
        self.spent = spent
        self.refused = refused
        self.best = best
        self.bestAt = bestAt
        self.elapsed = elapsed
        self.waitedShare = waitedShare
        self.function = function
        self.leaveOneOut = leaveOneOut
        self.secondsPerDecision = secondsPerDecision
        self.hasEnded = hasEnded
        self.trouble = trouble
    }
}

extension LiveRun: Document {
    init(_ fields: Fields) throws(MessageError) {
        run = try fields.require("run")
        name = try fields.require("name")
        title = try fields.require("title")
        instrument = try fields.require("instrument")
        phase = try fields.require("phase")
        candidates = try fields.require("candidates")
        seeds = try fields.require("seeds")
        seedsMeasured = try fields.require("seeds_measured")
        budget = try fields.require("budget")
        spent = try fields.require("spent")
        refused = try fields.require("refused")
        best = try fields.optional("best")
        if let place = try fields.optionalObject("best_at") {
            bestAt = Pixel(row: try place.require("row"), column: try place.require("column"))
        }
        elapsed = try fields.require("elapsed")
        waitedShare = try fields.require("waited_share")
        function = try fields.require("function")
        leaveOneOut = try fields.optional("leave_one_out")
        secondsPerDecision = try fields.optional("seconds_per_decision")
        hasEnded = try fields.require("has_ended")
        trouble = try fields.optional("trouble")
    }

    var json: JSONObject {
        var json: JSONObject = [
            "run": .integer(run), "name": .string(name), "title": .text(title), "instrument": .text(instrument),
            "phase": .text(phase), "candidates": .integer(candidates), "seeds": .integer(seeds),
            "seeds_measured": .integer(seedsMeasured), "budget": .integer(budget), "spent": .integer(spent),
            "refused": .integer(refused),
        ]
        json["best"] = best.map { .real($0) }
        json["best_at"] = bestAt.map { .pixel($0) }
        json["elapsed"] = .real(elapsed)
        json["waited_share"] = .real(waitedShare)
        json["function"] = .text(function)
        json["leave_one_out"] = leaveOneOut.map { .real($0) }
        json["seconds_per_decision"] = secondsPerDecision.map { .real($0) }
        json["has_ended"] = .boolean(hasEnded)
        json["trouble"] = trouble.map { .text($0) }
        return json
    }
}
