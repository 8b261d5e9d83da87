import Experiments
import Foundation

/// A decision in lines of text: what was chosen, from what, and by which model.
struct DecisionReport {
    private let history: RunHistory
    private let entry: Entry
    private let decision: Decision
    private let step: Int

    init(_ history: RunHistory, _ entry: Entry, _ decision: Decision, step: Int) {
        self.history = history
        self.entry = entry
        self.decision = decision
        self.step = step
    }

    var lines: [String] {
        var lines = [heading, ""]
        lines += table.lines()
        if !decision.alternatives.isEmpty {
            let others = decision.alternatives.enumerated().map { index, other in
                "\(other.function) \(index == 0 ? "would have chosen " : "")\(other.pixel)"
            }
            lines += ["", others.joined(separator: ", ") + "."]
        }
        if let model = decision.model {
            let timing = decision.timing
            lines += ModelReport(model: model, clippedVariances: decision.counts.clippedVariances).lines
            lines.append(
                "time: fit \(timing.fit.duration), predict \(timing.predict.duration), "
                    + "acquire \(timing.acquire.duration)")
        }
        if let note = decision.note { lines.append("note: \(note)") }
        return lines
    }

    private var heading: String {
        let counts = decision.counts
        let formatter = DateFormatter()
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        let time = formatter.string(from: Date(timeIntervalSince1970: Double(entry.time) / 1e6))
        let budget = history.run.plan.map { " of \($0.budget.measurements)" } ?? ""
        if decision.chooser == .design {
            return "run \(history.number), seed points · \(time) · \(decision.choices.count) by \(decision.function)"
        }
        var parts = ["\(counts.measured) measured", "\(counts.pending) pending", "\(counts.masked) masked"]
        if counts.ties > 1 { parts.append("\(counts.ties.grouped) tied") }
        if counts.nonFinite > 0 { parts.append("\(counts.nonFinite) scores not finite") }
        return "run \(history.number), decision \(step)\(budget) · \(time) · \(decision.function) over "
            + "\(counts.eligible.grouped) candidates (\(parts.joined(separator: ", ")))"
    }

    private var table: TextTable {
        let quantities = history.run.plan?.quantities ?? []
        let isSole = quantities.count < 2
        let isConstrained = quantities.contains { $0.bounds != nil }
        var table = TextTable(
            [("rank", .right), (Pixel.heading, .left), (decision.function, .right)]
                + (isSole ? [("mean", .right), ("std", .right)] : quantities.map { ($0.name, .right) })
                + (isConstrained ? [("feasible", .right)] : []) + [("nearest measured", .right), ("", .left)])
        let measured = Dictionary(
            history.run.observations.map { ($0.candidate, $0.values) }, uniquingKeysWith: { first, _ in first })
        for (index, choice) in (decision.choices + decision.runnersUp).enumerated() {
            let isChosen = index < decision.choices.count
            let outcome =
                isChosen ? "chosen" + (measured[choice.candidate].map { ", measured \($0.listed)" } ?? "") : ""
            let predictions =
                isSole
                ? [choice.mean.text(4), choice.standardDeviation.text()]
                : quantities.indices.map { $0 < choice.predictions.count ? choice.predictions[$0].text : "-" }
            table.add(
                ["\(index + 1)", "\(choice.pixel)", choice.score.text(4)] + predictions
                    + (isConstrained ? [choice.feasibility.fixed(2)] : [])
                    + [choice.nearestMeasured.map { $0.text() + " px" } ?? "-", outcome])
        }
        return table
    }
}

extension Decision.QuantityPrediction {
    /// For example `0.71 ± 0.12`.
    var text: String { "\(mean.text()) ± \(standardDeviation.text(2))" }
}

extension [Double] {
    /// The values of a measurement, one a quantity.
    var listed: String { map { $0.text(4) }.joined(separator: ", ") }
}
