import Experiments
import Orchestration

/// What `saccade simulate` says: a table, JSON, a picture.
struct SimulationReport {
    let contestants: [Comparison.Contestant]
    /// The runs, contestant by contestant, seed by seed.
    let runs: [SimulatedRun]
    /// How many runs might go on at once.
    let jobs: Int
    /// The pool's true front; nil if one objective is sought.
    var front: FrontTruth?
    /// How the model that is compared first looked at the pool; nil if every candidate was scored in every decision.
    var scope: CoarseToFine?

    var seedsOfEach: Int { runs.count / max(1, contestants.count) }

    func runs(of index: Int) -> [SimulatedRun] {
        Array(runs[index * seedsOfEach..<(index + 1) * seedsOfEach])
    }

    // MARK: JSON

    /// The form of `--json`.
    struct Document: Encodable {
        struct Run: Encodable {
            let acquisition: String
            let model: String
            /// What the model saw.
            let features: String
            let seed: UInt64
            let checkpoints: [String: Checkpoint]
            /// Pool indices in the order of measurement.
            let measured: [Int]
            /// The front of what was measured, with several objectives.
            let front: FrontStatus?
            let ending: Ending
            /// How many trainings failed, how many decisions were random for want of a model, and why.
            let reliance: Reliance
            /// How the predictions of the pool were kept at last.
            let storage: String?
        }

        /// The true front of several objectives.
        struct Front: Encodable {
            /// Where hypervolumes are counted from.
            let reference: [Double]
            let hypervolume: Double?
            /// Pool indices.
            let candidates: [Int]
        }

        let runs: [Run]
        let trueFront: Front?
        /// How many runs might go on at once, sharing the machine: more of them make each one's seconds longer.
        let jobs: Int
        /// How the model that is compared first looked at a large pool; nil if every candidate was scored in every decision.
        let scope: String?
    }

    var document: Document {
        Document(
            runs: runs.map { run in
                Document.Run(
                    acquisition: run.acquisition, model: run.model, features: run.features, seed: run.seed,
                    checkpoints: Dictionary(uniqueKeysWithValues: run.checkpoints.map { ("\($0.measurements)", $0) }),
                    measured: run.measured, front: FrontStatus(run.run), ending: run.ending, reliance: run.reliance,
                    storage: run.storage)
            },
            trueFront: front.map {
                Document.Front(reference: $0.reference, hypervolume: $0.hypervolume, candidates: $0.candidates)
            }, jobs: jobs, scope: scope?.description)
    }

    // MARK: Table

    /// A table of medians over the seeds, one row for each contestant and checkpoint.
    var lines: [String] {
        let isConstrained = runs.contains { $0.checkpoints.contains { $0.infeasibleShare != nil } }
        let found: [(String, TextTable.Alignment)] =
            front == nil
            ? [("top5_found", .right), ("best", .right), ("regret", .right)]
            : [("hypervolume", .right), ("front_found", .right)]
        let remarks = contestants.indices.map(remark)
        var table = TextTable(
            [("acquisition", .left), ("model", .left), ("after", .right)] + found
                + (isConstrained ? [("infeasible", .right)] : []) + [
                    ("nrmse", .right), ("spearman", .right), ("s/step", .right), ("fit", .right), ("predict", .right),
                    ("acquire", .right),
                ] + (remarks.contains { !$0.isEmpty } ? [("", .left)] : []))
        for (index, contestant) in contestants.enumerated() {
            for count in counts(of: index) {
                let points = runs(of: index).compactMap { Self.checkpoint(of: $0, after: count) }
                func median(_ value: (Checkpoint) -> Double?) -> Double? { Self.median(points.compactMap(value)) }
                let isRandom = contestant.isRandom
                func seconds(_ value: (Checkpoint) -> Double) -> String {
                    isRandom ? "-" : median { $0.measurements == 0 ? nil : value($0) }.fixed(3)
                }
                let found =
                    front == nil
                    ? [median(\.topShareFound).fixed(2), median(\.best).text(4), median(\.regret).text(2)]
                    : [median(\.hypervolumeShare).fixed(3), median(\.frontFound).fixed(2)]
                table.add(
                    [contestant.acquisition, isRandom ? "-" : contestant.model.rawValue, "\(count)"] + found
                        + (isConstrained ? [median(\.infeasibleShare).fixed(2)] : []) + [
                            median(\.normalizedError).fixed(2), median(\.rankCorrelation).fixed(2),
                            seconds(\.secondsPerStep), seconds(\.fitSeconds), seconds(\.predictSeconds),
                            seconds(\.acquireSeconds), remarks[index],
                        ])
            }
        }
        return table.lines()
    }

    /// What the first run found, and from where hypervolumes are counted; nothing of a single objective.
    var frontLines: [String] {
        guard let front, let first = runs.first, let status = FrontStatus(first.run) else { return [] }
        let report = FrontReport(status, reference: front.reference)
        return ["", "\(words(of: 0)), seed \(first.seed), as measured"] + report.lines + [
            "the pool's true front: \(front.candidates.count) candidates"
                + (front.hypervolume.map { ", hypervolume \($0.text(4))" } ?? "")
        ]
    }

    /// How the first run kept the predictions of the pool.
    var storageLines: [String] {
        runs.first?.storage.map { ["", "the model of \(contestants[0].words) at the end: \($0)"] } ?? []
    }

    /// The measurements of the longest run of all.
    var mostMeasurements: Int {
        runs.compactMap { $0.checkpoints.last?.measurements }.max() ?? 0
    }

    /// The numbers of measurements at which every run of a contestant is known, up to those of the longest run of all.
    func counts(of index: Int) -> [Int] {
        let runs = runs(of: index)
        let counts = Set(runs.flatMap { $0.checkpoints.map(\.measurements) } + [mostMeasurements])
        return counts.sorted().filter { count in
            runs.allSatisfy { Self.checkpoint(of: $0, after: count) != nil }
        }
    }

    /// Returns how a run stood after so many measurements; a run that had ended by then stands as it ended.
    static func checkpoint(of run: SimulatedRun, after count: Int) -> Checkpoint? {
        if let last = run.checkpoints.last, last.measurements <= count { return last }
        return run.checkpoints.first { $0.measurements == count }
    }

    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
