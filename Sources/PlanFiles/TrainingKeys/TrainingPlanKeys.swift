internal import Experiments

/// Every key of the plan of a training, in the order in which it is explained: the one table that such plans are read by
/// and told from.
enum TrainingPlanKeys {
    static var plan: Section<TrainingPlan> {
        Section(
            initial: TrainingPlan(data: .cards(Cards())),
            keys: [
                Key("name", \.name, .text(canBeEmpty: true), "A title for tables and pictures."),
                Key(
                    "scaling", \.scaling, scaling.codec,
                    "How values are brought to the range that the likelihood expects."),
                Key("model", \.model, model.codec, "What the autoencoder is made of."),
                Key("training", \.training, training.codec, "How it is trained."),
                Key(
                    "random-seed", \.randomSeed, .integer(0...UInt64.max),
                    "The seed of everything random in the training: weights, latents, the order of images and what is held "
                        + "out."),
            ],
            alternatives: data, needsAlternative: true,
            otherNames: ["seed": "There is `random-seed`, and `seed` inside `cards`."])
    }

    private static var scaling: Section<TrainingPlan.ScalingChoice> {
        let method = Codec<ScalingMethod>.choice(meaning)
        return Section(
            initial: TrainingPlan.ScalingChoice(),
            keys: [
                Key("inputs", \.inputs, method, "What happens to the images or spectra that are encoded."),
                Key(
                    "targets", \.targets, method,
                    "What happens to what they are to become, of data that have such a thing."),
            ],
            base: Base("both", method, "One for inputs and targets.") { method in
                var scaling = TrainingPlan.ScalingChoice()
                (scaling.inputs, scaling.targets) = (method, method)
                return scaling
            },
            shorthand: "both")
    }

    private static func meaning(of method: ScalingMethod) -> String {
        switch method {
        case .none: "Nothing."
        case .range: "The smallest to the largest value of all images become 0 to 1, each channel by itself."
        case .image: "Those of each image become 0 to 1, each channel by itself: insensitive to brightness."
        case .area: "Each image is divided by the sum of its values, each channel by itself: a density."
        case .standard: "Mean 0 and standard deviation 1 over all images, each channel by itself."
        }
    }
}
