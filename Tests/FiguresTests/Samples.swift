import Foundation

@testable import Figures

/// Figures of invented numbers.
enum Samples {
    /// A smooth field with its greatest value near the lower right.
    static func field(rows: Int, columns: Int) -> [Double] {
        (0..<rows * columns).map { index in
            let (row, column) = (Double(index / columns) / Double(rows), Double(index % columns) / Double(columns))
            return sin(3 * column) * cos(2 * row) + column * row
        }
    }

    static func decision(rows: Int, columns: Int) -> DecisionFigure {
        let values = field(rows: rows, columns: columns)
        return DecisionFigure(
            run: "run 12 · stem-1", step: 5, of: 150, value: -1.93, grid: Grid(rows: rows, columns: columns),
            structure: .init("HAADF", unit: "counts", values: values),
            mean: .init("loop area", unit: "a.u.·V", values: values),
            uncertainty: .init("loop area", unit: "a.u.·V", values: values.map { 0.1 + abs($0) }),
            acquisition: .init("log-ei", values: values.map { $0 < 0 ? -.infinity : log($0) }),
            measured: (0..<min(15, values.count)).map { GridPoint(column: $0 * 7 % columns, row: $0 * 5 % rows) },
            seeds: 10,
            chosen: [GridPoint(column: columns - 1, row: rows - 1)],
            runnersUp: [GridPoint(column: 0, row: 0)], remark: "predicted 0.71 ± 0.12",
            footnote: String(repeating: "trained on 15 points · length scales 0.61 0.88 · ", count: 12))
    }

    static let decisionOnPoints: DecisionFigure = {
        let points = (0..<60).map { (index: Int) -> GridPoint in
            let (column, row) = (Double(index * 37 % 101), Double(index * 53 % 97))
            return GridPoint(column: column / 5, row: row / 7)
        }
        let values = points.map { $0.column == 0 ? .nan : $0.row + $0.column }
        return DecisionFigure(
            run: "run 3", step: 1, grid: Grid(rows: 14, columns: 21, stepX: 4e-8, stepY: 4e-8, unit: "m"),
            structure: .init("", values: field(rows: 14, columns: 21)), candidates: .points(points),
            mean: .init("height", unit: "m", values: values.map { $0 * 1e-9 }), uncertainty: .init("", values: values),
            acquisition: .init("ei", values: values, limits: .belowGreatest(by: 5)), measured: Array(points[..<5]),
            seeds: 5,
            chosen: [points[7], points[9]])
    }()

    static let emptyDecision: DecisionFigure = {
        let constant = Array(repeating: 1.0, count: 100)
        return DecisionFigure(
            run: "run 1", step: 1, grid: Grid(rows: 10, columns: 10), structure: .init("", values: constant),
            mean: .init("", values: constant.map { _ in 0 }),
            uncertainty: .init("", values: constant.map { _ in .nan }),
            acquisition: .init("random", values: constant), measured: [], seeds: 0, chosen: [])
    }()

    static let learningCurves: LearningCurveFigure = {
        let steps = [0.0, 25, 50, 100, 150]
        func curve(_ name: String, _ variant: String, _ speed: Double) -> LearningCurve {
            LearningCurve(
                name, variant: variant, isReference: name == "random", measurements: steps,
                runs: (0..<4).map { run in steps.map { 1 - exp(-speed * (1 + 0.2 * Double(run)) * $0) } } + [
                    steps.map { _ in .nan }
                ])
        }
        let curves = [
            curve("log-ei", "patches", 0.01), curve("log-ei", "coordinates", 0.009), curve("ucb", "patches", 0.0099),
            curve("random", "", 0.001),
        ]
        return LearningCurveFigure(
            heading: "beps_pto", remark: "5 runs",
            panels: (0..<4).map { .init(title: "panel \($0)", quantity: "top5_found", curves: curves) },
            band: .quartiles, footnote: "made for a test")
    }()

    static let emptyLearningCurves = LearningCurveFigure(
        heading: "nothing", panels: [.init(title: "empty", quantity: "best", curves: [])])

    static let calibration: CalibrationFigure = {
        let points = [20.0, 50, 100, 200]
        func model(_ name: String, _ quality: Double) -> CalibrationFigure.Model {
            func runs(_ value: (Double) -> Double) -> [[Double]] {
                (0..<3).map { run in points.map { value($0) * (1 + 0.02 * Double(run)) } } + [points.map { _ in .nan }]
            }
            return CalibrationFigure.Model(
                name, points: points, errors: runs { 1 / (1 + quality * $0 / 200) },
                densities: runs { -9 * (1 - quality) - 20 / $0 }, claimedDensities: runs { _ in -0.5 },
                coverage50: runs { _ in 0.5 * quality }, coverage90: runs { _ in 0.9 * quality },
                claimedCoverage90: runs { _ in 0.9 })
        }
        return CalibrationFigure(
            heading: "beps_pto", remark: "3 training sets",
            models: (0..<8).map { model("model-\($0)", Double($0) / 8) }, footnote: "made for a test")
    }()

    static let emptyCalibration = CalibrationFigure(heading: "nothing", remark: "", models: [], footnote: "")

    static let spectra = SpectrumPlot(
        title: "Spectrum", axis: ("energy loss", "eV", (0..<50).map { 0.02 * Double($0) }),
        spectra: [
            .init("best", values: (0..<50).map { $0 == 9 ? .nan : sin(Double($0)) }),
            .init("mean", values: (0..<50).map { _ in 0.5 }),
        ],
        quantity: "intensity", unit: "counts", window: 0.3...0.4)

    static func run(measurements: Int) -> RunFigure {
        let measured = (0..<measurements).map { (step: Int) -> RunFigure.Measured in
            let place = GridPoint(column: step * 11 % 30, row: step * 7 % 20)
            let value = sin(Double(step))
            guard step >= 10 else { return RunFigure.Measured(at: place, value: value, best: 0.5) }
            return RunFigure.Measured(
                at: place, value: value, best: 1, predictedMean: value + 0.1, predictedDeviation: 0.2)
        }
        return RunFigure(
            run: "run 12", remark: "a remark", grid: Grid(rows: 20, columns: 30),
            structure: .init("HAADF", values: field(rows: 20, columns: 30)), objective: "band maximum", unit: "counts",
            measured: measured, seeds: 10)
    }

    /// A front of two objectives or more; every third measurement breaks a constraint.
    static func front(objectives: Int, measurements: Int) -> FrontFigure {
        func values(_ index: Int) -> [Double] {
            (0..<objectives).map { sin(Double(index) * Double($0 + 1)) * (index == 5 ? .nan : 1) }
        }
        return FrontFigure(
            heading: "run 4", remark: "found",
            objectives: (0..<objectives).map {
                .init("objective \($0)", unit: "V", isMinimized: $0 == 1, reference: $0 == 2 ? nil : 1.5)
            },
            measured: (0..<measurements).map {
                .init(values($0), $0 % 3 == 0 ? .infeasible : $0 % 4 == 0 ? .front : .surpassed)
            }, pool: (0..<50).map(values), trueFront: (20..<24).map(values), footnote: "a note")
    }
}
