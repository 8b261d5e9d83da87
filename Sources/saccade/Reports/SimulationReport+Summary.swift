import Orchestration

extension SimulationReport {
    /// A table over the seeds, one row for each contestant and every fifty measurements.
    ///
    /// It says how much of the best was found, in how many runs the very best was, and how good the map was; the end of
    /// the runs has a row, too.
    var summary: [String] {
        let isSingle = front == nil
        var table = TextTable(
            [("over \(seedsOfEach) seeds", .left), ("after", .right), ("\(found.column) (least-most)", .right)]
                + (isSingle ? [("regret 0", .right)] : []) + [("nrmse", .right)])
        for index in contestants.indices {
            for count in counts(of: index)
            where count == mostMeasurements || (count > 0 && count.isMultiple(of: 50)) {
                let points = runs(of: index).compactMap { Self.checkpoint(of: $0, after: count) }
                let perfect = points.count { $0.regret.map { $0 <= 0 } ?? false }
                table.add(
                    [words(of: index), "\(count)", Self.range(points.compactMap(found.value)) { $0.fixed(2) }]
                        + (isSingle ? ["\(perfect) of \(points.count)"] : [])
                        + [Self.median(points.compactMap(\.normalizedError)).fixed(2)])
            }
        }
        return table.lines()
    }

    /// One sentence that says what a user must not overlook: whether the model was worth it.
    ///
    /// It names every contestant, and random choice where that stood in for one's model all the time; one whose runs ended before the others' is judged by what it had then.
    var verdict: String {
        let last = mostMeasurements
        let parts = contestants.indices.map { index in
            let runs = runs(of: index)
            let shares = runs.compactMap { Self.checkpoint(of: $0, after: last).flatMap(found.value) }
            let end = runs.compactMap { $0.checkpoints.last?.measurements }.max() ?? last
            return "\(words(of: index)) " + Self.range(shares.map { 100 * $0 }, unit: " %") { $0.fixed(0) }
                + (end < last ? " (ended after \(end))" : "")
        }
        return "\(found.words) found after \(last): " + parts.joined(separator: ", ")
    }

    /// What a run is to find, and its share that was found.
    ///
    /// The best 5 %, or with several objectives the hypervolume, or the front where the volume is not counted.
    private var found: (column: String, words: String, value: (Checkpoint) -> Double?) {
        guard let front else { return ("top5_found", "best 5 % of the pool", \.topShareFound) }
        return front.hypervolume == nil
            ? ("front_found", "the pool's front", \.frontFound)
            : ("hypervolume", "the pool's hypervolume", \.hypervolumeShare)
    }

    /// The median of numbers and, of several, the least and the greatest: `46 % (40-51 %)`.
    private static func range(_ values: [Double], unit: String = "", _ text: (Double) -> String) -> String {
        guard let median = median(values), let least = values.min(), let greatest = values.max() else { return "-" }
        return text(median) + unit + (values.count > 1 ? " (\(text(least))-\(text(greatest))\(unit))" : "")
    }
}

extension Comparison.Contestant {
    /// Function and model in a few words.
    var words: String {
        isRandom ? acquisition : "\(acquisition) with \(model.rawValue)"
    }
}
