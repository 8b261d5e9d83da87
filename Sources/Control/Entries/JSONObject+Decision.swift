import Experiments
import Messages

extension JSONObject {
    /// What `Protocols/control.md` says of a decision.
    init(describing decision: Decision) {
        self = [
            "step": .integer(decision.step), "chooser": .string(decision.chooser.rawValue),
            "function": .text(decision.function),
        ]
        self["incumbent"] = decision.incumbent.map { .real($0) }
        self["choices"] = .array(decision.choices.map { .choice($0) })
        self["runners_up"] = .array(decision.runnersUp.map { .choice($0) })
        self["alternatives"] = .array(decision.alternatives.map { .alternative($0) })
        let counts = decision.counts
        self["counts"] = [
            "eligible": .integer(counts.eligible), "measured": .integer(counts.measured),
            "pending": .integer(counts.pending), "masked": .integer(counts.masked), "ties": .integer(counts.ties),
            "non_finite": .integer(counts.nonFinite), "clipped_variances": .integer(counts.clippedVariances),
        ]
        self["model"] = decision.model.map { .object(JSONObject(describing: $0)) }
        self["timing"] = [
            "fit": .real(decision.timing.fit), "predict": .real(decision.timing.predict),
            "acquire": .real(decision.timing.acquire),
        ]
        self["largest_uncertainty"] = decision.largestUncertainty.map { .real($0) }
        self["note"] = decision.note.map { .text($0) }
    }

    /// What `Protocols/control.md` says of a model.
    init(describing model: ModelSummary) {
        self = [
            "name": .text(model.name), "trained": .integer(model.trained), "appended": .integer(model.appended),
            "believed": .integer(model.believed), "iterations": .integer(model.iterations),
            "is_cold_start": .boolean(model.isColdStart),
        ]
        self["leave_one_out"] = model.leaveOneOut.map { .real($0) }
        self["residuals"] = .array(model.residuals.map { .real(Double($0)) })
        self["standings"] = .array(
            model.standings.map { standing in
                var json: JSONObject = ["name": .text(standing.name), "weight": .real(standing.weight)]
                json["log_density"] = standing.logDensity.map { .real($0) }
                json["representative_log_density"] = standing.representativeLogDensity.map { .real($0) }
                json["failure"] = standing.failure.map { .text($0) }
                return .object(json)
            })
        self["variance_factor"] = model.varianceFactor.map { .real($0) }
        self["restart"] = model.restart.map { .text($0) }
        self["findings"] = .array(model.findings.map { .text($0) })
        self["length_scales"] = .array(model.lengthScales.map { .real($0) })
        if !model.lengthScaleNames.isEmpty {
            self["length_scale_names"] = .array(model.lengthScaleNames.map { .text($0) })
        }
        self["output_scale"] = model.outputScale.map { .real($0) }
        self["noise"] = model.noise.map { .real($0) }
        if !model.meanParameters.isEmpty {
            self["mean_parameters"] = .array(
                model.meanParameters.map { parameter in
                    var json: JSONObject = ["name": .text(parameter.name), "value": .real(parameter.value)]
                    json["standard_deviation"] = parameter.standardDeviation.map { .real($0) }
                    return .object(json)
                })
        }
        self["jitter"] = .real(model.jitter)
        self["embedding_rank"] = model.embeddingRank.map { .real($0) }
        self["embedding_spread"] = model.embeddingSpread.map { .real($0) }
    }
}

extension JSONValue {
    fileprivate static func choice(_ choice: Decision.Choice) -> JSONValue {
        var json: JSONObject = [
            "candidate": .integer(choice.candidate), "position": .position(choice.position),
            "pixel": .pixel(choice.pixel),
        ]
        json["score"] = choice.score.map { .real($0) }
        json["mean"] = choice.mean.map { .real($0) }
        json["standard_deviation"] = choice.standardDeviation.map { .real($0) }
        json["nearest_measured"] = choice.nearestMeasured.map { .real($0) }
        if !choice.predictions.isEmpty {
            json["predictions"] = .array(
                choice.predictions.map { ["mean": .real($0.mean), "standard_deviation": .real($0.standardDeviation)] })
        }
        json["feasibility"] = choice.feasibility.map { .real($0) }
        return .object(json)
    }

    fileprivate static func alternative(_ alternative: Decision.Alternative) -> JSONValue {
        [
            "function": .text(alternative.function), "candidate": .integer(alternative.candidate),
            "pixel": .pixel(alternative.pixel),
        ]
    }
}
