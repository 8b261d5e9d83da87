internal import Experiments

extension PlanKeys {
    /// One block, or a list of blocks.
    static var features: Codec<Features> {
        let block = block.codec
        let kinds = Self.block.alternatives.map(\.name).joined(separator: ", ")
        let expected = "one of \(kinds), or a list of them, as in [stem, coordinates]"
        let several = block.list(of: 1...16, named: expected, isSpelledOut: true).map(
            { (blocks: [Features.Block]) throws(Complaint) -> Features in
                var names: Set<String> = []
                for block in blocks where !names.insert(block.name).inserted {
                    throw Complaint(
                        text:
                            "two blocks are called `\(block.name)`. Name one, as in {\(block.kind.word): {}, name: far}."
                    )
                }
                return Features(blocks)
            }, back: \.blocks)
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .list = tree.content { return several.read(tree, path, &findings) }
                return Features([Self.block.read(tree, path, &findings)])
            },
            write: { features in
                // The short form where it says everything.
                if features.blocks.count == 1, features.blocks[0].givenName == nil {
                    return Section(initial: features.blocks[0], alternatives: kindsOfFeatures).write(features.blocks[0])
                }
                return several.write(features)
            },
            keys: block.keys, options: block.options, choosing: "One of the following, or a list of them")
    }

    private static var block: Section<Features.Block> {
        Section(
            initial: Features.Block(.patch(PatchFeatures())),
            keys: [
                Key(
                    "name", \.givenName, blockName.optional,
                    "What kernel formulas call the block; none takes the word for its kind.")
            ],
            alternatives: kindsOfFeatures)
    }

    private static var blockName: Codec<String> {
        let expected = "a name of letters, digits and _, beginning with a letter"
        return Codec.text(expected).map(
            { (name: String) throws(Complaint) -> String in
                guard FormulaCheck.isName(name) else { throw Complaint(text: "expected \(expected), found `\(name)`.") }
                return name
            }, back: \.self)
    }

    private static var kindsOfFeatures: [Alternative<Features.Block>] {
        [
            Alternative(
                "patch", patch.codec, "The window of the overview around it.", standingAlone: PatchFeatures(),
                get: { if case .patch(let patch) = $0.kind { patch } else { nil } }, set: { $0.kind = .patch($1) }),
            Alternative(
                "coordinates", "Only where it is: the baseline that a structure model must beat.",
                get: { $0.kind == .coordinates }, set: { $0.kind = .coordinates }),
            Alternative(
                "stem", stem.codec, "The image there, and its smoothing, slope and curvature at several scales.",
                standingAlone: StemFeatures(),
                get: { if case .stem(let stem) = $0.kind { stem } else { nil } }, set: { $0.kind = .stem($1) }),
            Alternative(
                "components", components.codec, "Principal components of the windows around all candidates.",
                standingAlone: ComponentFeatures(),
                get: { if case .components(let components) = $0.kind { components } else { nil } },
                set: { $0.kind = .components($1) }),
            Alternative(
                "autoencoder", autoencoder.codec,
                "What an encoder finds in the windows, trained on them before anything is measured.",
                standingAlone: AutoencoderFeatures(),
                get: { if case .autoencoder(let autoencoder) = $0.kind { autoencoder } else { nil } },
                set: { $0.kind = .autoencoder($1) }),
        ]
    }

    private static var patch: Section<PatchFeatures> {
        Section(initial: PatchFeatures(), keys: patchKeys(\.self), shorthand: "window")
    }

    private static var components: Section<ComponentFeatures> {
        Section(
            initial: ComponentFeatures(),
            keys: [
                Key("count", \.count, .integer(1...256), "How many components."),
                Key(
                    "whiten", \.isWhitened, .flag,
                    "Whether each component is scaled to standard deviation 1, or all by one factor, so that the first "
                        + "weigh most."),
            ] + patchKeys(\.patch),
            shorthand: "count")
    }

    private static var autoencoder: Section<AutoencoderFeatures> {
        Section(
            initial: AutoencoderFeatures(),
            keys: [
                Key("latents", \.latents, .integer(1...256), "How many numbers tell what a window shows."),
                Key(
                    "variational", \.isVariational, .flag,
                    "Whether they are drawn from a posterior that is held to a prior, of which its means are seen; otherwise they "
                        + "are numbers."),
                Key(
                    "rotation", \.rotation, TrainingPlanKeys.rotation.codec.optional,
                    "Whether objects are turned in their windows, and how far; the numbers then do not tell how they lie."
                ),
                Key(
                    "layers", \.layers,
                    Codec.integer(1...100_000).list(of: 1...16, named: "1 to 16 widths, as in [128, 64]"),
                    "Widths of the encoder's layers; the decoder has them the other way round."),
                Key(
                    "epochs", \.epochs, .integer(1...100_000),
                    "How often the training sees all windows, or 4,096 of more of them."),
                Key(
                    "weights", \.weights, Codec.text("a safetensors file").optional,
                    "An autoencoder that `train` wrote, relative to the plan's own folder; none trains one."),
            ] + patchKeys(\.patch),
            shorthand: "latents")
    }

    private static func patchKeys<Root>(_ patch: WritableKeyPath<Root, PatchFeatures>) -> [Key<Root>] {
        [
            Key("window", patch.appending(path: \.window), .integer(1...256), "Side of the square window in pixels."),
            Key(
                "border", patch.appending(path: \.border), .choice,
                "Beyond the image: its mirror image, its edge pixel, or nothing (points whose window does not fit are left "
                    + "out)."),
            Key(
                "normalize", patch.appending(path: \.normalization), .choice,
                "To mean 0 and standard deviation 1 over the whole overview, in each patch (insensitive to brightness), "
                    + "or not at all."),
        ]
    }

    private static var stem: Section<StemFeatures> {
        Section(
            initial: StemFeatures(),
            keys: [
                Key(
                    "scales", \.scales, scales,
                    "Standard deviations in pixels of the Gaussian windows that the image is looked at through.")
            ],
            shorthand: "scales")
    }

    private static var scales: Codec<[Double]> {
        let expected = "1 to 8 rising numbers from 0.5 to 64, as in [1, 2, 4]"
        return Codec.number("a number from 0.5 to 64") { (0.5...64).contains($0) }
            .list(of: 1...8, named: expected).map(
                { (scales: [Double]) throws(Complaint) -> [Double] in
                    guard zip(scales, scales.dropFirst()).allSatisfy({ $0 < $1 }) else {
                        throw Complaint(text: "expected \(expected).")
                    }
                    return scales
                }, back: \.self)
    }
}
