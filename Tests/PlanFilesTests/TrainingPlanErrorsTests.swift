import Experiments
import PlanFiles
import Testing

@Suite struct `A faulty training plan` {
    private func errors(_ text: String, overriding overrides: [String] = []) -> [String] {
        let errors = #expect(throws: PlanErrors.self, "\(text)") {
            try PlanFile.parseTraining(text: text, name: "plan.yaml", overriding: overrides)
        }
        return errors?.description.split(separator: "\n").map(String.init) ?? []
    }

    private static let presets = AutoencoderChoice.Preset.allCases.map(\.rawValue).joined(separator: ", ")

    /// One fault each, in line 2 of a plan whose line 1 is right.
    @Test(arguments: [
        ("model: rvea", "model: expected one of \(presets), found `rvea`. Did you mean `rvae`?"),
        ("model: {preset: 3}", "model.preset: expected one of \(presets), found `3`."),
        ("model: {prest: ae}", "model.prest: unknown key. Did you mean `preset`?"),
        ("model: {preset: ae, preset: vae}", "model.preset: stands here for the second time. Keep one."),
        ("model: {latents: -1}", "model.latents: expected a whole number from 0 to 1000, found `-1`."),
        (
            "model: {pose: {shear: 20}}",
            "model.pose.shear: expected an angle above 0 and at most 45 deg with its unit (deg or rad), found `20`."
        ),
        (
            "model: {pose: {rotation: {small: 2 rad}}}",
            "model.pose.rotation.small: expected an angle above 0 and at most 45 deg with its unit (deg or rad), found `2 rad`."
        ),
        (
            "model: {pose: {rotation: {free: 2}}}",
            "model.pose.rotation.free: expected a whole number from 3 to 360, found `2`."
        ),
        ("model: {pose: {translation: 1}}", "model.pose.translation: unknown key. Did you mean `shift`?"),
        ("model: {classes: 1}", "model.classes: one class tells nothing. Write 0 for none, or 2 or more."),
        (
            "model: {classes: {labelled: 1.5}}",
            "model.classes.labelled: expected a number from 0 to 1, as in 0.05 or 5 %, found `1.5`."
        ),
        ("model: {conditions: [class, class]}", "model.conditions: a name stands here for the second time. Keep one."),
        (
            "model: {encoder: {dense: [64]}}",
            "model.encoder.dense: expected 2 to 16 widths, as in [128, 128], found a list of one."
        ),
        (
            "model: {decoder: coordinate}",
            "model.decoder: expected one of dense: 1 to 16 widths, as in [128, 128], convolutional, coordinates, found `coordinate`. Did you mean `coordinates`?"
        ),
        (
            "model: {encoder: {convolutional: [32]}}",
            "model.encoder.convolutional.0: expected 1 to 8 numbers of channels, as in [32, 32], found `32`."
        ),
        (
            "model: {likelihood: {gaussian: 0}}",
            "model.likelihood.gaussian: expected a number above 0, found `0`."
        ),
        (
            "model: {output: {point-spread: 0}}",
            "model.output.point-spread: expected a number above 0 and at most 64, found `0`."
        ),
        ("model: {beta: 4}", "model.beta: unknown key. The weight of the divergence is `training.weights.content`."),
        ("training: {lr: 1}", "training.lr: unknown key. Did you mean `learning-rate`?"),
        (
            "training: {held-out: 0.6}",
            "training.held-out: expected a number from 0 to 0.5, as in 0.05 or 5 %, found `0.6`."
        ),
        (
            "training: {held-out: 60 %}",
            "training.held-out: expected a number from 0 to 0.5, as in 0.05 or 5 %, found `60 %`."
        ),
        (
            "model: {conditions: weight}",
            "model.conditions: nothing called `weight` is known of the images. Write one of `class`, `angle`, `shear`, `scale`, `dx`, `dy`, or leave it out."
        ),
        (
            "model: {output: {point-spread: 12.5}}",
            "model.output.point-spread: a blur of 12.5 pixels leaves nothing of an image 48 pixels wide. Write at most a quarter of its side."
        ),
        (
            "training: {pixels: 0}",
            "training.pixels: expected a number above 0 and at most 1, as in 0.05 or 5 %, found `0`."
        ),
        ("training: many", "training: expected a whole number from 1 to 1000000, found `many`."),
        (
            "training: {weights: {pose: anealed}}",
            "training.weights.pose: expected a number from 0, or one of annealed, cyclic, capacity, found `anealed`. Did you mean `annealed`?"
        ),
        ("training: {weights: {pose: -1}}", "training.weights.pose: expected a number from 0, found `-1`."),
        (
            "training: {weights: {pose: {annealed: {form: 1}}}}",
            "training.weights.pose.annealed.form: unknown key. Did you mean `from`?"
        ),
        (
            "training: {window: 3}",
            "training.window: unknown key. Known here: epochs, batch, learning-rate, held-out, patience, weights, stages, pixels, threads."
        ),
        (
            "scaling: rang",
            "scaling: expected one of none, range, image, area, standard, found `rang`. Did you mean `range`?"
        ),
        ("window: 8", "window: unknown key. There is `patches.window`."),
        ("seed: 8", "seed: unknown key. There is `random-seed`, and `seed` inside `cards`."),
        ("images: a.npy", "`cards` and `images` exclude each other. Keep one."),
        ("random-seed: x", "random-seed: expected a whole number from 0, found `x`."),
    ])
    func `names the line, the key, what was expected and what to do`(text: String, expected: String) {
        #expect(errors("cards: 4\n" + text) == ["plan.yaml:2: " + expected])
    }

    @Test(arguments: [
        ("cards: 5", "cards: expected a whole number from 1 to 4, found `5`."),
        (
            "cards:",
            "cards: needs a value: a whole number from 1 to 4, or a map of set, count, size, suits, rotation, shear, translation, scale, noise, target, seed."
        ),
        ("cards: {size: 3}", "cards.size: expected a whole number from 4 to 1024, found `3`."),
        (
            "cards: {rotation: 200 deg}",
            "cards.rotation: expected an angle from 0 to 180 deg with its unit (deg or rad), found `200 deg`."
        ),
        ("cards: {suits: []}", "cards.suits: expected a list of hearts, diamonds, clubs, spades, found a list of 0."),
        ("cards: {suits: [clubs, clubs]}", "cards.suits: a suit stands here for the second time. Keep one."),
        (
            "cards: {scale: [1.2, 0.8]}",
            "cards.scale: expected two numbers above 0 and at most 10, the smaller first, as in [0.8, 1.2]."
        ),
        (
            "cards: {target: colour}",
            "cards.target: expected one of none, clean, color, found `colour`. Did you mean `color`?"
        ),
        ("cards: {translation: 49}", "cards: a translation of 49.0; expected 0 to 48.0."),
        (
            "cards: {count: 100000, size: 1024}",
            "cards: 100000 cards of 1024 x 1024 pixels; expected at most 2^31 pixels in all."
        ),
        ("images: {array: a}", "images.path: is missing; expected a file."),
        ("images: {path: a.npy, labels: b.npy}", "images.labels: unknown key. Did you mean `classes`?"),
        ("patches: {window: 8}", "patches: one of `image`, `data`, `sample` is missing."),
        ("patches: {image: a.npy, window: 0}", "patches.window: expected a whole number from 1 to 1024, found `0`."),
        (
            "patches: {image: a.npy, centers: {peaks: {height: 2}}}",
            "patches.centers.peaks.height: expected a number from 0 to 1, as in 0.05 or 5 %, found `2`."
        ),
        (
            "patches: {image: {path: a.npy, targets: b}}",
            "patches.image.targets: unknown key. Known here: path, array."
        ),
        (
            "spectra: nanoparticles",
            "spectra: expected one of data: a map of path, image, spectra, axis, axis-name, axis-unit, positions, step, image-median, spectrum-median, spectrum-median-wraps, image-percentiles, sample: a map of name, height, width, seed, noise, found `nanoparticles`."
        ),
        (
            "spectra: {sample: gold}",
            "spectra.sample: expected one of nanoparticles, ferroelectric, found `gold`."
        ),
        ("name: no data", "one of `cards`, `images`, `patches`, `spectra`, `patches-with-spectra` is missing."),
        ("card: 4", "card: unknown key. Did you mean `cards`?"),
    ])
    func `is refused for its data too`(text: String, expected: String) {
        #expect(errors(text) == ["plan.yaml:1: " + expected])
    }

    @Test func `tells everything at once, in the order of the lines`() {
        let text = """
            model:
              latents: two
              preset: ssrvae
            cards: {set: 4, suits: [clubs, spades]}
            training: {epochs: 10,
              stages: {content: 12}}
            """
        #expect(
            errors(text, overriding: ["training.batch=0"]) == [
                "plan.yaml:2: model.latents: expected a whole number from 0 to 1000, found `two`.",
                "plan.yaml:3: model.classes.count: labels tell the suits of these cards, which are 2, not 4. Write "
                    + "`count: 2`.",
                "plan.yaml:6: training.stages.content: epoch 12 never comes: there are 10, counted from 0. Begin earlier, "
                    + "or train longer.",
                "--set training.batch=0: training.batch: expected a whole number from 1 to 100000, found `0`.",
            ])
    }

    @Test func `that is empty says what is needed`() {
        #expect(
            errors("") == [
                "plan.yaml:1: the plan is empty. It needs at least something to learn from, such as `cards`; see "
                    + "`saccade plan explain --training`."
            ])
    }

    @Test func `is told to be the plan of an experiment, and the other way round`() {
        #expect(
            errors("name: x\nsample: nanoparticles\nbudget: many") == [
                "plan.yaml:2: sample: this is a plan for `saccade run` or `saccade simulate`. `saccade train` takes plans that "
                    + "name what to learn from: one of `cards`, `images`, `patches`, `spectra`, `patches-with-spectra`."
            ])
        let error = #expect(throws: PlanErrors.self) {
            try PlanFile.parse(text: "model: rvae\ntraining: {epochs: 60}\ncards: 4", name: "plan.yaml")
        }
        #expect(
            error?.description
                == "plan.yaml:1: model: this is a plan for `saccade train`. `saccade run` and `saccade simulate` take plans that "
                + "name what is measured: one of `instrument`, `data`, `sample`.")
    }

    @Test(arguments: [
        ("cards: 4", PlanKind.training), ("model: rvae\nname: x", .training), ("cards: 4\nbudget: 3", .training),
        ("sample: nanoparticles", .experiment), ("name: x", .experiment), ("", .experiment), ("[", .experiment),
        ("spectra: x\nscalarizer: norm\nbudget: 3", .experiment), ("instrument: a\ncards: 4", .experiment),
    ])
    func `is known by its keys`(text: String, kind: PlanKind) {
        #expect(PlanFile.kind(of: text) == kind)
    }

    @Test func `of any mutilation is refused or read, without a crash`() {
        let plan = "cards: {set: 4}\nmodel: rvae\ntraining:\n  weights: {content: 3}\nname: 'x'\n"
        for scrap in ["\"", "'", "{", "}", "[", ":", "\t", "-", "&a", "*a", "|", "\u{0}", "é"] {
            for index in plan.indices {
                var text = plan
                text.insert(contentsOf: scrap, at: index)
                do {
                    _ = try PlanFile.parseTraining(text: text)
                } catch {
                    #expect(!error.problems.isEmpty)
                }
            }
        }
    }
}
