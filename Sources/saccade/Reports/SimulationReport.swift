import Experiments
import Figures
import Orchestration

/// What `saccade simulate` says: a table, JSON, a picture.
struct SimulationReport {
    let contestants: [Comparison.Contestant]
    /// The runs, contestant by contestant, seed by seed.
    let runs: [SimulatedRun]

    private var seedsOfEach: Int { runs.count / max(1, contestants.count) }

    private func runs(of index: Int) -> [SimulatedRun] {
        Array(runs[index * seedsOfEach..<(index + 1) * seedsOfEach])
    }

    // MARK: JSON

    /// The form of `--json`.
    struct Document: Encodable {
        struct Run: Encodable {
            let acquisition: String
            let features: String
            let seed: UInt64
            let checkpoints: [String: Checkpoint]
            /// Pool indices in the order of measurement.
            let measured: [Int]
            let ending: Ending
        }

        let runs: [Run]
    }

    var document: Document {
        Document(
            runs: runs.map { run in
                Document.Run(
                    acquisition: run.acquisition, features: run.features, seed: run.seed,
                    checkpoints: Dictionary(uniqueKeysWithValues: run.checkpoints.map { ("\($0.measurements)", $0) }),
                    measured: run.measured, ending: run.ending)
            })
    }

    // MARK: Table

    /// A table of medians over the seeds, one row for each contestant and checkpoint.
    var lines: [String] {
        var table = TextTable([
            ("acquisition", .left), ("sees", .left), ("after", .right), ("top5_found", .right), ("best", .right),
            ("regret", .right), ("nrmse", .right), ("spearman", .right), ("s/step", .right), ("fit", .right),
            ("predict", .right), ("acquire", .right),
        ])
        for (index, contestant) in contestants.enumerated() {
            let runs = runs(of: index)
            for measurements in Self.measurements(runs) {
                let points = runs.compactMap { run in run.checkpoints.first { $0.measurements == measurements } }
                func median(_ value: (Checkpoint) -> Double?) -> Double? { Self.median(points.compactMap(value)) }
                let isRandom = contestant.acquisition == "random"
                table.add([
                    contestant.acquisition, isRandom ? "-" : contestant.features, "\(measurements)",
                    median(\.topShareFound).fixed(2), median(\.best).text(4), median(\.regret).text(2),
                    median(\.normalizedError).fixed(2), median(\.rankCorrelation).fixed(2),
                    measurements == 0 || isRandom ? "-" : median(\.secondsPerStep).fixed(3),
                    measurements == 0 || isRandom ? "-" : median(\.fitSeconds).fixed(3),
                    measurements == 0 || isRandom ? "-" : median(\.predictSeconds).fixed(3),
                    measurements == 0 || isRandom ? "-" : median(\.acquireSeconds).fixed(3),
                ])
            }
        }
        return table.lines()
    }

    /// One sentence that says what a user must not overlook: whether the model was worth it.
    var verdict: String {
        guard let last = contestants.indices.compactMap({ Self.measurements(runs(of: $0)).last }).min() else {
            return ""
        }
        func found(_ index: Int) -> Double? {
            Self.median(
                runs(of: index).compactMap { run in run.checkpoints.first { $0.measurements == last }?.topShareFound })
        }
        var parts: [String] = []
        for (index, contestant) in contestants.enumerated() {
            guard let share = found(index) else { continue }
            let name =
                contestant.acquisition == "random" ? "random" : "\(contestant.acquisition) on \(contestant.features)"
            parts.append("\(name) \(Int((share * 100).rounded())) %")
        }
        return "best 5 % of the pool found after \(last): " + parts.joined(separator: ", ")
    }

    private static func measurements(_ runs: [SimulatedRun]) -> [Int] {
        Set(runs.flatMap { $0.checkpoints.map(\.measurements) }).sorted()
    }

    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    // MARK: Picture

    /// Learning curves of every contestant.
    func figure(title: String, remark: String) -> LearningCurveFigure {
        func curves(_ value: (Checkpoint) -> Double?) -> [LearningCurve] {
            contestants.enumerated().map { index, contestant in
                let runs = runs(of: index)
                let measurements = Self.measurements(runs)
                let isRandom = contestant.acquisition == "random"
                return LearningCurve(
                    contestant.acquisition, variant: isRandom ? "" : contestant.features, isReference: isRandom,
                    measurements: measurements.map(Double.init),
                    runs: runs.map { run in
                        measurements.map { count in
                            run.checkpoints.first { $0.measurements == count }.flatMap(value) ?? .nan
                        }
                    })
            }
        }
        return LearningCurveFigure(
            heading: title, remark: remark,
            panels: [
                .init(
                    title: "Best 5 % found", quantity: "share of the pool's best 5 %", curves: curves(\.topShareFound),
                    reaching: [0, 1]),
                .init(title: "Regret", quantity: "regret", curves: curves(\.regret), reaching: [0]),
                .init(
                    title: "Error of the map", quantity: "NRMSE", curves: curves(\.normalizedError), reaching: [0, 1]),
            ],
            footnote: "Measurements after the seed points. NRMSE: 1 is no better than the mean.")
    }
}
