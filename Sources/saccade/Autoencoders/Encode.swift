import ArgumentParser
import Autoencoders
import Experiments
import Figures
import Orchestration
import TrainingSets

/// `saccade encode`: what an autoencoder says of images.
struct Encode: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encodes images or spectra: their latents as a file, in a plane, or as maps over the image.",
        discussion: """
            Latents of the content are z1, z2, ... with their standard deviations; rotation and shear in degrees, the \
            size as a factor, shifts in half sides of the image. Angles are those at which the image lies: what the \
            decoder turns its upright object by. Their zero is the model's own.
            """)

    @OptionGroup var options: ModelOptions
    @Option(help: "Write the latents of each image, with what is known of it: CSV or NPY.") var out: String?
    @Option(help: "Draw each image as a point in the plane of two latents: PNG, SVG or PDF.") var scatter: String?
    @Option(help: "The latent to the right.") var x: String?
    @Option(help: "The latent upwards.") var y: String?
    @Option(
        help: ArgumentHelp(
            "What colours the points, a panel each: `class`, `found` (the model's own class), latents or factors.",
            valueName: "name,name,..."))
    var color: String?
    @Option(help: "Draw each latent as a map over the image that patches or spectra are of: PNG, SVG or PDF.")
    var maps: String?

    func run() throws {
        let outFile = try out.map { try LatentFile($0) }
        let scatterFile = try scatter.map { try FigureFile($0) }
        let mapsFile = try maps.map { try FigureFile($0) }
        let autoencoder = try options.autoencoder()
        let about = autoencoder.about
        try options.check([out, scatter, maps], for: about)
        let set = try options.images(for: about)
        let scaled = try autoencoder.scaled(set)
        let table = LatentTable(try autoencoder.encode(scaled), of: set, by: about)
        // Everything that can be refused comes before the first file.
        var plane: LatentScatterFigure?
        if scatterFile != nil {
            plane = try ScatterPicture(table, about, set: set, x: x, y: y, colors: color).figure()
        }
        var overImage: EncodedMapsFigure?
        if mapsFile != nil { overImage = try mapsPicture(table, about, set) }
        for warning in autoencoder.warnings(of: scaled) { Failure.warn(warning) }
        for line in Self.summary(table, of: set, about) { print(line) }
        if let outFile { print("latents  \(try outFile.write(table))") }
        if let scatterFile, let plane {
            try scatterFile.write(plane)
            print("scatter  \(scatterFile.path)")
        }
        if let mapsFile, let overImage {
            try mapsFile.write(overImage)
            print("maps     \(mapsFile.path)")
        }
    }

    private func mapsPicture(
        _ table: LatentTable, _ about: AutoencoderDescription, _ set: TrainingSet
    ) throws -> EncodedMapsFigure {
        guard let background = try options.background(for: about) else {
            throw Failure(
                "--maps: \(set.name) are whole images; maps are drawn of patches and spectra. Use --scatter", .usage)
        }
        return try MapsPicture(table, about, set: set, background: background).figure()
    }

    private static func summary(
        _ table: LatentTable, of set: TrainingSet, _ about: AutoencoderDescription
    ) -> [String] {
        var text = TextTable([
            ("latent", .left), ("unit", .left), ("mean", .right), ("sd", .right), ("least", .right),
            ("greatest", .right), ("uncertainty", .right),
        ])
        for column in table.latents {
            let values = column.values
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = table.deviations.first { $0.name == "\(column.name) sd" }
            text.add([
                column.name, column.unit, mean.text(), (squares / Double(values.count)).squareRoot().text(),
                (values.min() ?? .nan).text(), (values.max() ?? .nan).text(),
                deviation.map { TrainingReport.median($0.values).text() } ?? "",
            ])
        }
        return ["\(about.plan.title) · \(set.name): \(table.count.grouped) \(set.noun)"]
            + set.notes.map { "note: \($0)" }
            + text.lines()
    }
}
