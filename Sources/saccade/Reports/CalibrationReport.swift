import Figures
import Foundation
import Orchestration

/// What `saccade calibrate` says: a table, JSON, a picture.
struct CalibrationReport {
    let calibration: Calibration
    let title: String
    /// The trials, model by model, number by number, repeat by repeat.
    let trials: [CalibrationTrial]
    /// How many trainings might go on at once.
    let jobs: Int

    private func trials(_ quantity: String, of model: ComparedModel, points: Int) -> [CalibrationTrial] {
        trials.filter { $0.model == model && $0.points == points && $0.quantity == quantity }
    }

    // MARK: JSON

    /// The form of `--json`.
    struct Document: Encodable {
        let title: String
        let candidates: Int
        let sampling: CalibrationSampling
        let quantities: [String]
        let models: [ComparedModel]
        let points: [Int]
        let repeats: Int
        let trials: [CalibrationTrial]
        /// How many trainings might go on at once, sharing the machine: more of them make each one's seconds longer.
        let jobs: Int
    }

    var document: Document {
        Document(
            title: title, candidates: calibration.poolCount, sampling: calibration.sampling,
            quantities: calibration.quantities, models: calibration.models,
            points: calibration.points, repeats: calibration.repeats, trials: trials, jobs: jobs)
    }

    // MARK: Table

    /// Tables of means and standard deviations over the repeats, one for each quantity.
    var lines: [String] {
        guard calibration.quantities.count > 1 else { return calibration.quantities.flatMap(lines) }
        return Array(calibration.quantities.map { ["", $0] + lines(of: $0) }.joined())
    }

    /// A table of one quantity, one row for each number of points and model.
    private func lines(of quantity: String) -> [String] {
        var table = TextTable([
            ("points", .right), ("model", .left), ("nrmse", .right), ("in 50 %", .right), ("in 90 %", .right),
            ("log density", .right), ("claimed", .right), ("claimed 90 %", .right), ("s", .right), ("", .left),
        ])
        for points in calibration.points {
            for model in calibration.models {
                let trials = trials(quantity, of: model, points: points)
                func spread(_ decimals: Int, _ value: (CalibrationTrial) -> Double?) -> String {
                    Spread(trials.compactMap(value))?.text(decimals) ?? "-"
                }
                let failed = trials.count { $0.score == nil }
                table.add([
                    "\(points)", model.rawValue, spread(2) { $0.score?.normalizedError },
                    spread(0) { $0.score.map { 100 * $0.coverage50 } },
                    spread(0) { $0.score.map { 100 * $0.coverage90 } }, spread(2) { $0.score?.logDensity },
                    spread(2) { $0.claim?.logDensity }, spread(0) { $0.claim.map { 100 * $0.coverage90 } },
                    Spread(trials.filter { $0.score != nil }.map(\.seconds)).map { $0.mean.text(2) } ?? "-",
                    failed > 0 ? "\(failed) of \(trials.count) failed" : "",
                ])
            }
        }
        return table.lines()
    }

    /// What a user must not overlook: which model predicts best, and whose intervals hold.
    var verdict: [String] {
        let lines = calibration.quantities.flatMap(verdict)
        return lines.isEmpty ? ["no model could be trained on \(calibration.points.last ?? 0) points"] : lines
    }

    /// Models that could not be trained at times, in sentences with the reason.
    var warnings: [String] { complaints.filter { !$0.isTotal }.map(\.text) }

    /// Models that could not be trained even once, in sentences with the reason.
    var failures: [String] { complaints.filter(\.isTotal).map(\.text) }

    private var complaints: [(text: String, isTotal: Bool)] {
        calibration.models.compactMap { model in
            // All quantities are learned together: a training fails for all of them.
            let trainings = trials.filter { $0.model == model && $0.quantity == calibration.quantities[0] }
            let failed = trainings.filter { $0.failure != nil }
            guard let first = failed.first, let reason = first.failure else { return nil }
            let isTotal = failed.count == trainings.count
            let count =
                isTotal
                ? "none of \(trainings.count) trainings succeeded"
                : "\(failed.count) of \(trainings.count) trainings failed"
            let place = "the first on \(first.points) points, seed \(first.seed)"
            return ("\(model.rawValue): \(count), \(place): \(reason)", isTotal)
        }
    }

