import ArgumentParser
import Experiments
import Figures
import Foundation
import Orchestration
import TrainingSets

/// `saccade traverse`: what an autoencoder decodes along each latent.
struct Traverse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws what an autoencoder decodes along each latent, the others in their middle.",
        discussion: "With classes, each latent is followed for each class.")

    @Argument(help: "The autoencoder that `train` wrote.") var model: String
    @Option(help: "The picture: PNG, SVG or PDF; without it, the model's name and -traversals.png.")
    var figure: String?
    @Option(help: ArgumentHelp("The latents to be followed; all without it.", valueName: "name,name,..."))
    var latents: String?
    @Option(help: "How many values of each.") var count = 9

    func run() throws {
        guard (2...50).contains(count) else { throw Failure("--count \(count): expected 2 to 50", .usage) }
        let path = figure ?? "\(URL(filePath: model).deletingPathExtension().path)-traversals.png"
        let file = try FigureFile(path)
        try OutputPath.check(path, sparing: [model])
        let autoencoder = try AutoencoderFile.read(model)
        let about = autoencoder.about
        let chosen =
            try latents.map { names in
                try names.split(separator: ",").map {
                    try LatentDirection.named(String($0.drop(while: \.isWhitespace)), "--latents", of: about)
                }
            } ?? LatentDirection.all(of: about)
        guard !chosen.isEmpty else {
            throw Failure("\(model): the model has classes alone, no latents to follow", .usage)
        }
        let tiles = DecodedTiles.decoded(by: about)
        var rows: [TraversalFigure.Row] = []
        for label in 0..<max(1, autoencoder.classCount) {
            for direction in chosen {
                let reach = direction.reach(of: about)
                let values = LatentDirection.values(from: reach.lowerBound, to: reach.upperBound, count: count)
                let images = autoencoder.decode(
                    values.map { value in
                        var place = autoencoder.middle
                        place.label = label
                        direction.set(value, in: &place)
                        return place
                    })
                rows.append(
                    TraversalFigure.Row(
                        direction.name, unit: direction.unit, values: values, tiles: tiles.tiles(images),
                        group: autoencoder.classCount > 0 ? autoencoder.className(label) : ""))
            }
        }
        try file.write(
            TraversalFigure(
                heading: about.plan.title, remark: "the latents that do not change are in their middle", rows: rows,
                footnote: tiles.footnote))
        print("traversals  \(file.path) · \(chosen.map(\.name).joined(separator: ", "))")
    }
}
