import PlanFiles
import Testing

@Suite struct `Keys of a training plan that contradict each other` {
    private func errors(_ text: String) -> [String] {
        let errors = #expect(throws: PlanErrors.self, "\(text)") {
            try PlanFile.parseTraining(text: text, name: "plan.yaml")
        }
        return errors?.description.split(separator: "\n").map(String.init) ?? []
    }

    /// One conflict each, which line 2 is blamed for.
    @Test(arguments: [
        // Poses.
        (
            "spectra: {sample: nanoparticles}\nmodel: rvae",
            "model.pose.rotation: a spectrum has one row and cannot be turned. Leave it out, or write `shift` or `size`."
        ),
        (
            "spectra: {sample: nanoparticles}\nmodel: {pose: {shear: 3 deg}}",
            "model.pose.shear: a spectrum has one row and cannot be sheared. Leave it out, or write `shift` or `size`."
        ),
        (
            "patches-with-spectra: {sample: nanoparticles}\nmodel: {preset: ved, pose: {shift: 0.1}}",
            "model.pose: what is decoded are spectra, in which an object of the image has no pose. Leave it out."
        ),
        // Classes.
        (
            "images: a.npy\nmodel: {classes: {count: 4, labelled: 0.1}}",
            "model.classes.labelled: the data have no classes that could be told. Name their file by `classes` in `images`, or leave it out."
        ),
        (
            "patches: {sample: ferroelectric}\nmodel: cvae",
            "model.conditions: the data have no classes that could be told. Leave it out."
        ),
        (
            "cards: 4\nmodel: {classes: {labelled: 0.1}}",
            "model.classes.labelled: there are no classes to be told. Write how many by `count`, or leave it out."
        ),
        (
            "cards: {set: 4, suits: [clubs, hearts, spades]}\nmodel: ssvae",
            "model.classes.count: labels tell the suits of these cards, which are 3, not 4. Write `count: 3`."
        ),
        (
            "cards: 4\nmodel: {preset: cvae, classes: 4}",
            "model.conditions: a class that is told as a condition is not to be found besides. Leave out `class`, or write `classes: 0`."
        ),
        // Nothing to encode.
        (
            "cards: 4\nmodel: {latents: 0}",
            "model.latents: there is nothing to encode. Write 1 or more, or let there be `classes`."
        ),
        (
            "cards: 4\nmodel: {preset: rvae, latents: 0}",
            "model.latents: nothing but a pose is told to the decoder, which draws one object. Write 1 or more, or let there be `classes`."
        ),
        (
            "cards: 4\nmodel: {preset: cvae, latents: 0}",
            "model.latents: there is nothing to encode beside what is told. Write 1 or more, or let there be `classes`."
        ),
        // Outputs.
        (
            "scaling: area\nmodel: {likelihood: gaussian, output: {unit-integral: true}}\ncards: 4",
            "model.output.unit-integral: numbers that add up to one are none below zero here. Write `non-negative: true` too."
        ),
        (
            "cards: 4\nmodel: {likelihood: gaussian, output: {non-negative: true}}\nscaling: standard",
            "model.output.non-negative: `standard` moves zero to the mean, so that what is decoded would never fall below the mean. Write `none` or `range` by `scaling.inputs`."
        ),
        (
            "cards: 4\nmodel: {output: {non-negative: true}}",
            "model.output.non-negative: a Bernoulli likelihood holds each number between 0 and 1 already. Write `likelihood: gaussian`, or leave it out."
        ),
        (
            "cards: {set: 4, target: clean}\nmodel: {preset: ved, output: {unit-integral: true, non-negative: true}}\nscaling: {inputs: area}",
            "model.output.unit-integral: the output adds up to one, but what `range` gives does not. Write `area` by `scaling.targets`."
        ),
        (
            "cards: 4\nmodel: {decoder: coordinates, output: {symmetry: fourfold}}",
            "model.output.symmetry: a decoder of coordinates draws no symmetric object. Write `decoder: {dense: [128, 128]}` or `decoder: convolutional`."
        ),
        (
            "spectra: {sample: nanoparticles}\nmodel: {output: {symmetry: fourfold}}",
            "model.output.symmetry: a spectrum has one row: `left-right` is the one symmetry that it can have."
        ),
        // Layers.
        (
            "cards: {set: 4, size: 7}\nmodel: {encoder: convolutional}",
            "model.encoder.convolutional: 3 blocks halve an image 3 times, but one 7 pixels wide can be halved 2 times. Take fewer blocks."
        ),
        (
            "patches: {sample: ferroelectric, window: 12}\nmodel: {decoder: {convolutional: [[8], [8], [8], [8]]}}",
            "model.decoder.convolutional: 4 blocks double an image 4 times, but one 12 pixels wide can be halved 3 times. Take fewer blocks."
        ),
        // Scalings.
        (
            "cards: 4\nscaling: standard",
            "scaling.inputs: `likelihood: bernoulli` is for values from 0 to 1, which `standard` need not give. Write `range` or `image`, or `likelihood: gaussian` in the model."
        ),
        (
            "images: a.npy\nscaling: {inputs: none}",
            "scaling.inputs: `likelihood: bernoulli` is for values from 0 to 1, which `none` need not give. Write `range` or `image`, or `likelihood: gaussian` in the model."
        ),
        (
            "images: {path: a.npy, targets: b.npy}\nscaling: {targets: standard}\nmodel: {likelihood: continuous-bernoulli}",
            "scaling.targets: `likelihood: continuous-bernoulli` is for values from 0 to 1, which `standard` need not give. Write `range` or `image`, or `likelihood: gaussian` in the model."
        ),
        (
            "cards: 4\nscaling: {targets: image}",
            "scaling.targets: the data have no targets: each image is to become itself. Leave it out."
        ),
        (
            "images: a.npy\nscaling: area",
            "scaling.inputs: `likelihood: bernoulli` is for values from 0 to 1, which `area` need not give. Write `range` or `image`, or `likelihood: gaussian` in the model."
        ),
        // Files.
        (
            "images:\n  target-array: clean\n  path: a.npz",
            "images.target-array: no file of targets is named. Name it by `targets`, even if it is the same file, or leave this out."
        ),
        (
            "images:\n  class-array: clean\n  path: a.npz",
            "images.class-array: no file of classes is named. Name it by `classes`, even if it is the same file, or leave this out."
        ),
        (
            "spectra:\n  data: {image: a, image-median: 3}",
            "spectra.data.image-median: is for an image computed from the spectra; write `image: {spectra: ...}`, or leave it out."
        ),
        // Training.
        (
            "cards: 4\ntraining: {pixels: 0.5}",
            "training.pixels: this decoder draws whole images. Write `decoder: coordinates` in the model, or leave it out."
        ),
        (
            "cards: 4\ntraining: {pixels: 0.5}\nmodel: {decoder: coordinates, output: {point-spread: 1}}",
            "training.pixels: `point-spread` of the output needs whole images, not some of their pixels. Leave out one of the two."
        ),
        (
            "cards: 4\ntraining: {stages: {content: 30}}",
            "training.stages.content: epoch 30 never comes: there are 30, counted from 0. Begin earlier, or train longer."
        ),
        (
            "cards: 4\ntraining: {stages: {shear: 3}}\nmodel: rvae",
            "training.stages.shear: the model has none, by `model.pose.shear`. Give it one, or leave this out."
        ),
        (
            "cards: 4\ntraining: {stages: {classes: 3}}",
            "training.stages.classes: the model has none, by `model.classes.count`. Give it one, or leave this out."
        ),
        (
            "cards: 4\ntraining: {patience: 3, held-out: 0}",
            "training.patience: what is held out tells when to stop, and nothing is. Write a share by `held-out`, or leave it out."
        ),
        (
            "cards: 4\ntraining: {weights: {content: 2}}\nmodel: ae",
            "training.weights.content: latents that are numbers have no prior from which they could diverge. Leave it out, or write `variational: true` in the model."
        ),
    ])
    func `are told with line, key and what to do`(text: String, expected: String) {
        #expect(errors(text) == ["plan.yaml:2: " + expected])
    }

    @Test(arguments: ["bernoulli", "continuous-bernoulli"])
    func `tell all that a Bernoulli likelihood does not go with`(likelihood: String) {
        let output = "output: {unit-integral: true, non-negative: true}"
        #expect(
            errors("cards: 4\nscaling: area\nmodel: {likelihood: \(likelihood), \(output)}") == [
                "plan.yaml:3: model.output.non-negative: a Bernoulli likelihood holds each number between 0 and 1 already. "
                    + "Write `likelihood: gaussian`, or leave it out.",
                "plan.yaml:3: model.output.unit-integral: a Bernoulli likelihood bounds each number by one, not their sum. "
                    + "Write `likelihood: gaussian`.",
            ])
    }

    @Test(arguments: [
        "cards: 4\nscaling: area\nmodel: {likelihood: gaussian, output: {unit-integral: true, non-negative: true}}",
        "cards: 4\nmodel: {preset: rvae, output: {symmetry: fourfold}}",
        "cards: 4\nscaling: none", "cards: 4\nscaling: {inputs: range, targets: range}",
        "images: a.npy\nscaling: none\nmodel: {likelihood: gaussian}",
        "images: {path: a.npy, targets: b.npy}\nscaling: {inputs: standard}",
        "cards: {set: 4, target: clean}\nmodel: rsvae", "cards: 4\nmodel: {preset: rvae, variational: false}",
        "cards: {set: 4, suits: [clubs, hearts]}\nmodel: jvae", "cards: 4\nmodel: {preset: crvae, latents: 0}",
        "spectra: {sample: nanoparticles}\nmodel: {encoder: convolutional, decoder: convolutional}",
        "spectra: {sample: nanoparticles}\nmodel: {pose: {shift: 0.1}}",
        "spectra: {sample: nanoparticles}\nmodel: {output: {symmetry: left-right}}",
        "images: {path: a.npy, classes: c.npy}\nmodel: ssvae",
        "cards: 4\ntraining: {epochs: 2, stages: {content: 1}}",
    ])
    func `are not told of keys that go together`(text: String) throws {
        _ = try PlanFile.parseTraining(text: text)
    }

    @Test func `are not told of keys that are wrong by themselves`() {
        #expect(errors("images: {path: a.npy, clases: b}\nmodel: ssvae").count == 1)
        #expect(errors("cards: 4\nmodel: {preset: rvea}\ntraining: {stages: {shear: 3}}").count == 1)
    }

    @Test func `are a matter of remarks where a course outlasts the training`() throws {
        let text = "cards: 4\ntraining: {epochs: 5, weights: {content: annealed, pose: {cyclic: {epochs: 9}}}}"
        #expect(
            Remark.found(in: try PlanFile.parseTraining(text: text)).map(\.description) == [
                "`training.weights.content` takes 20 epochs to come to its end, and the training has 5"
            ])
    }
}
