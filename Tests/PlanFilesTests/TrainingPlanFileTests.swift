import Experiments
import Foundation
import PlanFiles
import Testing

@Suite struct `A training plan's file` {
    private func parse(_ text: String, _ overrides: String...) throws -> TrainingPlan {
        try PlanFile.parseTraining(text: text, name: "plan.yaml", overriding: overrides)
    }

    @Test func `as in the sketch reads as it is meant`() throws {
        let plan = try parse(
            """
            name: Cards 4
            cards: {set: 4, count: 3000, seed: 1}
            model: rvae
            training: {epochs: 60, weights: {content: {annealed: {from: 2, to: 1, epochs: 20}}}}
            """)
        var expected = TrainingPlan(data: .cards(Cards.lecture(4)))
        expected.name = "Cards 4"
        expected.model.pose.rotation = .free(starts: 12)
        expected.training.epochs = 60
        var course = WeightChoice.Course()
        (course.from, course.to, course.epochs) = (2, 1, 20)
        expected.training.weights.content = .annealed(course)
        #expect(plan == expected)
    }

    @Test func `names files, windows and specimens to learn from`() throws {
        var search = PeakSearch()
        (search.blur, search.distance) = (2, 6)
        var patches = TrainingData.PatchData(source: .files(TrainingData.ImageFiles(path: "graphene.npy")))
        patches.patches = PatchChoice(window: 24, centers: .peaks(search))
        #expect(
            try parse("patches: {image: graphene.npy, window: 24, centers: {peaks: {blur: 2, distance: 6}}}").data
                == .patches(patches))
        var data = Plan.DataChoice()
        data.path = "x.h5"
        #expect(try parse("spectra: {data: {path: x.h5}}").data == .spectra(.data(data)))
        #expect(try parse("spectra: {data: x.h5}").data == .spectra(.data(data)))
        let sample = TrainingData.SpecimenSource.sample(Plan.SampleChoice(name: "ferroelectric"))
        var pairs = TrainingData.PatchSpectrumData(source: sample)
        pairs.window = 12
        #expect(
            try parse("patches-with-spectra: {window: 12, sample: ferroelectric}").data == .patchesWithSpectra(pairs))
        #expect(
            try parse("patches: {sample: ferroelectric, centers: {grid: 4}}").data
                == .patches(patch(PatchChoice(centers: .grid(step: 4)), of: sample)))
        #expect(
            try parse("patches: {sample: ferroelectric, centres: peaks}").data
                == .patches(patch(PatchChoice(centers: .peaks(PeakSearch())), of: sample)))
        var files = TrainingData.ImageFiles(path: "noisy.npz")
        #expect(try parse("images: noisy.npz").data == .images(files))
        (files.array, files.targets, files.targetArray) = ("noisy", "clean.npz", "clean")
        files.classes = "labels.npy"
        #expect(
            try parse(
                "images: {path: noisy.npz, array: noisy, targets: clean.npz, target-array: clean, classes: labels.npy}"
            ).data == .images(files))
    }

    private func patch(_ choice: PatchChoice, of specimen: TrainingData.SpecimenSource) -> TrainingData.PatchData {
        var patches = TrainingData.PatchData(source: .specimen(specimen))
        patches.patches = choice
        return patches
    }

    @Test(arguments: AutoencoderChoice.Preset.allCases)
    func `resolves a preset, in short or in long, to parts that read as it`(preset: AutoencoderChoice.Preset) throws {
        for text in ["model: \(preset.rawValue)", "model: {preset: \(preset.rawValue)}"] {
            let plan = try parse("cards: 4\n\(text)")
            #expect(plan.model == AutoencoderChoice(preset))
            for written in [PlanReference.explain(plan), PlanFile.text(of: plan)] {
                #expect(!written.contains("preset:") && !written.contains("set: "))
                #expect(try parse(written) == plan)
            }
        }
    }

    @Test(arguments: 1...4) func `resolves a set of cards`(number: Int) throws {
        for text in ["cards: \(number)", "cards: {set: \(number)}"] {
            #expect(try parse(text).data == .cards(Cards.lecture(number)))
        }
    }

    /// Every order of some things.
    private static func orders(_ items: [String]) -> [[String]] {
        items.isEmpty
            ? [[]]
            : items.indices.flatMap { index in
                var rest = items
                let first = rest.remove(at: index)
                return orders(rest).map { [first] + $0 }
            }
    }

    @Test(arguments: orders(["preset: ssrvae", "latents: 3", "pose: {shear: 20 deg}", "classes: {labelled: 0.1}"]))
    func `overrides a preset key by key, in any order`(lines: [String]) throws {
        var expected = AutoencoderChoice(.ssrvae)
        // What is written inside a map leaves the rest of it as the preset has it.
        (expected.latents, expected.pose.shear, expected.classes.labelled) = (3, 20, 0.1)
        #expect(expected.pose.rotation == .free(starts: 12) && expected.classes.count == 4)
        #expect(try parse("cards: 1\nmodel: {\(lines.joined(separator: ", "))}").model == expected)
        #expect(try parse("model:\n  \(lines.joined(separator: "\n  "))\ncards: 1").model == expected)
    }

    @Test(arguments: orders(["set: 2", "shear: 0", "suits: [clubs, spades]", "seed: 5"]))
    func `overrides a set of cards key by key, in any order`(lines: [String]) throws {
        var expected = Cards.lecture(2)
        (expected.shear, expected.suits, expected.seed) = (0, [.clubs, .spades], 5)
        #expect(try parse("cards: {\(lines.joined(separator: ", "))}").data == .cards(expected))
    }

    @Test func `lets overrides reach into a preset, or take its place`() throws {
        let text = "cards: 4\nmodel: rvae"
        var expected = AutoencoderChoice(.rvae)
        expected.latents = 3
        #expect(try parse(text, "model.latents=3").model == expected)
        expected.pose.shear = 20
        #expect(try parse(text, "model.latents=3", "model.pose.shear=20 deg").model == expected)
        #expect(try parse(text, "model.preset=ae").model == AutoencoderChoice(.ae))
        #expect(try parse(text, "model=jvae").model == AutoencoderChoice(.jvae))
        #expect(try parse(text, "model.pose.rotation=none").model == AutoencoderChoice(.vae))
        var cards = Cards.lecture(4)
        cards.count = 10
        #expect(try parse(text, "cards.count=10").data == .cards(cards))
        #expect(try parse(text, "images=a.npy").data == .images(TrainingData.ImageFiles(path: "a.npy")))
    }

    /// Short and long forms of one thing, and what of the plan they change.
    private struct Forms: Sendable {
        let texts: [String]
        let change: @Sendable (inout TrainingPlan) -> Void

        init(_ texts: String..., change: @escaping @Sendable (inout TrainingPlan) -> Void) {
            self.texts = texts
            self.change = change
        }
    }

    private static let forms: [Forms] = [
        Forms("model: {pose: {rotation: free}}", "model: {pose: {rotation: {free: 12}}}", "model: rvae") {
            $0.model.pose.rotation = .free(starts: 12)
        },
        Forms("model: {pose: {rotation: {free: 24}, shear: 20 deg}}") {
            ($0.model.pose.rotation, $0.model.pose.shear) = (.free(starts: 24), 20)
        },
        Forms("model: {pose: {rotation: {small: 12 deg}}}", "model: {pose: {rotation: {small: \"12°\"}}}") {
            $0.model.pose.rotation = .small(degrees: 12)
        },
        Forms("model: {pose: {rotation: none}}", "model: {pose: {}}", "model: vae", "training: {}") { _ in },
        Forms("model: {pose: {shear: 0.5 rad}}") { $0.model.pose.shear = 0.5 * (1 / (Double.pi / 180)) },
        Forms("model: {pose: {size: 0.2, shift: 0.1}}") { ($0.model.pose.size, $0.model.pose.shift) = (0.2, 0.1) },
        Forms("model: {classes: 3}", "model: {classes: {count: 3}}") { $0.model.classes.count = 3 },
        Forms("model: {conditions: class}", "model: {conditions: [class]}", "model: {condition: class}", "model: cvae")
        {
            $0.model.conditions = ["class"]
        },
        Forms("model: {encoder: {dense: [64, 32]}}") { $0.model.encoder = .dense([64, 32]) },
        Forms("model: {encoder: convolutional, decoder: {convolutional: [[32], [64], [64]]}}") {
            $0.model.encoder = .convolutional(ConvolutionChoice())
            $0.model.decoder = .convolutional(ConvolutionChoice())
        },
        Forms(
            "model: {decoder: coordinates}", "model: {decoder: {coordinates: 128}}",
            "model: {decoder: {coordinates: {width: 128, depth: 2}}}"
        ) {
            $0.model.decoder = .coordinates(CoordinateChoice())
        },
        Forms("model: {activation: leaky-relu}") { $0.model.activation = .leakyReLU },
        Forms("model: {likelihood: gaussian}", "model: {likelihood: {gaussian: 0.1}}") {
            $0.model.likelihood = .gaussian(deviation: 0.1)
        },
        Forms("model: {likelihood: continuous-bernoulli}") { $0.model.likelihood = .continuousBernoulli },
        Forms(
            "model: {likelihood: gaussian, output: {non-negative: true, symmetry: fourfold-mirror, point-spread: 1.5}}"
        ) {
            $0.model.likelihood = .gaussian(deviation: 0.1)
            ($0.model.output.isNonNegative, $0.model.output.symmetry) = (true, .fourfoldMirror)
            $0.model.output.pointSpread = 1.5
        },
        Forms("model: {output: {smoothness: 0.1}}") { $0.model.output.smoothness = 0.1 },
        Forms("training: 60", "training: {epochs: 60}") { $0.training.epochs = 60 },
        Forms("training: {weights: {content: 4}}", "training: {weights: {content: {constant: 4}}}") {
            $0.training.weights.content = .constant(4)
        },
        Forms("training: {weights: {content: annealed}}", "training: {weights: {content: {annealed: {from: 0}}}}") {
            $0.training.weights.content = .annealed(WeightChoice.Course())
        },
        Forms("training: {weights: {pose: {cyclic: {from: 0.1}}, content: automatic}}") {
            var course = WeightChoice.Course()
            course.from = 0.1
            $0.training.weights.pose = .cyclic(course)
        },
        Forms("training: {weights: {classes: {capacity: {to: 2, weight: 100}}}}") {
            var course = WeightChoice.Course()
            course.to = 2
            $0.training.weights.classes = .capacity(course, weight: 100)
        },
        Forms("training: {stages: {content: 12, classes: automatic}}") { $0.training.stages.content = 12 },
        Forms("training: {pixels: 0.25, threads: 2}\nmodel: {decoder: coordinates}") {
            ($0.training.pixels, $0.training.threads) = (0.25, 2)
            $0.model.decoder = .coordinates(CoordinateChoice())
        },
        Forms("scaling: image", "scaling: {both: image}", "scaling: {inputs: image}") { $0.scaling.inputs = .image },
        Forms("random-seed: 18446744073709551615") { $0.randomSeed = .max },
    ]

    @Test(arguments: forms.indices)
    func `has short and long forms that mean the same`(index: Int) throws {
        var expected = TrainingPlan(data: .cards(Cards.lecture(4)))
        Self.forms[index].change(&expected)
        for text in Self.forms[index].texts {
            #expect(try parse("cards: 4\n" + text) == expected, "\(text)")
        }
    }

    @Test func `reads angles in degrees and radians, and a zero without a unit`() throws {
        guard case .cards(let cards) = try parse("cards: {rotation: 1.5707963267948966 rad, shear: 0}").data else {
            Issue.record("these are cards")
            return
        }
        #expect(abs(cards.rotation - 90) < 1e-12 && cards.shear == 0)
    }

    @Test func `scales inputs and targets alike by one word, where there are targets`() throws {
        let scaling = try parse("cards: {set: 4, target: clean}\nscaling: {inputs: range, both: image}").scaling
        #expect(scaling.inputs == .range && scaling.targets == .image)
        #expect(try parse("cards: 4\nscaling: image").scaling.targets == .range)
    }
}
