import Experiments

/// The model behind a decision in lines of text: what it was trained on, how it stands among others, and what a person
/// should know of it.
struct ModelReport {
    let model: ModelSummary
    /// Variances that came out negative, and were set to zero.
    let clippedVariances: Int

    var lines: [String] {
        [facts] + mean + agreement + standings + notes
    }

    private var facts: String {
        var parts = [
            "\(model.trained) points" + (model.appended > 0 ? " + \(model.appended) appended" : "")
                + (model.believed > 0 ? " + \(model.believed) believed" : ""),
            "LOO \(model.leaveOneOut.fixed(2))",
            lengthScales,
            "noise \(model.noise.text())", "jitter \(model.jitter.text())",
            "\(model.iterations) iterations (\(model.isColdStart ? "cold" : "warm"))",
        ]
        if let rank = model.embeddingRank { parts.append("embedding rank \(rank.text(2))") }
        if clippedVariances > 0 { parts.append("\(clippedVariances) variances clipped") }
        return "model: \(model.name), " + parts.joined(separator: ", ")
    }

    /// The length scales, those of one kernel or block of features behind its name.
    private var lengthScales: String {
        guard model.lengthScaleNames.count == model.lengthScales.count else {
            return "length scales \(model.lengthScales.map { $0.text() }.joined(separator: " "))"
        }
        var parts: [(name: String, numbers: [String])] = []
        for (name, scale) in zip(model.lengthScaleNames, model.lengthScales) {
            if parts.last?.name != name { parts.append((name, [])) }
            parts[parts.count - 1].numbers.append(scale.text())
        }
        return "length scales "
            + parts.map { "of \($0.name) \($0.numbers.joined(separator: " "))" }.joined(separator: ", ")
    }

    /// The parameters of the plan's own formula for the mean.
    private var mean: [String] {
        guard !model.meanParameters.isEmpty else { return [] }
        let parts = model.meanParameters.map { parameter in
            "\(parameter.name) \(parameter.value.text())"
                + (parameter.standardDeviation.map { $0 > 0 ? " ± \($0.text(2))" : "" } ?? "")
        }
        return ["mean: " + parts.joined(separator: ", ")]
    }

    /// How the predictions of each measurement from all the others agree with it.
    private var agreement: [String] {
        guard !model.residuals.isEmpty else { return [] }
        let count = Double(model.residuals.count)
        let square = model.residuals.reduce(0) { $0 + Double($1) * Double($1) } / count
        // Where the central nine tenths of a normal distribution end.
        let inside = Double(model.residuals.count { abs($0) <= 1.644854 }) / count
        var text =
            "residuals: root mean square \(square.squareRoot().fixed(2)) predicted standard deviations, "
            + "\((100 * inside).fixed(0)) % inside 90 % intervals"
        if let factor = model.varianceFactor { text += ", variances multiplied by \(factor.text(2))" }
        return [text]
    }

    /// A table of the models that were compared.
    private var standings: [String] {
        guard !model.standings.isEmpty else { return [] }
        var table = TextTable([
            ("models", .left), ("weight", .right), ("log density", .right), ("over the pool", .right), ("", .left),
        ])
        for standing in model.standings {
            table.add([
                standing.name, standing.weight > 0 ? standing.weight.fixed(2) : "-", standing.logDensity.fixed(2),
                standing.representativeLogDensity.fixed(2),
                standing.failure.map { "could not be trained: \($0)" } ?? (standing.weight > 0 ? "" : "looks on"),
            ])
        }
        return [""] + table.lines() + [""]
    }

    private var notes: [String] {
        model.findings.map { "finding: \($0)" } + (model.restart.map { ["restart: \($0)"] } ?? [])
    }
}
