import Foundation
import Testing

/// The form of `saccade simulate --json`, as others read it.
struct SimulationResults: Decodable {
    struct Run: Decodable {
        let acquisition: String
        let model: String
        let features: String
        let seed: Int
        let checkpoints: [String: [String: Double?]]
        let measured: [Int]
    }

    let runs: [Run]
}

@Suite("saccade simulate", .timeLimit(.minutes(5))) struct SimulateTests {
    private let plan = """
        sample: {name: nanoparticles, height: 24, width: 28, seed: 3}
        features: {patch: {window: 8}}
        scalarizer:
          band-maximum: {axis: energy, from: 0.55 eV, to: 0.70 eV}
        objective: maximize
        acquisition: ei
        surrogate: {deep-kernel: {layers: [16, 2], cold-iterations: 30, warm-iterations: 3}}
        seeds: 8
        budget: {measurements: 27}
        random-seed: 5
        """

    @Test("compares the functions asked for with random choice and with the simple models")
    func baselines() async throws {
        let workshop = try Workshop()
        let outcome = try await workshop.run([
            "simulate", try workshop.write(plan, as: "plan.yaml"), "--compare", "ei,ucb,random,ei", "--seeds", "2",
            "--json",
            workshop.path("results.json"), "--figure", workshop.path("curves.png"),
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let data = try Data(contentsOf: workshop.folder.appending(path: "results.json"))
        let results = try JSONDecoder().decode(SimulationResults.self, from: data)
        let ways = results.runs.map { "\($0.acquisition) \($0.model) \($0.features) \($0.seed)" }
        let models = ["deep-kernel patches", "stem stem", "coordinates coordinates"]
        let expected = models.flatMap { ["ei \($0)", "ucb \($0)"] } + ["random deep-kernel patches"]
        #expect(Set(ways) == Set(expected.flatMap { ["\($0) 5", "\($0) 6"] }))
        #expect(ways.count == 14)
        // A summary over the two seeds, and a last line with all contestants and their ranges.
        #expect(outcome.output.contains("over 2 seeds"))
        #expect(outcome.output.contains("of 2"))
        let verdict = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("best 5 %") })
        for words in ["ei with deep-kernel", "ucb with stem", "ei with coordinates", "random"] {
            #expect(verdict.contains(words + " "), "\(verdict)")
        }
        #expect(verdict.contains("-") && verdict.contains(" %)"))
        for run in results.runs {
            #expect(Set(run.checkpoints.keys) == ["0", "25", "27"])
            #expect(run.measured.count == 35)
            #expect(Set(run.measured).count == 35)
            let last = try #require(run.checkpoints["27"])
            for key in ["top5_found", "best", "regret", "nrmse", "spearman", "seconds_per_step"] {
                #expect(last.keys.contains(key), "\(key)")
            }
            #expect((0...1).contains((last["top5_found"] ?? nil) ?? -1))
        }
        let picture = try Data(contentsOf: workshop.folder.appending(path: "curves.png"))
        #expect(picture.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }

    @Test("gives the same result twice")
    func repeatable() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        var measured: [[[Int]]] = []
        for jobs in ["1", "2"] {
            let outcome = try await workshop.run(["simulate", path, "--json", "-", "--jobs", jobs])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let results = try JSONDecoder().decode(SimulationResults.self, from: Data(outcome.output.utf8))
            measured.append(results.runs.map(\.measured))
        }
        #expect(measured[0] == measured[1])
        #expect(measured[0].count == 4)
    }

    @Test("takes overrides, and names what is wrong with them")
    func overrides() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        let good = try await workshop.run(["simulate", path, "--set", "budget.measurements=2", "--json", "-"])
        #expect(good.status == 0)
        #expect(good.output.contains("\"2\""))
        let bad = try await workshop.run(["simulate", path, "--set", "budget.measurement=2"])
        #expect(bad.status == 65)
        #expect(bad.errors.contains("measurements"), "\(bad.errors)")
        let unknown = try await workshop.run(["simulate", path, "--compare", "ei,log-ie"])
        #expect(unknown.status == 64)
        #expect(
            unknown.errors.contains("--compare: there is no function `log-ie`. Did you mean `log-ei`? Known: random, "),
            "\(unknown.errors)")
        let model = try await workshop.run(["simulate", path, "--models", "stem,comittee"])
        #expect(model.status == 64)
        #expect(model.errors.contains("Did you mean `committee`?"), "\(model.errors)")
    }

    @Test("compares models side by side, each once")
    func models() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(plan, as: "plan.yaml")
        let outcome = try await workshop.run([
            "simulate", path, "--models", "stem+coordinates,stem", "--set", "budget.measurements=2", "--json", "-",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = try JSONDecoder().decode(SimulationResults.self, from: Data(outcome.output.utf8))
        #expect(results.runs.map(\.model) == ["stem+coordinates", "stem", "coordinates", "stem+coordinates"])
        #expect(results.runs.map(\.acquisition) == ["ei", "ei", "ei", "random"])
        #expect(Set(results.runs.map { Array($0.measured.prefix(8)) }).count == 1)
    }

    private let vectorPlan = """
        sample: {name: ferroelectric, height: 24, width: 28, seed: 3}
        features: coordinates
        objectives:
          area: {scalarizer: loop-area, goal: maximize}
          coercive voltage: {scalarizer: coercive-voltage, goal: minimize}
        constraints:
          shift: {scalarizer: coercive-bias, above: -0.4, below: 0.4}
        surrogate: gaussian-process
        seeds: 8
        budget: {measurements: 12}
        random-seed: 5
        """

    @Test("prints and draws the front of several objectives, and the share of what breaks a constraint")
    func front() async throws {
        let workshop = try Workshop()
        let path = try workshop.write(vectorPlan, as: "plan.yaml")
        let outcome = try await workshop.run([
            "simulate", path, "--json", workshop.path("results.json"), "--pareto", workshop.path("front.svg"),
            "--figure", workshop.path("curves.png"),
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for words in [
            "hypervolume", "front_found", "infeasible", "measurements that no other one surpasses", "area, max",
            "coercive voltage (V), min", "shift (V), -0.4 to 0.4", "counted from area",
            "the pool's hypervolume found after 12: log-ehvi with gaussian-process",
        ] {
            #expect(outcome.output.contains(words), "\(words)")
        }
        struct Results: Decodable {
            struct Front: Decodable {
                struct Member: Decodable {
                    let candidate: Int
                    let values: [Double]
                }
                let members: [Member]
            }
            struct Run: Decodable {
                let acquisition: String
                let checkpoints: [String: [String: Double?]]
                let measured: [Int]
                let front: Front
            }
            struct TrueFront: Decodable {
                let reference: [Double]
            }
            let runs: [Run]
            let trueFront: TrueFront
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let data = try Data(contentsOf: workshop.folder.appending(path: "results.json"))
        let results = try decoder.decode(Results.self, from: data)
        #expect(results.runs.map(\.acquisition) == ["log-ehvi", "log-ehvi", "random"])
        #expect(results.trueFront.reference.count == 2)
        for run in results.runs {
            let last = try #require(run.checkpoints["12"])
            #expect((last["hypervolume"] ?? nil).map { (0...1).contains($0) } == true)
            #expect((last["infeasible"] ?? nil) != nil)
            #expect((last["best"] ?? nil) == nil)
            #expect(!run.front.members.isEmpty)
            for member in run.front.members {
                #expect(run.measured.contains(member.candidate))
                #expect((-0.4...0.4).contains(member.values[2]))
            }
        }
        let picture = try String(contentsOf: workshop.folder.appending(path: "front.svg"), encoding: .utf8)
        #expect(picture.contains("<svg"))
    }

    /// A mean that has no value anywhere in the image.
    private let hopeless = [
        "--set", "surrogate={gaussian-process: {mean: {formula: log(x - 1000) * a, parameters: {a: 1}}}}",
        "--set", "seeds=4", "--set", "budget.measurements=3",
    ]

    @Test("says of a model that cannot be trained why, how many decisions were random, and does not credit it")
    func untrained() async throws {
        let workshop = try Workshop()
        let outcome = try await workshop.run(
            ["simulate", try workshop.write(plan, as: "plan.yaml"), "--json", workshop.path("results.json")] + hopeless)
        #expect(outcome.status == 70, "\(outcome.errors)")
        #expect(outcome.errors.contains("ei with gaussian-process: none of "), "\(outcome.errors)")
        #expect(outcome.errors.contains("3 of 3 decisions were random choice: formula `log(x - 1000) * a`"))
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        let rows = outcome.output.split(separator: "\n")
        let row = try #require(rows.first { $0.hasPrefix("ei") && $0.contains("gaussian-process   ") })
        #expect(row.hasSuffix("3 of 3 random"))
        let verdict = try #require(rows.first { $0.hasPrefix("best 5 %") })
        #expect(verdict.contains("random in place of ei with gaussian-process "), "\(verdict)")
        #expect(verdict.contains(", ei with stem "), "\(verdict)")
        // The other models were trained, and all results are there.
        let data = try Data(contentsOf: workshop.folder.appending(path: "results.json"))
        struct Results: Decodable {
            struct Reliance: Decodable {
                let trainings, failedTrainings, decisions, fallbacks: Int
                let reason: String?
            }
            struct Run: Decodable {
                let model: String
                let reliance: Reliance
            }
            let runs: [Run]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let runs = try decoder.decode(Results.self, from: data).runs
        #expect(runs[0].reliance.failedTrainings == runs[0].reliance.trainings && runs[0].reliance.fallbacks == 3)
        #expect(runs[0].reliance.reason?.contains("log(x - 1000)") == true)
        #expect(runs[1].model == "stem" && runs[1].reliance.failedTrainings == 0 && runs[1].reliance.fallbacks == 0)
    }

    @Test("refuses to draw the front of a single objective")
    func noFront() async throws {
        let workshop = try Workshop()
        let outcome = try await workshop.run([
            "simulate", try workshop.write(plan, as: "plan.yaml"), "--pareto", workshop.path("front.svg"),
        ])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("one objective"), "\(outcome.errors)")
    }
}
