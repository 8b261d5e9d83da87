internal import Experiments

extension PlanKeys {
    static var sources: [Alternative<Plan>] {
        [
            Alternative(
                "instrument", .text("an instrument's name"),
                "An instrument that is connected to the daemon, by its name.",
                get: { if case .instrument(let id) = $0.source { id } else { nil } },
                set: { $0.source = .instrument($1) }),
            Alternative(
                "data", data.codec, "A recorded data set: a folder of NPY files, an NPZ file or an HDF5 file.",
                get: { if case .data(let choice) = $0.source { choice } else { nil } }, set: { $0.source = .data($1) }),
            Alternative(
                "sample", sample.codec, "A built-in synthetic sample, whose truth is known.",
                get: { if case .sample(let choice) = $0.source { choice } else { nil } },
                set: { $0.source = .sample($1) }),
        ]
    }

    static var sample: Section<Plan.SampleChoice> {
        Section(
            initial: Plan.SampleChoice(name: Plan.SampleChoice.names[0]),
            keys: [
                Key(
                    "name", \.name, .word(Plan.SampleChoice.names),
                    "Plasmons of particles seen by electron energy loss, or domains and their hysteresis loops."),
                Key("height", \.height, .integer(8...4096), "Rows of the image."),
                Key("width", \.width, .integer(8...4096), "Columns of the image."),
                Key("seed", \.seed, .integer(0...UInt64.max), "The seed that the sample is made from."),
                Key(
                    "noise", \.noise, .nonNegative,
                    "Standard deviation of a measurement's noise, relative to the sample's own signal."),
            ],
            shorthand: "name")
    }

    static var data: Section<Plan.DataChoice> {
        Section(
            initial: Plan.DataChoice(),
            keys: [
                Key(
                    "path", \.path, .text("a file or folder", canBeEmpty: true),
                    "The folder or file, relative to the plan's own folder; `--data` overrides it."),
                Key(
                    "image", \.image, image.optional,
                    "The overview: a file of the folder, an entry of the NPZ file or a dataset of the HDF5 file; or "
                        + "`{spectra: ...}` with a scalarizer, to compute it from the spectra. None takes what the file says, or the array called `image`."
                ),
                Key(
                    "spectra", \.spectra, array,
                    "Spectra [rows, columns, channels] or [points, channels], or numbers [rows, columns] or [points]. "
                        + "None takes what the file says, or the array called `spectra`."),
                Key(
                    "axis", \.axis, array,
                    "What the spectra's channels stand for. None takes what the file says, an array called `axis`, or counts."
                ),
                Key("axis-name", \.axisName, Codec.text().optional, "The axis's name, where the file does not say it."),
                Key("axis-unit", \.axisUnit, Codec.unit.optional, "The axis's unit, where the file does not say it."),
                Key("positions", \.positions, array, "Positions [points, 2], x then y, of spectra given as a list."),
                Key(
                    "step", \.spacing, spacing.optional,
                    "The distance of neighbouring pixels. None takes what the file says, or pixels."),
                Key(
                    "image-median", \.imageMedian, oddSide,
                    "Side of a median filter over neighbouring pixels of an image computed from spectra; 1 for none."),
                Key(
                    "spectrum-median", \.spectrumMedian, oddSide,
                    "Side of a median filter along each spectrum; 1 for none."),
                Key(
                    "spectrum-median-wraps", \.spectrumMedianWraps, .flag,
                    "Whether that filter joins the end to the beginning, as for a closed loop."),
                Key(
                    "image-percentiles", \.imagePercentiles, percentiles.optional,
                    "Percentiles to which an image computed from spectra is clipped."),
            ],
            shorthand: "path")
    }

    private static var array: Codec<String?> {
        Codec.text("an array's name").optional
    }

    private static var oddSide: Codec<Int> {
        Codec.integer(1...101, "an odd number from 1 to 101").map(
            { (side: Int) throws(Complaint) -> Int in
                guard side % 2 == 1 else {
                    throw Complaint(text: "expected an odd number from 1 to 101, found `\(side)`.")
                }
                return side
            }, back: \.self)
    }

    private static var percentiles: Codec<[Double]> {
        let expected = "two percentiles, as in [2, 98]"
        return Codec.number().list(of: 2...2, named: expected).map(
            { (bounds: [Double]) throws(Complaint) -> [Double] in
                guard bounds[0] >= 0, bounds[0] < bounds[1], bounds[1] <= 100 else {
                    throw Complaint(text: "expected \(expected): from 0 to 100, the smaller first.")
                }
                return bounds
            }, back: \.self)
    }

    private static var spacing: Codec<WrittenQuantity> {
        Codec<WrittenQuantity>.quantity("a distance with its unit, as in 40.8 nm").map(
            { (step: WrittenQuantity) throws(Complaint) -> WrittenQuantity in
                guard step.number > 0 else {
                    throw Complaint(text: "expected a distance above 0, found `\(step.description)`.")
                }
                guard step.unit != nil else {
                    throw Complaint(text: "has no unit. Write one, as in `\(step.description) nm`.")
                }
                return step
            }, back: \.self)
    }

    /// An array's name, or `{spectra: ...}`.
    private static var image: Codec<Plan.DataChoice.ImageSource> {
        let computed = Section<Plan.DataChoice.ImageSource>(
            initial: .spectra(Scalarizer()),
            alternatives: [
                Alternative(
                    "spectra", scalarizer.codec, "An image computed from the spectra by this scalarizer.",
                    get: { if case .spectra(let scalarizer) = $0 { scalarizer } else { nil } },
                    set: { $0 = .spectra($1) })
            ],
            needsAlternative: true)
        let name = Codec.text("an array's name")
        return Codec(
            expected: "an array's name or {spectra: ...}",
            read: { tree, path, findings in
                if case .map = tree.content { return computed.read(tree, path, &findings) }
                return name.read(tree, path, &findings).map { .array($0) }
            },
            write: { image in
                if case .array(let array) = image { name.write(array) } else { computed.write(image) }
            },
            keys: { computed.entries(at: $0) })
    }
}

extension Plan.DataChoice {
    /// The step with its unit, as plans write it.
    fileprivate var spacing: WrittenQuantity? {
        get { step.map { WrittenQuantity($0, stepUnit) } }
        set { (step, stepUnit) = (newValue?.number, newValue?.unit) }
    }
}
