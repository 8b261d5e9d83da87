internal import Experiments

extension TrainingPlanKeys {
    static var model: Section<AutoencoderChoice> {
        Section(
            initial: AutoencoderChoice(),
            keys: [
                Key(
                    "latents", \.latents, .integer(0...1000),
                    "The number of continuous latents, which tell what an image shows, not how it lies."),
                Key(
                    "variational", \.isVariational, .flag,
                    "Whether these latents are drawn from a posterior that is held to a prior; otherwise they are numbers."
                ),
                Key(
                    "pose", \.pose, pose.codec,
                    "How an object may lie in its image; spectra are shifted and sized only."),
                Key("classes", \.classes, classes.codec, "A discrete latent beside the continuous ones."),
                Key(
                    "conditions", alias: "condition", \.conditions, conditions,
                    "What encoder and decoder are told of each image: `class`, or names of the data's factors, as the `angle` of "
                        + "a card; the latents then tell the rest."),
                Key("encoder", \.encoder, encoder.codec, "The network that encodes."),
                Key(
                    "decoder", \.decoder, decoder.codec,
                    "The network that decodes; where there is a pose, layers draw a canvas that is laid into it."),
                Key("activation", \.activation, .choice, "What stands between the layers."),
                Key(
                    "likelihood", \.likelihood, likelihood.codec,
                    "How the scaled data are distributed about what is decoded."),
                Key("output", \.output, output.codec, "What is known of every output by physics."),
            ],
            base: Base("preset", presets, "A combination of parts that is known by a name.") { AutoencoderChoice($0) },
            shorthand: "preset",
            otherNames: [
                "invariance": "Did you mean `pose`?", "invariances": "Did you mean `pose`?",
                "z-dim": "Did you mean `latents`?", "latent-dim": "Did you mean `latents`?",
                "labels": "The share of images whose class is told is `classes.labelled`.",
                "beta": "The weight of the divergence is `training.weights.content`.",
                "kl-weight": "The weight of the divergence is `training.weights.content`.",
            ])
    }

    private static var presets: Codec<AutoencoderChoice.Preset> { .choice(\.meaning) }

    private static var classes: Section<ClassChoice> {
        Section(
            initial: ClassChoice(),
            keys: [
                Key("count", \.count, classCount, "The number of classes; 0 for none."),
                Key(
                    "labelled", alias: "labeled", \.labelled, .share,
                    "The share of the images whose class is told; the data must have classes."),
                Key(
                    "weight", \.weight, .nonNegative,
                    "How much the mean cross-entropy of the classes that are told counts beside the loss of an image (as alpha of Kingma "
                        + "et al., NeurIPS 2014): so much that the many images of which nothing is told do not overrule it."
                ),
            ],
            shorthand: "count")
    }

    private static var classCount: Codec<Int> {
        Codec.integer(0...1000, "0, or a whole number from 2 to 1000").map(
            { (count: Int) throws(Complaint) -> Int in
                guard count != 1 else {
                    throw Complaint(text: "one class tells nothing. Write 0 for none, or 2 or more.")
                }
                return count
            }, back: \.self)
    }

    private static var conditions: Codec<[String]> {
        let name = Codec.text("a factor's name")
        let several = name.list(of: 0...16, named: "at most 16 names, as in [class, angle]").map(
            { (names: [String]) throws(Complaint) -> [String] in
                guard Set(names).count == names.count else {
                    throw Complaint(text: "a name stands here for the second time. Keep one.")
                }
                return names
            }, back: \.self)
        return Codec(
            expected: "class or a factor's name, or a list of them; [] for none",
            read: { tree, path, findings in
                if case .list = tree.content { return several.read(tree, path, &findings) }
                return name.read(tree, path, &findings).map { [$0] }
            },
            write: several.write)
    }

    private static var likelihood: Section<LikelihoodChoice> {
        struct Normal {
            var deviation = 0.1
        }
        let normal = Section(
            initial: Normal(),
            keys: [
                Key(
                    "deviation", \.deviation, .positive, "Its standard deviation, in units of the scaled data.")
            ],
            shorthand: "deviation")
        return Section(
            initial: .bernoulli,
            alternatives: [
                Alternative(
                    "bernoulli", "Cross-entropy of values from 0 to 1; what is decoded is their mean.",
                    get: { $0 == .bernoulli }, set: { $0 = .bernoulli }),
                Alternative(
                    "continuous-bernoulli", "The same, divided by what makes it a density of values from 0 to 1.",
                    get: { $0 == .continuousBernoulli }, set: { $0 = .continuousBernoulli }),
                Alternative(
                    "gaussian", normal.codec, "Normal with a fixed standard deviation, for values of any range.",
                    standingAlone: Normal(),
                    get: { if case .gaussian(let deviation) = $0 { Normal(deviation: deviation) } else { nil } },
                    set: { $0 = .gaussian(deviation: $1.deviation) }),
            ])
    }

    private static var output: Section<OutputChoice> {
        Section(
            initial: OutputChoice(),
            keys: [
                Key("non-negative", \.isNonNegative, .flag, "Whether no number is below zero."),
                Key("unit-integral", \.hasUnitIntegral, .flag, "Whether the numbers of an output add up to one."),
                Key(
                    "symmetry", \.symmetry, .choice(meaning),
                    "What leaves the object that is drawn as it is, however it then lies in the image."),
                Key(
                    "point-spread", \.pointSpread,
                    Codec.number("a number above 0 and at most 64") { $0 > 0 && $0 <= 64 }.optional,
                    "Standard deviation in pixels of the Gaussian point spread through which an object was seen."),
                Key(
                    "smoothness", \.smoothness, .nonNegative,
                    "The weight of the mean squared difference of neighbouring numbers; 0 for none."),
            ],
            otherNames: ["psf": "Did you mean `point-spread`?"])
    }

    private static func meaning(of symmetry: OutputChoice.Symmetry) -> String {
        switch symmetry {
        case .none: "Nothing in particular."
        case .leftRight: "Being mirrored left to right; the one symmetry that a spectrum can have."
        case .upDown: "Being mirrored upside down."
        case .twofold: "Being turned by 180 degrees."
        case .fourfold: "Being turned by 90 degrees."
        case .fourfoldMirror: "Being turned by 90 degrees, and mirrored."
        }
    }
}
