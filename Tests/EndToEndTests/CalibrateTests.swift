import Foundation
import Testing

/// The form of `saccade calibrate --json`, as others read it.
private struct CalibrationResults: Decodable {
    struct Trial: Decodable {
        let model: String
        let quantity: String
        let points: Int
        let `repeat`: Int
        let predicted: Int
        let score: [String: Double]
        let claim: [String: Double]
        let weights: [String: Double]
    }

    let sampling: String
    let models: [String]
    let points: [Int]
    let repeats: Int
    let trials: [Trial]
}

@Suite("saccade calibrate", .timeLimit(.minutes(5))) struct CalibrateTests {
    private let plan = """
        sample: {name: nanoparticles, height: 24, width: 28, seed: 3}
        features: {patch: {window: 8}}
        scalarizer:
          band-maximum: {axis: energy, from: 0.55 eV, to: 0.70 eV}
        objective: maximize
        acquisition: ei
        surrogate: {deep-kernel: {layers: [16, 2], cold-iterations: 30, warm-iterations: 3, ensemble: 2}}
        seeds: 8
        budget: {measurements: 27}
        random-seed: 5
        """

    @Test("prints a table, and writes all repeats and a picture")
    func everything() async throws {
        let workshop = try Workshop()
        let outcome = try await workshop.run([
            "calibrate", try workshop.write(plan, as: "plan.yaml"), "--points", "30,10", "--repeats", "2", "--json",
            workshop.path("results.json"), "--figure", workshop.path("calibration.png"),
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let models = [
            "deep-kernel", "deep-kernel-single", "components", "stem", "coordinates", "stem+coordinates",
            "structure+space", "committee",
        ]
        let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let named = rows.filter { $0.count > 2 && ["10", "30"].contains($0[0]) }
        #expect(named.map { $0[1] } == models + models)
        #expect(named.allSatisfy { $0.contains("±") })
        #expect(outcome.output.contains("after 30: least error"))

        let data = try Data(contentsOf: workshop.folder.appending(path: "results.json"))
        let results = try JSONDecoder().decode(CalibrationResults.self, from: data)
        #expect(results.models == models)
        #expect(results.points == [10, 30] && results.repeats == 2 && results.sampling == "random")
        #expect(results.trials.count == 8 * 2 * 2)
        for trial in results.trials {
            #expect(trial.predicted == 24 * 28 - trial.points)
            #expect(trial.quantity == "objective")
            #expect(Set(trial.score.keys) == ["nrmse", "inside_50", "inside_90", "log_density"])
            #expect(Set(trial.claim.keys) == ["inside_90", "log_density"])
            #expect(trial.weights.isEmpty == (trial.model != "committee"))
        }
        let picture = try Data(contentsOf: workshop.folder.appending(path: "calibration.png"))
        #expect(picture.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }

    @Test("learns from a search if asked to")
    func search() async throws {
        let workshop = try Workshop()
        let outcome = try await workshop.run([
            "calibrate", try workshop.write(plan, as: "plan.yaml"), "--models", "stem", "--points", "12", "--repeats",
            "1", "--sampling", "search", "--json", "-",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = try JSONDecoder().decode(CalibrationResults.self, from: Data(outcome.output.utf8))
        #expect(results.sampling == "search")
        #expect(results.trials.map(\.model) == ["stem"])
    }

    @Test("says of a model that cannot be trained why, and ends with an exit code of its own")
    func untrained() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        let hopeless = "surrogate={gaussian-process: {mean: {formula: log(x - 1000) * a, parameters: {a: 1}}}}"
        for (models, sentence) in [
            ("gaussian-process", "no model could be trained on 12 points"),
            ("gaussian-process,stem", "after 12: least error stem"),
        ] {
            let outcome = try await workshop.run([
                "calibrate", path, "--set", hopeless, "--models", models, "--points", "8,12", "--repeats", "2",
            ])
            #expect(outcome.status == 70, "\(outcome.errors)")
            #expect(
                outcome.errors.hasPrefix("gaussian-process: none of 4 trainings succeeded, the first on 8 points"),
                "\(outcome.errors)")
            #expect(outcome.errors.contains("formula `log(x - 1000) * a`"), "\(outcome.errors)")
            #expect(outcome.output.contains("2 of 2 failed"), "\(outcome.output)")
            #expect(outcome.output.contains(sentence), "\(outcome.output)")
        }
    }

    @Test("says what is wrong, and what was probably meant")
    func errors() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        for (arguments, words) in [
            (["--models", "stem,deep-kernal"], "Did you mean `deep-kernel`?"),
            (["--models", ","], "no model is named"),
            (["--points", "10,5000"], "at most 671"), (["--points", "ten"], "`ten` is no whole number"),
            (["--points", ""], "at least 2"), (["--repeats", "0"], "0 repeats"), (["--sampling", "rondom"], "rondom"),
        ] {
            let outcome = try await workshop.run(["calibrate", path] + arguments)
            #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        }
    }
}
