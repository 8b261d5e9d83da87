internal import Experiments

extension TrainingPlanKeys {
    static var training: Section<AutoencoderTrainingChoice> {
        Section(
            initial: AutoencoderTrainingChoice(),
            keys: [
                Key("epochs", \.epochs, epochs, "How often every image is learned from."),
                Key("batch", \.batch, .integer(1...100_000), "The images in a step."),
                Key(
                    "learning-rate", \.learningRate, .number("a number above 0 and at most 1") { $0 > 0 && $0 <= 1 },
                    "The learning rate of Adam."),
                Key(
                    "held-out", \.heldOut, .share("a number from 0 to 0.5") { (0...0.5).contains($0) },
                    "The share of the images that is not learned from, and tells when to stop."),
                Key(
                    "patience", \.patience, .integer(0...1_000_000),
                    "The training ends when so many epochs brought no better loss of the held-out images, and keeps the best "
                        + "weights; 0 never ends it early."),
                Key(
                    "weights", \.weights, weights.codec,
                    "How much the divergences of the posteriors from their priors count, each a number or a course of "
                        + "numbers."),
                Key(
                    "stages", \.stages, stages.codec,
                    "The epochs, counted from 0, from which the decoder is told more. Images are first lined up by what moves them "
                        + "most; only then may differences of class and content explain what is left."),
                Key(
                    "pixels", \.pixels, .share("a number above 0 and at most 1") { $0 > 0 && $0 <= 1 },
                    "The share of an image's pixels that a step looks at; for a decoder of coordinates."),
                Key(
                    "threads", \.threads, Codec.integer(1...64).optional("automatic"),
                    "Threads that a training may use; automatic takes the machine's, at most two."),
            ],
            shorthand: "epochs",
            otherNames: [
                "lr": "Did you mean `learning-rate`?", "batch-size": "Did you mean `batch`?",
                "beta": "The weight of the content's divergence is `weights.content`.",
                "validation": "Did you mean `held-out`?",
            ])
    }

    private static var epochs: Codec<Int> { .integer(1...1_000_000) }

    private static var weights: Section<LossWeightChoice> {
        Section(
            initial: LossWeightChoice(),
            keys: [
                Key(
                    "content", \.content, weight.codec.optional("automatic"),
                    "Of the continuous latents; automatic leaves it to the model."),
                Key("pose", \.pose, weight.codec, "Of the pose."),
                Key("classes", \.classes, weight.codec, "Of the classes."),
            ])
    }

    private static var weight: Section<WeightChoice> {
        Section(
            initial: .constant(1),
            alternatives: [
                Alternative(
                    "constant", .nonNegative, "The same throughout; a lone number means this.",
                    get: { if case .constant(let weight) = $0 { weight } else { nil } }, set: { $0 = .constant($1) }),
                Alternative(
                    "annealed", course.codec, "From one to the other along a line.",
                    standingAlone: WeightChoice.Course(),
                    get: { if case .annealed(let course) = $0 { course } else { nil } }, set: { $0 = .annealed($1) }),
                Alternative(
                    "cyclic", course.codec,
                    "From one to the other over half of so many epochs, then the other; again and again.",
                    standingAlone: WeightChoice.Course(),
                    get: { if case .cyclic(let course) = $0 { course } else { nil } }, set: { $0 = .cyclic($1) }),
                Alternative(
                    "capacity", capacity.codec,
                    "The divergence is held to a capacity in nats that goes from one to the other.",
                    standingAlone: Capacity(),
                    get: { choice in
                        guard case .capacity(let course, let weight) = choice else { return nil }
                        return Capacity(course: course, weight: weight)
                    },
                    set: { $0 = .capacity($1.course, weight: $1.weight) }),
            ],
            shorthand: "constant")
    }

    private static var course: Section<WeightChoice.Course> {
        Section(initial: WeightChoice.Course(), keys: courseKeys(\.self))
    }

    private struct Capacity {
        var course = WeightChoice.Course()
        var weight = 30.0

        init() { course.to = 5 }

        init(course: WeightChoice.Course, weight: Double) {
            (self.course, self.weight) = (course, weight)
        }
    }

    private static var capacity: Section<Capacity> {
        Section(
            initial: Capacity(),
            keys: courseKeys(\.course) + [
                Key("weight", \.weight, .nonNegative, "How much the distance from the capacity counts.")
            ])
    }

    private static func courseKeys<Root>(_ course: WritableKeyPath<Root, WeightChoice.Course>) -> [Key<Root>] {
        [
            Key("from", course.appending(path: \.from), .nonNegative, "Where it begins."),
            Key("to", course.appending(path: \.to), .nonNegative, "Where it ends."),
            Key("epochs", course.appending(path: \.epochs), epochs, "How many epochs it takes."),
        ]
    }

    private static var stages: Section<StageChoice> {
        let start = Codec.integer(0...1_000_000, "a number of epochs, at least 0").optional("automatic")
        return Section(
            initial: StageChoice(),
            keys: [
                Key("shear", \.shear, start, "After how many epochs the decoder is told the shear."),
                Key("classes", \.classes, start, "After how many it is told the class."),
                Key("content", \.content, start, "After how many it is told the continuous latents."),
            ])
    }
}
