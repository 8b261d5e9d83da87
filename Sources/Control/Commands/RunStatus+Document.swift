import Experiments
import Messages

extension RunStatus: Document {
    init(_ fields: Fields) throws(MessageError) {
        var bestAt: Pixel?
        if let place = try fields.optionalObject("best_at") {
            bestAt = Pixel(row: try place.require("row"), column: try place.require("column"))
        }
        var front: FrontStatus?
        if let part = try fields.optionalObject("front") { front = try FrontStatus(part) }
        var last: LastObservation?
        if let part = try fields.optionalObject("last") { last = try LastObservation(part) }
        self.init(
            run: try fields.require("run"), name: try fields.require("name"), title: try fields.require("title"),
            instrument: try fields.require("instrument"), phase: try fields.require("phase"),
            candidates: try fields.require("candidates"), seeds: try fields.require("seeds"),
            seedsMeasured: try fields.require("seeds_measured"), budget: try fields.require("budget"),
            spent: try fields.require("spent"), measured: try fields.require("measured"),
            refused: try fields.require("refused"), infeasible: try fields.optional("infeasible"),
            best: try fields.optional("best"), bestAt: bestAt, front: front, elapsed: try fields.require("elapsed"),
            waitedShare: try fields.require("waited_share"), function: try fields.require("function"),
            leaveOneOut: try fields.optional("leave_one_out"),
            secondsPerDecision: try fields.optional("seconds_per_decision"), last: last,
            hasEnded: try fields.require("has_ended"), decisions: try fields.optional("decisions") ?? 0,
            fallbacks: try fields.optional("fallbacks") ?? 0, fallback: try fields.optional("fallback"),
            trouble: try fields.optional("trouble"))
    }

    var json: JSONObject {
        var json: JSONObject = [
            "run": .integer(run), "name": .string(name), "title": .text(title), "instrument": .text(instrument),
            "phase": .text(phase), "candidates": .integer(candidates), "seeds": .integer(seeds),
            "seeds_measured": .integer(seedsMeasured), "budget": .integer(budget), "spent": .integer(spent),
            "measured": .integer(measured),
            "refused": .integer(refused),
        ]
        json["infeasible"] = infeasible.map { .integer($0) }
        json["best"] = best.map { .real($0) }
        json["best_at"] = bestAt.map { .pixel($0) }
        json["front"] = front.map { .object($0.json) }
        json["elapsed"] = .real(elapsed)
        json["waited_share"] = .real(waitedShare)
        json["function"] = .text(function)
        json["leave_one_out"] = leaveOneOut.map { .real($0) }
        json["seconds_per_decision"] = secondsPerDecision.map { .real($0) }
        json["last"] = last.map { .object($0.json) }
        json["has_ended"] = .boolean(hasEnded)
        json["decisions"] = .integer(decisions)
        if fallbacks > 0 { json["fallbacks"] = .integer(fallbacks) }
        json["fallback"] = fallback.map { .text($0) }
        json["trouble"] = trouble.map { .text($0) }
        return json
    }
}

extension LastObservation: Document {
    init(_ fields: Fields) throws(MessageError) {
        let place = try fields.object("pixel")
        self.init(
            pixel: Pixel(row: try place.require("row"), column: try place.require("column")),
            objective: try fields.require("objective"), values: try fields.list("values"),
            step: try fields.require("step"),
            score: try fields.optional("score"), mean: try fields.optional("mean"),
            standardDeviation: try fields.optional("standard_deviation"))
    }

    var json: JSONObject {
        var json: JSONObject = ["pixel": .pixel(pixel), "objective": .real(objective), "step": .integer(step)]
        if !values.isEmpty { json["values"] = .array(values.map { .real($0) }) }
        json["score"] = score.map { .real($0) }
        json["mean"] = mean.map { .real($0) }
        json["standard_deviation"] = standardDeviation.map { .real($0) }
        return json
    }
}
