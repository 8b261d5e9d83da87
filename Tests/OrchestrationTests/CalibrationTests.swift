import Experiments
import Foundation
import Orchestration
import Synchronization
import TestSupport
import Testing

/// A specimen whose measurements are noisy, at one place not even finite.
private struct NoisySpecimen: Specimen {
    let honest: FormulaSpecimen
    var overview: Overview { honest.overview }
    var axis: Axis { honest.axis }
    var isTruthKnown: Bool { true }

    func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        let values = try honest.truth(at: position)
        if position.x == 0, position.y == 0 { return values.map { _ in .nan } }
        // A hash of the place, as good as noise: uniform on ±0.2.
        let place = UInt64((position.x * 97 + position.y * 8009).rounded())
        let noise = Double((place &* 0x9e37_79b9_7f4a_7c15) >> 40) / Double(1 << 24) - 0.5
        return values.map { $0 + 0.4 * noise }
    }

    func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] { try honest.truth(at: position) }
}

@Suite("A calibration") struct CalibrationTests {
    @Test("trains every model on every number of points in every repeat, in the order of the table")
    func shape() async throws {
        let plan = quickPlan { $0.randomSeed = 9 }
        let specimen = try FormulaSpecimen()
        let calibration = try Calibration(
            plan, on: specimen, models: [.stem, .committee, .deepKernelSingle, .stem], points: [20, 8, 20], repeats: 2)
        #expect(calibration.models == [.stem, .committee, .deepKernelSingle])
        #expect(calibration.points == [8, 20])
        #expect(calibration.poolCount == 320)
        #expect(calibration.jobCount == 12)
        let trials = try await calibration.run(workers: 2)
        #expect(
            trials.map(\.model) == [ComparedModel](repeating: .stem, count: 4)
                + Array(repeating: .committee, count: 4) + Array(repeating: .deepKernelSingle, count: 4))
        #expect(trials.map(\.points) == [8, 8, 20, 20, 8, 8, 20, 20, 8, 8, 20, 20])
        #expect(trials.map(\.repetition) == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
        for trial in trials {
            #expect(trial.seed == 9 + UInt64(trial.repetition))
            #expect(trial.predicted == 320 - trial.points)
            let score = try #require(trial.score)
            #expect(score.logDensity.isFinite && score.normalizedError != nil)
            #expect((0...1).contains(score.coverage50) && score.coverage50 <= score.coverage90)
            #expect(trial.claim?.logDensity != nil)
            #expect(trial.failure == nil)
            let weights = trial.weights.values.reduce(0, +)
            #expect(trial.model == .committee ? abs(weights - 1) < 1e-9 : trial.weights.isEmpty)
        }
        #expect(trials[0].score != trials[1].score)
    }

    @Test("gives the same whatever goes on at once, and counts its jobs")
    func repeatable() async throws {
        let plan = quickPlan()
        let specimen = try FormulaSpecimen()
        var results: [[CalibrationTrial]] = []
        for workers in [1, 3] {
            let calibration = try Calibration(
                plan, on: specimen, models: [.coordinates, .components], points: [10], repeats: 2, sampling: .search)
            #expect(calibration.jobCount == 6)
            let done = Counter()
            var trials = try await calibration.run(workers: workers) { index, share in
                if share >= 1 { done.note(index) }
            }
            #expect(done.seen == Set(0..<6))
            for index in trials.indices { trials[index].seconds = 0 }
            results.append(trials)
        }
        #expect(results[0] == results[1])
        #expect(results[0].count == 4)
    }

    @Test("learns what a search measured, or what chance did: two sets of points")
    func sampling() async throws {
        let specimen = try FormulaSpecimen()
        var scores: [CalibrationScore?] = []
        for sampling in CalibrationSampling.allCases {
            let calibration = try Calibration(
                quickPlan(), on: specimen, models: [.stem], points: [12], repeats: 1, sampling: sampling)
            scores.append(try await calibration.run(workers: 1).first?.score)
        }
        #expect(scores.count == 2 && scores[0] != scores[1])
    }

    @Test("predicts measurements with their noise, and judges errors by the truth; leaves out what cannot be used")
    func noise() async throws {
        let honest = try FormulaSpecimen()
        let plan = quickPlan {
            $0.candidates.forbidden = [Plan.PixelRectangle(rows: 15...15, columns: 0...9)]
        }
        let calibration = try Calibration(
            plan, on: NoisySpecimen(honest: honest), models: [.stem], points: [150], repeats: 1)
        #expect(calibration.refused.count == 1)
        #expect(calibration.refused.example?.contains("(0, 0)") ?? false)
        let trial = try #require(try await calibration.run(workers: 1).first)
        #expect(trial.predicted == 320 - 10 - 1 - 150)
        let score = try #require(trial.score)
        // Nine tenths of the noise are within ±0.18 of a truth that varies by 0.3: intervals without noise would miss.
        #expect(score.coverage90 > 0.75)
    }

    @Test("judges every quantity of a plan, as if each were the only one where models share nothing")
    func quantities() async throws {
        let specimen = try FormulaSpecimen()
        var (bright, dark) = (Scalarizer(), Scalarizer())
        (bright.quantity, dark.quantity) = (.value(index: 1), .value(index: 0))
        let plan = quickPlan {
            $0.set(
                objectives: [.init("bright", bright, .objective(.maximize))],
                constraints: [.init("dark", dark, .constraint(Plan.Bounds(above: 0.2)))])
        }
        func trials(_ plan: Plan) async throws -> [CalibrationTrial] {
            try await Calibration(plan, on: specimen, models: [.stem], points: [12], repeats: 2).run(workers: 2)
        }
        let together = try await trials(plan)
        #expect(together.map(\.quantity) == ["bright", "dark", "bright", "dark"])
        #expect(together.map(\.repetition) == [0, 0, 1, 1])
        let alone = try await trials(quickPlan { $0.scalarizer = bright })
        #expect(alone.map(\.score) == [together[0].score, together[2].score])
        #expect(together[1].score != together[0].score)
    }

    @Test("cannot learn more points than there are with some left to predict", arguments: [320, 5000])
    func tooMany(points: Int) throws {
        let error = try #require(throws: UnusableCalibration.self) {
            _ = try Calibration(
                quickPlan(), on: FormulaSpecimen(), models: [.stem], points: [10, points], repeats: 1)
        }
        #expect(error.description.contains("\(points) points"))
        #expect(error.description.contains("at most 319"))
    }

    @Test("needs a model, a repeat, and two points at least")
    func nothing() throws {
        let specimen = try FormulaSpecimen()
        func refuse(_ models: [ComparedModel], _ points: [Int], _ repeats: Int) throws -> String {
            try #require(throws: UnusableCalibration.self) {
                _ = try Calibration(quickPlan(), on: specimen, models: models, points: points, repeats: repeats)
            }.description
        }
        #expect(try refuse([], [10], 1).contains("model"))
        #expect(try refuse([.stem], [], 1).contains("at least 2"))
        #expect(try refuse([.stem], [1, 10], 1).contains("at least 2"))
        #expect(try refuse([.stem], [10], 0).contains("repeats"))
    }

    @Test("is written with the keys that others read")
    func keys() throws {
        let trial = CalibrationTrial(
            model: .stemAndCoordinates, quantity: "area", points: 20, repetition: 1, seed: 4, predicted: 300)
        let data = try JSONEncoder().encode(trial)
        let read = try JSONSerialization.jsonObject(with: data)
        let object = try #require(read as? [String: Any])
        #expect(object["model"] as? String == "stem+coordinates")
        #expect(object["repeat"] as? Int == 1)
        #expect(object["score"] == nil)
        #expect(try JSONDecoder().decode(CalibrationTrial.self, from: data) == trial)
    }
}

/// The jobs that were reported done.
private final class Counter: Sendable {
    private let jobs = Mutex(Set<Int>())
    var seen: Set<Int> { jobs.withLock { $0 } }
    func note(_ job: Int) { jobs.withLock { _ = $0.insert(job) } }
}
