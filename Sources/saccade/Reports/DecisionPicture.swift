import Experiments
import Figures

/// The picture of a decision: structure, mean, uncertainty, acquisition.
struct DecisionPicture {
    let figure: DecisionFigure

    /// Draws a decision whose maps were read.
    ///
    /// - Throws: ``Failure`` if the run has no overview or the decision no maps.
    init(_ history: RunHistory, _ entry: Entry, _ decision: Decision) throws {
        guard let overview = history.run.overview, let pool = history.run.pool, let maps = decision.maps else {
            throw Failure("run \(history.number), decision \(decision.step): no maps are stored", .badData)
        }
        let before = try history.run(before: entry.sequence)
        var remark = ""
        let quantities = history.run.plan?.quantities ?? []
        if let choice = decision.choices.first, let mean = choice.mean, let deviation = choice.standardDeviation {
            let predicted = zip(quantities, choice.predictions).map { "\($0.name) \($1.text)" }
            remark =
                "predicted "
                + (predicted.isEmpty ? "\(mean.text()) ± \(deviation.text(2))" : predicted.joined(separator: ", "))
            if let feasibility = choice.feasibility { remark += ", feasible with probability \(feasibility.text(2))" }
        }
        let name = quantities.count > 1 ? quantities[0].name : ""
        figure = DecisionFigure(
            run: "run \(history.number) · \(history.title)", step: decision.step,
            of: history.run.plan?.budget.measurements, value: decision.choices.first?.score, grid: Grid(overview),
            structure: .init(overview: overview), candidates: Candidates(pool, on: overview),
            mean: .init(name, values: maps.mean.map(Double.init)),
            uncertainty: .init(name, values: maps.standardDeviation.map(Double.init)),
            acquisition: .init(
                decision.function, values: maps.score.map(Double.init),
                limits: decision.function.hasPrefix("log-") ? .belowGreatest(by: 12) : nil),
            objectives: Self.objectives(before, decision),
            feasibility: maps.feasibility.map {
                .init(
                    history.run.plan?.constraints.map(\.name).joined(separator: ", ") ?? "",
                    values: $0.map(Double.init))
            },
            measured: before.observations.map { GridPoint(pool.candidates[$0.candidate].pixel) },
            seeds: before.observations.count { $0.step == 0 },
            chosen: decision.choices.map { GridPoint($0.pixel) },
            runnersUp: decision.runnersUp.map { GridPoint($0.pixel) },
            remark: remark, footnote: Self.footnote(decision),
            weights: (decision.model?.standings ?? []).filter { $0.weight > 0 }.map { ($0.name, $0.weight) })
    }

    /// What was measured and what is predicted of each of several objectives; nothing of a single one.
    private static func objectives(_ before: Run, _ decision: Decision) -> [DecisionFigure.Objective] {
        guard let plan = before.plan, plan.hasSeveralObjectives else { return [] }
        let considered = decision.choices + decision.runnersUp
        return plan.objectives.enumerated().map { index, objective in
            DecisionFigure.Objective(
                objective.name, unit: index < before.units.count ? before.units[index] : "",
                isMinimized: objective.goal == .minimize,
                measured: before.observations.map { $0.values[index] },
                predicted: considered.map { choice in
                    guard index < choice.predictions.count else { return .init(mean: .nan, deviation: .nan) }
                    let prediction = choice.predictions[index]
                    return .init(mean: prediction.mean, deviation: prediction.standardDeviation)
                })
        }
    }

    private static func footnote(_ decision: Decision) -> String {
        guard let model = decision.model else { return "" }
        return "\(model.name), trained on \(model.trained) points"
            + (model.appended > 0 ? ", \(model.appended) appended" : "")
            + (model.believed > 0 ? ", \(model.believed) pending believed" : "")
            + " · LOO \(model.leaveOneOut.fixed(2)) · noise \(model.noise.text(2))"
    }
}

extension Grid {
    /// The pixels of an overview.
    init(_ overview: Overview) {
        self.init(
            rows: overview.height, columns: overview.width, originX: overview.horizontal.origin,
            originY: overview.vertical.origin, stepX: overview.horizontal.step, stepY: overview.vertical.step,
            unit: overview.horizontal.unit)
    }
}

extension GridPoint {
    /// The centre of a pixel.
    init(_ pixel: Pixel) {
        self.init(column: pixel.column, row: pixel.row)
    }
}

extension Candidates {
    /// Where the candidates of a pool lie.
    init(_ pool: CandidatePool, on overview: Overview) {
        let isWhole =
            pool.candidates.count == overview.pixelCount && overview.positions == nil
            && pool.candidates.first?.pixel == Pixel(row: 0, column: 0)
        self = isWhole ? .everyPixel : .points(pool.candidates.map { GridPoint($0.pixel) })
    }
}

extension DecisionFigure.Field {
    /// The first channel of an overview.
    init(overview: Overview) {
        self.init(overview.channels[0], values: overview.values.prefix(overview.pixelCount).map(Double.init))
    }
}
