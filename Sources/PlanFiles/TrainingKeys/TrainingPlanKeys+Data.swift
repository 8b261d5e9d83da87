internal import Experiments

extension TrainingPlanKeys {
    static var data: [Alternative<TrainingPlan>] {
        [
            Alternative(
                "cards", cards,
                "Playing cards, drawn turned, sheared, scaled and moved: the truth is known.",
                get: { if case .cards(let cards) = $0.data { cards } else { nil } }, set: { $0.data = .cards($1) }),
            Alternative(
                "images", images.codec, "The images of a file as they are.",
                get: { if case .images(let files) = $0.data { files } else { nil } }, set: { $0.data = .images($1) }),
            Alternative(
                "patches", patches.codec, "Windows cut out of images.",
                get: { if case .patches(let patches) = $0.data { patches } else { nil } },
                set: { $0.data = .patches($1) }),
            Alternative(
                "spectra", spectra.codec, "The spectra of a specimen.",
                get: { if case .spectra(let source) = $0.data { source } else { nil } },
                set: { $0.data = .spectra($1) }),
            Alternative(
                "patches-with-spectra", patchesWithSpectra.codec,
                "Windows of a specimen's image, each to become the spectrum of its middle.",
                get: { if case .patchesWithSpectra(let data) = $0.data { data } else { nil } },
                set: { $0.data = .patchesWithSpectra($1) }),
        ]
    }

    private static var array: Codec<String?> { Codec.text("an array's name").optional }

    private static let pathMeaning = "An NPY, NPZ or HDF5 file, relative to the plan's own folder."
    private static let arrayMeaning = "The array in the file; none takes the only one."

    private static var images: Section<TrainingData.ImageFiles> {
        Section(
            initial: TrainingData.ImageFiles(),
            keys: [
                Key(
                    "path", required: \.writtenPath, .text("a file"),
                    pathMeaning + " Images are rows x columns, images x rows x columns or images x channels x rows x "
                        + "columns."),
                Key("array", \.array, array, arrayMeaning),
                Key(
                    "targets", \.targets, Codec.text("a file").optional,
                    "A file of what each image is to become; none if they are to become themselves."),
                Key("target-array", \.targetArray, array, "The array in that file; none takes the only one."),
                Key(
                    "classes", \.classes, Codec.text("a file").optional,
                    "A file of whole numbers, the class of each image from 0."),
                Key("class-array", \.classArray, array, "The array in that file; none takes the only one."),
            ],
            shorthand: "path",
            otherNames: ["labels": "Did you mean `classes`?", "target": "Did you mean `targets`?"])
    }

    private static var patches: Section<TrainingData.PatchData> {
        /// One file of images, without anything beside them.
        let image = Section(
            initial: TrainingData.ImageFiles(),
            keys: [
                Key("path", required: \.writtenPath, .text("a file"), pathMeaning),
                Key("array", \.array, array, arrayMeaning),
            ],
            shorthand: "path")
        return Section(
            initial: TrainingData.PatchData(source: .specimen(standardSpecimen)),
            keys: [
                Key("window", \.patches.window, .integer(1...1024), windowMeaning),
                Key("centers", alias: "centres", \.patches.centers, centers.codec, "Where the windows lie."),
            ],
            alternatives: [
                Alternative(
                    "image", image.codec, "The image, or the stack of images, in a file.",
                    get: { if case .files(let files) = $0.source { files } else { nil } },
                    set: { $0.source = .files($1) })
            ] + specimens(get: \.specimen, set: { $0.source = .specimen($1) }),
            needsAlternative: true)
    }

    private static let windowMeaning = "Side of the square windows in pixels."

    private static var standardSpecimen: TrainingData.SpecimenSource {
        .sample(Plan.SampleChoice(name: Plan.SampleChoice.names[0]))
    }

    private static var centers: Section<PatchChoice.Centers> {
        Section(
            initial: PatchChoice().centers,
            alternatives: [
                Alternative(
                    "grid", .integer(1...1024), "Side by side from the upper left corner, so many pixels apart.",
                    standingAlone: 1, get: { if case .grid(let step) = $0 { step } else { nil } },
                    set: { $0 = .grid(step: $1) }),
                Alternative(
                    "peaks", peaks.codec, "Around bright spots: atom columns, particles, dislocation cores.",
                    standingAlone: PeakSearch(), get: { if case .peaks(let search) = $0 { search } else { nil } },
                    set: { $0 = .peaks($1) }),
            ])
    }

    private static var peaks: Section<PeakSearch> {
        Section(
            initial: PeakSearch(),
            keys: [
                Key(
                    "blur", \.blur, .number("a number from 0 to 64") { (0...64).contains($0) },
                    "Standard deviation in pixels of the blur before the search; about the width of a spot finds it best in "
                        + "noise."),
                Key(
                    "distance", \.distance, .nonNegative,
                    "The least distance of two peaks in pixels; of two that are nearer the higher counts."),
                Key(
                    "height", \.height, .share,
                    "The least height of a peak, from 0 for all to 1 for the highest alone."),
                Key("channel", \.channel, .integer(0...1000), "The image's channel that is searched, counted from 0."),
            ])
    }

    private static var spectra: Section<TrainingData.SpecimenSource> {
        Section(
            initial: standardSpecimen, alternatives: specimens(get: \.self, set: { $0 = $1 }), needsAlternative: true)
    }

    private static var patchesWithSpectra: Section<TrainingData.PatchSpectrumData> {
        Section(
            initial: TrainingData.PatchSpectrumData(source: standardSpecimen),
            keys: [Key("window", \.window, .integer(1...1024), windowMeaning)],
            alternatives: specimens(get: \.source, set: { $0.source = $1 }), needsAlternative: true)
    }

    /// A recorded or a synthetic specimen, as plans of experiments have them.
    private static func specimens<Root>(
        get: @escaping (Root) -> TrainingData.SpecimenSource?,
        set: @escaping (inout Root, TrainingData.SpecimenSource) -> Void
    ) -> [Alternative<Root>] {
        [
            Alternative(
                "data", PlanKeys.data.codec, "A recorded data set: a folder of NPY files, an NPZ file or an HDF5 file.",
                get: { if case .data(let choice) = get($0) { choice } else { nil } }, set: { set(&$0, .data($1)) }),
            Alternative(
                "sample", PlanKeys.sample.codec, "A built-in synthetic sample.",
                get: { if case .sample(let choice) = get($0) { choice } else { nil } },
                set: { set(&$0, .sample($1)) }),
        ]
    }
}

extension TrainingData.ImageFiles {
    /// The path, which must be given; nil until it is.
    fileprivate var writtenPath: String? {
        get { path.isEmpty ? nil : path }
        set { path = newValue ?? "" }
    }
}

extension TrainingData.PatchData {
    /// The specimen that the images are of; nil if they are a file's.
    fileprivate var specimen: TrainingData.SpecimenSource? {
        if case .specimen(let specimen) = source { specimen } else { nil }
    }
}
