internal import Experiments

extension TrainingPlanKeys {
    static var pose: Section<PoseChoice> {
        Section(
            initial: PoseChoice(),
            keys: [
                Key(
                    "rotation", \.rotation, rotation.codec.optional, "Whether objects are turned, and how far."),
                Key(
                    "shear", \.shear, angle.optional,
                    "The standard deviation of the angle by which objects are sheared."),
                Key(
                    "size", \.size, deviation.optional, "The standard deviation of the logarithm of an object's size."),
                Key(
                    "shift", \.shift, deviation.optional,
                    "The standard deviation of the shift in both directions, in half sides of the image."),
            ],
            otherNames: [
                "scale": "Did you mean `size`?", "translation": "Did you mean `shift`?",
                "angle": "Did you mean `rotation`?",
            ])
    }

    /// Whether and how far objects are turned.
    static var rotation: Section<PoseChoice.Rotation> {
        Section(
            initial: .free(starts: 12),
            alternatives: [
                Alternative(
                    "free", .integer(3...360), "Any angle alike, searched from so many evenly spaced ones.",
                    standingAlone: 12, get: { if case .free(let starts) = $0 { starts } else { nil } },
                    set: { $0 = .free(starts: $1) }),
                Alternative(
                    "small", angle, "Normal about upright, with this standard deviation.",
                    get: { if case .small(let degrees) = $0 { degrees } else { nil } },
                    set: { $0 = .small(degrees: $1) }),
            ])
    }

    private static var angle: Codec<Double> {
        .angle("above 0 and at most 45 deg") { $0 > 0 && $0 <= 45 }
    }

    private static var deviation: Codec<Double> {
        .number("a number above 0 and at most 1") { $0 > 0 && $0 <= 1 }
    }
}
