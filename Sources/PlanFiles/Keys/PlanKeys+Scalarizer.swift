internal import Experiments

extension PlanKeys {
    static var scalarizer: Section<Scalarizer> {
        Section(
            initial: Scalarizer(),
            keys: [
                Key("negate", \.isNegated, .flag, "Whether the number's sign is changed, before the transformation."),
                Key("transform", \.transformation, transformation.codec, "What the number goes through at last."),
                Key(
                    "noise", \.noise, noise.codec,
                    "The noise of the recorded values, channel by channel, from which the model takes that of the number."
                ),
            ],
            alternatives: [
                Alternative(
                    "value", channel, "The value of one channel; of data that are numbers, the number.",
                    standingAlone: ChannelKeys(),
                    get: { scalarizer in
                        guard case .value(let index) = scalarizer.quantity else { return nil }
                        return ChannelKeys(index: index, axis: scalarizer.axis)
                    },
                    set: { ($0.quantity, $0.axis) = (.value(index: $1.index), $1.axis) }),
                banded("band-mean", "The mean over a band of the axis.", Scalarizer.Quantity.bandMean) {
                    if case .bandMean(let band) = $0 { band } else { nil }
                },
                banded("band-maximum", "The maximum over a band of the axis.", Scalarizer.Quantity.bandMaximum) {
                    if case .bandMaximum(let band) = $0 { band } else { nil }
                },
                banded(
                    "peak-position", "Where on the axis the maximum over a band lies, refined by a parabola.",
                    Scalarizer.Quantity.peakPosition
                ) {
                    if case .peakPosition(let band) = $0 { band } else { nil }
                },
                Alternative(
                    "band-ratio", ratio, "The mean over one band divided by the mean over another.",
                    get: { scalarizer in
                        guard case .bandRatio(let band, let reference) = scalarizer.quantity else { return nil }
                        return RatioChoice(band: BandChoice(axis: scalarizer.axis, band: band), reference: reference)
                    },
                    set: { scalarizer, choice in
                        scalarizer.quantity = .bandRatio(choice.band.band, over: choice.reference)
                        scalarizer.axis = choice.band.axis
                    }),
                whole("loop-area", "The area of a closed loop, positive if run through anticlockwise.", .loopArea),
                whole("coercive-bias", "The shift of a loop along the axis.", .coerciveBias),
                whole("coercive-voltage", "Half the width of a loop along the axis.", .coerciveVoltage),
                whole("norm", "The Euclidean norm over all channels.", .norm),
            ])
    }

    private static var transformation: Section<Scalarizer.Transformation> {
        Section(
            initial: .none,
            alternatives: [
                Alternative("none", "Nothing.", get: { $0 == .none }, set: { $0 = .none }),
                Alternative(
                    "log", "The natural logarithm, of positive numbers.", get: { $0 == .log }, set: { $0 = .log }),
                Alternative(
                    "asinh", asinh, "asinh(number / scale): linear near 0, logarithmic far from it, for either sign.",
                    standingAlone: AsinhKeys(),
                    get: { if case .asinh(let scale) = $0 { AsinhKeys(scale: scale) } else { nil } },
                    set: { $0 = .asinh(scale: $1.scale) }),
            ])
    }

    private static var noise: Section<Scalarizer.Noise> {
        Section(
            initial: .none,
            alternatives: [
                Alternative(
                    "none", "Not known: the model estimates it.", get: { $0 == .none }, set: { $0 = .none }),
                Alternative(
                    "counts", counts, "Counted events (Poisson): a value is `gain` times a number of events.",
                    standingAlone: CountKeys(),
                    get: { if case .counts(let gain) = $0 { CountKeys(gain: gain) } else { nil } },
                    set: { $0 = .counts(gain: $1.gain) }),
                Alternative(
                    "deviation", .positive, "The same standard deviation in every channel, in the values' unit.",
                    get: { if case .deviation(let deviation) = $0 { deviation } else { nil } },
                    set: { $0 = .deviation($1) }),
            ])
    }

    private struct CountKeys {
        var gain = 1.0
    }

    private static var counts: Codec<CountKeys> {
        Section(
            initial: CountKeys(), keys: [Key("gain", \.gain, .positive, "The value that one event gives.")],
            shorthand: "gain"
        ).codec
    }

    private struct AsinhKeys {
        var scale = 1.0
    }

    private static var asinh: Codec<AsinhKeys> {
        Section(
            initial: AsinhKeys(),
            keys: [Key("scale", \.scale, .positive, "Where linear goes over into logarithmic.")], shorthand: "scale"
        ).codec
    }

    private struct ChannelKeys {
        var index = 0
        var axis: String?
    }

    private static var channel: Codec<ChannelKeys> {
        Section(
            initial: ChannelKeys(),
            keys: [
                Key("index", \.index, .integer(0...10_000_000), "Which channel, counted from 0."),
                axisKey(\.axis),
            ],
            shorthand: "index"
        ).codec
    }

    /// A quantity over all channels, whose one key is the axis's name.
    private static func whole(
        _ name: String, _ meaning: String, _ quantity: Scalarizer.Quantity
    ) -> Alternative<Scalarizer> {
        let codec = Section(initial: Scalarizer(), keys: [axisKey(\.axis)]).codec
        return Alternative(
            name, codec, meaning, standingAlone: Scalarizer(),
            get: { $0.quantity == quantity ? $0 : nil },
            set: { ($0.quantity, $0.axis) = (quantity, $1.axis) })
    }

    static func axisKey<Root>(_ property: WritableKeyPath<Root, String?>) -> Key<Root> {
        Key(
            "axis", property, Codec.text("a name").optional,
            "The name that the spectrum's axis must have, for example energy; none takes any.")
    }
}
