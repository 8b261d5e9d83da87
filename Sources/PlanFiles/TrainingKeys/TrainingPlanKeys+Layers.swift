internal import Experiments

extension TrainingPlanKeys {
    static var encoder: Section<EncoderChoice> {
        Section(
            initial: AutoencoderChoice().encoder,
            alternatives: [
                Alternative(
                    "dense", widths(2...16, "2 to 16 widths, as in [128, 128]"), "Layers that are fully connected.",
                    get: { if case .dense(let widths) = $0 { widths } else { nil } }, set: { $0 = .dense($1) }),
                Alternative(
                    "convolutional", convolution.codec, "Blocks of convolutions, each of which halves the image.",
                    standingAlone: ConvolutionChoice(),
                    get: { if case .convolutional(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .convolutional($1) }),
            ])
    }

    static var decoder: Section<DecoderChoice> {
        Section(
            initial: AutoencoderChoice().decoder,
            alternatives: [
                Alternative(
                    "dense", widths(1...16, "1 to 16 widths, as in [128, 128]"), "Layers that are fully connected.",
                    get: { if case .dense(let widths) = $0 { widths } else { nil } }, set: { $0 = .dense($1) }),
                Alternative(
                    "convolutional", convolution.codec, "Blocks of convolutions, each of which doubles the image.",
                    standingAlone: ConvolutionChoice(),
                    get: { if case .convolutional(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .convolutional($1) }),
                Alternative(
                    "coordinates", coordinates.codec,
                    "A network of each pixel's coordinates (Bepler et al., NeurIPS 2019).",
                    standingAlone: CoordinateChoice(),
                    get: { if case .coordinates(let choice) = $0 { choice } else { nil } },
                    set: { $0 = .coordinates($1) }),
            ])
    }

    private static func widths(_ counts: ClosedRange<Int>, _ expected: String) -> Codec<[Int]> {
        Codec.integer(1...100_000).list(of: counts, named: expected)
    }

    private static var convolution: Section<ConvolutionChoice> {
        let block = Codec.integer(1...4096).list(of: 1...8, named: "1 to 8 numbers of channels, as in [32, 32]")
        return Section(
            initial: ConvolutionChoice(),
            keys: [
                Key(
                    "blocks", \.blocks, block.list(of: 1...8, named: "1 to 8 blocks, as in [[32], [64], [64]]"),
                    "The channels of each convolution of each block, in the order of an encoder: a decoder goes from the last "
                        + "to the first."),
                Key(
                    "dense", \.dense, widths(0...16, "at most 16 widths, as in [128]"),
                    "Widths of the dense layers beside the latents."),
            ],
            shorthand: "blocks")
    }

    private static var coordinates: Section<CoordinateChoice> {
        Section(
            initial: CoordinateChoice(),
            keys: [
                Key("width", \.width, .integer(1...4096), "Width of its layers."),
                Key("depth", \.depth, .integer(0...16), "How many layers there are behind the first."),
            ],
            shorthand: "width")
    }
}