    private func verdict(on quantity: String) -> [String] {
        guard let points = calibration.points.last else { return [] }
        let means = calibration.models.compactMap { model -> (model: ComparedModel, score: MeanScore)? in
            MeanScore(trials(quantity, of: model, points: points)).map { (model, $0) }
        }
        let subject = calibration.quantities.count > 1 ? "\(quantity), " : ""
        var lines: [String] = []
        if let closest = means.min(by: { $0.score.error < $1.score.error }),
            let likeliest = means.max(by: { $0.score.density < $1.score.density }),
            let truest = means.min(by: { abs($0.score.coverage - 0.9) < abs($1.score.coverage - 0.9) })
        {
            lines.append(
                "\(subject)after \(points): least error \(closest.model.rawValue) (\(closest.score.error.fixed(2))), "
                    + "greatest density \(likeliest.model.rawValue) (\(likeliest.score.density.fixed(2))), "
                    + "intervals nearest to nominal \(truest.model.rawValue) "
                    + "(\((100 * truest.score.coverage).fixed(0)) % in 90 %)")
        }
        let tooSure = means.filter { $0.score.coverage < 0.8 }
        if !tooSure.isEmpty {
            lines.append(
                "\(subject)too sure of themselves after \(points): "
                    + tooSure.map { "\($0.model.rawValue) (\((100 * $0.score.coverage).fixed(0)) % in 90 %)" }
                    .joined(separator: ", "))
        }
        return lines
    }

    /// The means over the trials of one model that did not fail.
    private struct MeanScore {
        let error: Double
        let density: Double
        let coverage: Double

        init?(_ trials: [CalibrationTrial]) {
            let scores = trials.compactMap(\.score)
            guard let density = Spread(scores.map(\.logDensity)), let coverage = Spread(scores.map(\.coverage90)) else {
                return nil
            }
            error = Spread(scores.compactMap(\.normalizedError))?.mean ?? .infinity
            (self.density, self.coverage) = (density.mean, coverage.mean)
        }
    }

    // MARK: Picture

    /// Error, density and coverage of every model against the number of points, for the first quantity.
    var figure: CalibrationFigure {
        let quantity = calibration.quantities[0]
        let models = calibration.models.map { model in
            func runs(_ value: (CalibrationTrial) -> Double?) -> [[Double]] {
                (0..<calibration.repeats).map { repetition in
                    calibration.points.map { points in
                        trials(quantity, of: model, points: points).first { $0.repetition == repetition }
                            .flatMap(value) ?? .nan
                    }
                }
            }
            return CalibrationFigure.Model(
                model.rawValue, points: calibration.points.map(Double.init),
                errors: runs { $0.score?.normalizedError }, densities: runs { $0.score?.logDensity },
                claimedDensities: runs { $0.claim?.logDensity }, coverage50: runs { $0.score?.coverage50 },
                coverage90: runs { $0.score?.coverage90 }, claimedCoverage90: runs { $0.claim?.coverage90 })
        }
        return CalibrationFigure(
            heading: calibration.quantities.count > 1 ? "\(title) · \(quantity)" : title,
            remark: "\(calibration.poolCount.grouped) candidates, learned from \(calibration.sampling.words), "
                + "\(calibration.repeats) training \(calibration.repeats == 1 ? "set" : "sets") of each number",
            models: models,
            footnote:
                "Each model predicts all measurements that it did not learn. NRMSE: 1 is no better than the mean. Log "
                + "density: on standardised targets the mean alone gives −1.42; curves that leave the panel at its "
                + "foot are worse still. Claimed: by predictions of what the model learned, each measurement left out.")
    }
}

/// The mean of numbers and how far they spread.
private struct Spread {
    let mean: Double
    /// The standard deviation, that of a sample; nil of one number.
    let deviation: Double?

    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    }

    func text(_ decimals: Int) -> String {
        mean.fixed(decimals) + (deviation.map { " ± " + $0.fixed(decimals) } ?? "")
    }
}
