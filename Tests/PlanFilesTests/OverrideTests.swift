import Experiments
import PlanFiles
import Testing

@Suite struct `An override` {
    private static let text = """
        sample: nanoparticles
        acquisition: ucb
        seeds: 10
        budget: {measurements: 150, time: 45 min}
        scalarizer: {band-mean: {from: 1, to: 2}}
        """

    private func parse(_ overrides: String...) throws -> Plan {
        try PlanFile.parse(text: Self.text, name: "plan.yaml", overriding: overrides)
    }

    private func expected(_ change: (inout Plan) -> Void) throws -> Plan {
        var plan = try PlanFile.parse(text: Self.text)
        change(&plan)
        return plan
    }

    @Test func `takes the place of a value, or adds it`() throws {
        #expect(try parse("budget.measurements=50") == expected { $0.budget.measurements = 50 })
        #expect(try parse("budget.time=none") == expected { $0.budget.time = nil })
        #expect(
            try parse("budget.target=0.9", "random-seed=3") == expected { ($0.budget.target, $0.randomSeed) = (0.9, 3) }
        )
        #expect(try parse("name=a = b") == expected { $0.name = "a = b" })
        #expect(try parse("attempts=2", "attempts=3") == expected { $0.attempts = 3 })
        #expect(try parse("budget.time=2 h") == expected { $0.budget.time = 7200 })
    }

    @Test func `reaches into a short form`() throws {
        #expect(try parse("seeds.design=grid") == expected { $0.seeds.design = .grid })
        #expect(try parse("seeds.count=5") == expected { $0.seeds.count = 5 })
        #expect(try parse("acquisition.ucb.kappa=3") == expected { $0.acquisition.kappa = 3 })
        #expect(
            try parse("sample.seed=9")
                == expected { plan in
                    var sample = Plan.SampleChoice(name: "nanoparticles")
                    sample.seed = 9
                    plan.source = .sample(sample)
                })
    }

    @Test func `reaches into the entries of a list, counted from 0 as in errors`() throws {
        let text = Self.text + "\nfeatures: [stem, patch]\nsurrogate: {committee: [stem, coordinates]}"
        func parse(_ override: String) throws -> Plan { try PlanFile.parse(text: text, overriding: [override]) }
        var patch = PatchFeatures()
        patch.window = 9
        let stem = Features.Block(.stem(StemFeatures()))
        #expect(
            try parse("features.1.patch.window=9").features
                == Features([stem, Features.Block(.patch(patch))]))
        var committee = CommitteeChoice()
        committee.members = [.stem, .stemAndCoordinates]
        #expect(try parse("surrogate.committee.1=stem+coordinates").surrogate == .committee(committee))
        for (override, words) in [
            ("features.2.patch.window=9", "there is no entry 2: the list has 2, counted from 0."),
            ("features.1.patch.wndow=9", "features.1.patch.wndow: unknown key. Did you mean `window`?"),
            ("features.patch.window=9", "features: expected one of patch, "),
        ] {
            let errors = try #require(throws: PlanErrors.self) { try parse(override) }
            #expect("\(errors)".contains(words), "\(errors)")
        }
    }

    @Test func `chooses another alternative, in short or in long`() throws {
        #expect(try parse("acquisition=ei") == expected { $0.acquisition = AcquisitionChoice(.expectedImprovement) })
        let ei = try expected {
            $0.acquisition = AcquisitionChoice(.expectedImprovement)
            $0.acquisition.xi = 0.1
        }
        #expect(try parse("acquisition.ei.xi=0.1") == ei)
        #expect(try parse("acquisition={ei: {xi: 0.1}}") == ei)
        #expect(try parse("scalarizer.norm=") == expected { $0.scalarizer.quantity = .norm })
        #expect(try parse("instrument=stem-1") == expected { $0.source = .instrument("stem-1") })
        #expect(try parse("features=coordinates") == expected { $0.features = .coordinates })
    }

    @Test func `takes the place of what was wrong`() throws {
        let text = "instrument: a\nbudget: {measurements: many}"
        #expect(try PlanFile.parse(text: text, overriding: ["budget.measurements=5"]).budget.measurements == 5)
    }

    @Test(arguments: [
        ("budget.measurments=5", "budget.measurments: unknown key. Did you mean `measurements`?"),
        ("budget.measurements=x", "budget.measurements: expected a whole number from 0 to 10000000, found `x`."),
        ("seeds.desing=grid", "seeds.desing: unknown key. Did you mean `design`?"),
        ("budget", "expected a key and a value, as in `budget.measurements=50`."),
        ("=5", "expected a key and a value, as in `budget.measurements=50`."),
        ("budget..time=5", "expected a key and a value, as in `budget.measurements=50`."),
        ("acquisition=[", "this is no YAML: did not find expected node content."),
        (
            "objective=minimise",
            "objective: expected one of maximize, minimize, level: a number, band: two numbers, the smaller first, as in [0.6, 0.8], found `minimise`. Did you mean `minimize`?"
        ),
    ])
    func `that is wrong is named itself`(override: String, expected: String) {
        let errors = #expect(throws: PlanErrors.self) { try parse(override) }
        #expect(errors?.description == "--set \(override): \(expected)")
    }
}
