import PlanFiles
import Testing

@Suite struct `A faulty plan file` {
    private func errors(_ text: String, overriding overrides: [String] = []) -> [String] {
        let errors = #expect(throws: PlanErrors.self) {
            try PlanFile.parse(text: text, name: "plan.yaml", overriding: overrides)
        }
        return errors?.description.split(separator: "\n").map(String.init) ?? []
    }

    /// One fault each, in line 2 of a plan whose line 1 is right.
    @Test(arguments: [
        ("overveiw: HAADF", "overveiw: unknown key. Did you mean `overview`?"),
        ("random_seed: 7", "random_seed: unknown key. Did you mean `random-seed`?"),
        ("window: 8", "window: unknown key. There is `features.patch.window`."),
        (
            "scalarizer: {band-maximum: {form: 1, to: 2}}",
            "scalarizer.band-maximum.form: unknown key. Did you mean `from`?"
        ),
        (
            "scalarizer: {band-mean: {to: 2}}",
            "scalarizer.band-mean.from: is missing; expected a number with its unit, as in 0.30 eV."
        ),
        (
            "scalarizer: {band-mean: {from: 2, to: 1}}",
            "scalarizer.band-mean: `from` must lie below `to`, but 2 is not below 1."
        ),
        (
            "scalarizer: {band-mean: {from: 1 ev, to: 2 eV}}",
            "scalarizer.band-mean.from: `ev` is no known unit. Did you mean `eV`?"
        ),
        (
            "scalarizer: {band-mean: {from: 1 eV, to: 2 nm}}",
            "scalarizer.band-mean: `1 eV` and `2 nm` are of different dimensions."
        ),
        (
            "scalarizer: {band-mean: {from: 1, to: 2 nm}}",
            "scalarizer.band-mean: of `1` and `2 nm` only one has a unit. Write both."
        ),
        ("scalarizer: {norm: , loop-area: }", "scalarizer: `loop-area` and `norm` exclude each other. Keep one."),
        ("scalarizer: {value: -1}", "scalarizer.value: expected a whole number from 0 to 10000000, found `-1`."),
        ("scalarizer: band-mean", "scalarizer.band-mean: needs a value: a map of from, to, axis."),
        (
            "objective: maximise",
            "objective: expected one of maximize, minimize, level: a number, band: two numbers, the smaller first, as in [0.6, 0.8], found `maximise`. Did you mean `maximize`?"
        ),
        ("objective: {band: [0.8, 0.6]}", "objective.band: expected two numbers, the smaller first, as in [0.6, 0.8]."),
        ("objective: {level: nan}", "objective.level: expected a number, found `nan`."),
        ("objective: {level: }", "objective.level: needs a value: a number."),
        ("objective: {maximize: 3}", "objective.maximize: `maximize` takes no parameters. Leave them out."),
        ("acquisition: {ei: {kappa: 2}}", "acquisition.ei.kappa: unknown key. There is `acquisition.ucb.kappa`."),
        ("acquisition: {random: {xi: 0}}", "acquisition.random: `random` takes no parameters. Leave them out."),
        (
            "acquisition: log_ei",
            "acquisition: expected one of random, uncertainty, ucb, ei, log-ei, pi, log-pi, band, straddle, thompson, noisy-ei, alc, kg, mes, gradient, parego, log-ehvi, ehvi, or a map of one and cost, found `log_ei`. Did you mean `log-ei`?"
        ),
        (
            "acquisition: band",
            "acquisition: `band` does not go with `objective: maximize`. Choose one of `random`, `uncertainty`, `ucb`, `ei`, `log-ei`, `pi`, `log-pi`, `thompson`, `noisy-ei`, `alc`, `kg`, `mes`, `gradient`."
        ),
        (
            "budget: {measurements: many}",
            "budget.measurements: expected a whole number from 0 to 10000000, found `many`."
        ),
        ("budget: many", "budget: expected a whole number from 0 to 10000000, found `many`."),
        (
            "budget: {measurements: 1.5}",
            "budget.measurements: expected a whole number from 0 to 10000000, found `1.5`."
        ),
        (
            "budget: {measurements: '5'}",
            "budget.measurements: expected a whole number from 0 to 10000000, found the text \"5\"."
        ),
        ("budget: {measurements: }", "budget.measurements: expected a whole number from 0 to 10000000, found nothing."),
        (
            "budget: {time: 45}",
            "budget.time: expected a time above 0 with its unit, as in 45 min (s, min or h), found `45`."
        ),
        (
            "budget: {time: 45 nm}",
            "budget.time: expected a time above 0 with its unit, as in 45 min (s, min or h), found `45 nm`."
        ),
        ("budget: {uncertainty: 0}", "budget.uncertainty: expected a number above 0, found `0`."),
        ("budget: [1, 2]", "budget: expected a whole number from 0 to 10000000, found a list of 2."),
        ("features: {patch: {window: 0}}", "features.patch.window: expected a whole number from 1 to 256, found `0`."),
        (
            "features: {patch: {window: 257}}",
            "features.patch.window: expected a whole number from 1 to 256, found `257`."
        ),
        (
            "features: {patch: {border: crob}}",
            "features.patch.border: expected one of reflect, nearest, crop, found `crob`. Did you mean `crop`?"
        ),
        ("features: {patch: {}, coordinates: }", "features: `patch` and `coordinates` exclude each other. Keep one."),
        (
            "surrogate: {deep-kernel: {layers: []}}",
            "surrogate.deep-kernel.layers: expected 1 to 32 widths, as in [64, 64, 8], found a list of 0."
        ),
        (
            "surrogate: {deep-kernel: {layers: [64, x]}}",
            "surrogate.deep-kernel.layers.1: expected a whole number from 1 to 100000, found `x`."
        ),
        (
            "surrogate: {gaussian-process: {isotropic: yes}}",
            "surrogate.gaussian-process.isotropic: expected true or false, found `yes`."
        ),
        (
            "candidates: {forbidden: [{rows: [3, 1], columns: [0, 1]}]}",
            "candidates.forbidden.0.rows: expected the first and the last, counted from 0, as in [10, 19]."
        ),
        (
            "candidates: {positions: {points: [{x: 1}]}}",
            "candidates.positions.points.0.y: is missing; expected a number."
        ),
        ("random-seed: -1", "random-seed: expected a whole number from 0, found `-1`."),
        ("name: [a]", "name: expected a text, found a list of one."),
        ("name: {a: b}", "name: expected a text, found a map of keys."),
        ("seeds: {count: 0}", "seeds.count: expected a whole number from 1 to 100000, found `0`."),
        ("data: cube.h5", "`instrument` and `data` exclude each other. Keep one."),
        ("instrument: b", "instrument: stands here for the second time. Keep one."),
    ])
    func `names the line, the key, what was expected and what to do`(text: String, expected: String) {
        #expect(errors("instrument: a\n" + text) == ["plan.yaml:2: " + expected])
    }

    @Test(arguments: [
        ("sample: {name: gold}", "sample.name: expected one of nanoparticles, ferroelectric, found `gold`."),
        (
            "sample: nanoparticle",
            "sample: expected one of nanoparticles, ferroelectric, found `nanoparticle`. Did you mean `nanoparticles`?"
        ),
        ("data: {spectrum-median: 4}", "data.spectrum-median: expected an odd number from 1 to 101, found `4`."),
        ("data: {step: 40.8}", "data.step: has no unit. Write one, as in `40.8 nm`."),
        ("data: {step: -1 nm}", "data.step: expected a distance above 0, found `-1 nm`."),
        ("data: {axis-unit: ev}", "data.axis-unit: `ev` is no unit. Did you mean `eV`?"),
        (
            "data: {image: a, image-median: 3}",
            "data.image-median: is for an image computed from the spectra; write `image: {spectra: ...}`, or leave it out."
        ),
        (
            "data: {image: {spectra: norm}, image-percentiles: [98, 2]}",
            "data.image-percentiles: expected two percentiles, as in [2, 98]: from 0 to 100, the smaller first."
        ),
        ("data: {image: {spectrum: norm}}", "data.image.spectrum: unknown key. Did you mean `spectra`?"),
        ("name: no source", "one of `instrument`, `data`, `sample` is missing."),
        ("instrumnt: a", "instrumnt: unknown key. Did you mean `instrument`?"),
        ("instrument: ''", "instrument: expected an instrument's name, found the text \"\"."),
    ])
    func `is refused for its source too`(text: String, expected: String) {
        #expect(errors(text) == ["plan.yaml:1: " + expected])
    }

    @Test func `tells everything at once, in the order of the lines`() {
        let text = """
            sample: nanoparticles
            budget: {measurements: many,
              time: 45}
            seeds: 5
            objective: {level: 1}
            seeds: 6
            acquisition: band
            features:
              patch:
                border: crop
            candidates: {margin: 3}
            overveiw: HAADF
            """
        #expect(
            errors(text, overriding: ["budget.target=1", "training.every=0"]) == [
                "plan.yaml:2: budget.measurements: expected a whole number from 0 to 10000000, found `many`.",
                "plan.yaml:3: budget.time: expected a time above 0 with its unit, as in 45 min (s, min or h), "
                    + "found `45`.",
                "plan.yaml:6: seeds: stands here for the second time. Keep one.",
                "plan.yaml:7: acquisition: `band` does not go with an objective with a `level`. Choose one of `random`, "
                    + "`uncertainty`, `ucb`, `ei`, `log-ei`, `pi`, `log-pi`, `straddle`, `thompson`, `alc`, `gradient`.",
                "plan.yaml:11: candidates.margin: `border: crop` leaves out the points whose window does not fit, and the "
                    + "margin others. Keep one: a margin with `border: reflect`, or no margin.",
                "plan.yaml:12: overveiw: unknown key. Did you mean `overview`?",
                "--set training.every=0: training.every: expected a whole number from 1 to 100000, found `0`.",
                "--set budget.target=1: budget.target: an objective with a `level` has no best value that could be a "
                    + "target. Leave it out.",
            ])
    }

    @Test func `finds every key that stands twice, wherever`() {
        let text = """
            instrument: a
            budget: {measurements: 1, time: 2 s, measurements: 3}
            features:
              patch:
                window: 8
                border: crop
                window: 9
            'budget': 7
            """
        #expect(
            errors(text) == [
                "plan.yaml:2: budget.measurements: stands here for the second time. Keep one.",
                "plan.yaml:7: features.patch.window: stands here for the second time. Keep one.",
                "plan.yaml:8: budget: stands here for the second time. Keep one.",
            ])
        #expect(
            errors("instrument: a\noverview: {channel: a, channels: b}") == [
                "plan.yaml:2: overview.channels: means the same as `channel`. Keep one."
            ])
    }

    @Test(arguments: [
        ("instrument: a\nbudget: [1, 2", 2), ("instrument: a\nseeds:\n\tcount: 3", 3), ("a: b: c", 1),
        ("instrument: \"a", 1), ("instrument: a\n---\ninstrument: b", 2), ("instrument: *nowhere", 1),
    ])
    func `that is no YAML names the line`(text: String, line: Int) {
        let errors = errors(text)
        #expect(errors.count == 1)
        #expect(errors[0].hasPrefix("plan.yaml:"))
        // libyaml marks where it noticed: at the fault or at the end of the text.
        #expect(
            errors[0].hasPrefix("plan.yaml:\(line): this is no YAML: ") || errors[0].contains(":\(line + 1): this is"))
    }

    @Test func `indented by a tab says so`() {
        #expect(
            errors("instrument: a\nseeds:\n\tcount: 3")[0].hasSuffix("A tab indents this line; YAML takes spaces only.")
        )
    }

    @Test(arguments: ["", "\n\n", "# nothing but a comment", "---\n", "~"])
    func `that is empty says what is needed`(text: String) {
        #expect(errors(text)[0].contains("the plan is empty. It needs at least `instrument`, `data` or `sample`"))
    }

    @Test func `of another shape is refused, not believed`() {
        #expect(errors("[1, 2]")[0].contains("found a list of 2."))
        #expect(errors("just words")[0].contains("found `just words`."))
        #expect(errors("{[a]: b}")[0] == "plan.yaml:1: a key must be a word, not a list or a map.")
        #expect(errors(String(repeating: "[", count: 100_000))[0].contains("this is no YAML"))
        #expect(errors(String(repeating: "[", count: 900) + String(repeating: "]", count: 900)).count == 1)
        #expect(errors("name: " + String(repeating: "x", count: 1_000_001))[0].contains("more than 1000000 characters"))
        let laughs = (1...9).map { level in
            "l\(level): &l\(level) [\([String](repeating: "*l\(level - 1)", count: 9).joined(separator: ", "))]"
        }
        #expect(errors((["l0: &l0 ha"] + laughs).joined(separator: "\n"))[0].contains("aliases repeat too much"))
    }

    @Test func `of any mutilation is refused or read, without a crash`() {
        let plan = "instrument: a\nfeatures: {patch: {window: 8}}\nseeds: 'x'\nscalarizer:\n  value: 3 # c\n"
        let scraps = [
            "\"", "'", "{", "}", "[", ":", "\t", "-", "&a", "*a", "!", "%", "|", ">", "\u{0}", "\u{FEFF}", "é",
            "\u{F8FF}",
        ]
        for scrap in scraps {
            for index in plan.indices {
                var text = plan
                text.insert(contentsOf: scrap, at: index)
                do {
                    _ = try PlanFile.parse(text: text)
                } catch {
                    #expect(!error.problems.isEmpty)
                }
            }
        }
    }
}
