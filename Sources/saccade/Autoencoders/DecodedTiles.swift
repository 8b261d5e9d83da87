import Autoencoders
import Experiments
import Figures
import LinearAlgebra
import Networks
import Orchestration
import TrainingSets

/// Pictures of what is decoded, or of what was encoded, in the units of the data where the scaling was common to all.
struct DecodedTiles {
    private let shape: ImageShape
    private let scaling: Scaling
    private let axis: SpectralAxis?

    /// Pictures of one of a model's sides; of spectra, over an axis if it is known.
    init(_ shape: ImageShape, _ scaling: Scaling, over axis: Axis?) {
        self.shape = shape
        self.scaling = scaling
        self.axis = axis.map { SpectralAxis($0.name, unit: $0.unit, values: $0.values) }
    }

    /// Those of what a model decodes; of spectra, over the axis that they were learned with, or another.
    static func decoded(by about: AutoencoderDescription, over axis: Axis? = nil) -> DecodedTiles {
        DecodedTiles(
            about.output, about.isTranslation ? about.targetScaling : about.inputScaling,
            over: axis ?? about.outputAxis)
    }

    /// Those of what a model encodes.
    static func encoded(by about: AutoencoderDescription, over axis: Axis? = nil) -> DecodedTiles {
        DecodedTiles(about.input, about.inputScaling, over: axis)
    }

    /// What a reader must know of the pictures besides.
    var footnote: String {
        var facts: [String] = []
        if shape.channels != 1 && shape.channels != 3 {
            facts.append("Of \(shape.channels) channels the first is shown.")
        }
        if scaling.isOfEachImage {
            facts.append("The values are scaled ones, of each \(shape.height > 1 ? "image" : "spectrum") by itself.")
        }
        return facts.joined(separator: " · ")
    }

    /// The values in the units of the data.
    func restored(_ values: some Collection<Float>) -> [Float] {
        Scaling.restored(values, by: scaling.isOfEachImage ? [] : scaling.parameters)
    }

    /// How many values of an image a picture shows: those of all channels only if these are its colours.
    var shownCount: Int { shape.channels == 3 && shape.height > 1 ? shape.count : shape.pixels }

    /// The picture of one image; of several channels three are red, green and blue, of others the first is shown.
    func tile(_ values: some Collection<Float>, behind: [Float] = []) -> ImageTile {
        let numbers = restored(values).map(Double.init)
        if shape.height == 1 {
            return .spectrum(
                Array(numbers.prefix(shape.width)), over: axis,
                behind: restored(behind).prefix(shape.width).map(Double.init))
        }
        if shape.channels == 3 { return .color(numbers, rows: shape.height, columns: shape.width) }
        return .image(Array(numbers.prefix(shape.pixels)), rows: shape.height, columns: shape.width)
    }

    /// The pictures of images, one a row.
    func tiles(_ images: borrowing Matrix<Float>) -> [ImageTile] {
        let elements = images.elements
        return (0..<images.rows).map { tile(elements[$0 * images.columns..<($0 + 1) * images.columns]) }
    }
}

extension TrainedAutoencoder {
    /// A place in the space of latents.
    struct Place {
        var content: [Float]
        var pose = Pose()
        var label = 0
    }

    /// The place where nothing is out of the ordinary: the medians of the content that was learned, upright, the first class.
    var middle: Place {
        Place(
            content: (0..<about.plan.model.latents).map { Float(LatentDirection.content($0).middle(of: about)) })
    }

    /// How many classes a place may be of: those of the model, or those that it is told.
    var classCount: Int {
        about.plan.model.classes.count > 0
            ? about.plan.model.classes.count
            : about.conditions.conditions.compactMap(\.classes?.count).first ?? 0
    }

    /// What a class is called: by its name where it was told, else by its number.
    func className(_ label: Int) -> String {
        let isTold = about.plan.model.classes.labelled > 0 || about.plan.model.classes.count == 0
        return isTold && label < about.classNames.count ? about.classNames[label] : "class \(label)"
    }

    /// Decodes places; factors that the model is told are at their means.
    func decode(_ places: [Place]) -> Matrix<Float> {
        let conditions = Matrix(
            rows: places.count, columns: about.conditions.count,
            elements: places.flatMap {
                about.conditions.numbers(ofClass: $0.label) ?? Array(repeating: 0, count: about.conditions.count)
            })
        return model.decode(
            content: Matrix(
                rows: places.count, columns: about.plan.model.latents, elements: places.flatMap(\.content)),
            classes: about.plan.model.classes.count > 0 ? places.map(\.label) : [], conditions: conditions,
            poses: places.map(\.pose))
    }
}
