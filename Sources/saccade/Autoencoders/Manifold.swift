import ArgumentParser
import Datasets
import Experiments
import Figures
import Foundation
import LinearAlgebra
import Networks
import Orchestration
import TrainingSets

/// `saccade manifold`: what an autoencoder decodes over a plane of latents.
struct Manifold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws what an autoencoder decodes over a grid of two latents.")

    @Argument(help: "The autoencoder that `train` wrote.") var model: String
    @Option(help: "The picture: PNG, SVG or PDF; without it, the model's name and -manifold.png.") var figure: String?
    @Option(help: "Write the decoded images: NPY [rows, columns, height, width], the lowest row first.")
    var out: String?
    @Option(help: "The latent to the right; the first without it.") var x: String?
    @Option(help: "The latent upwards; the second without it.") var y: String?
    @Option(help: "How many values of each.") var count = 11
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The values at the ends; without it, those between which nearly all images lie that were learned, and of a pose "
                + "those that were held likely.", valueName: "low,high"))
    var range: String?
    @Option(name: .customLong("class"), help: "The class, its number or its name.") var label: String?

    func run() throws {
        guard (1...50).contains(count) else { throw Failure("--count \(count): expected 1 to 50", .usage) }
        let path = figure ?? "\(URL(filePath: model).deletingPathExtension().path)-manifold.png"
        let file = try FigureFile(path)
        for path in [path, out].compactMap(\.self) { try OutputPath.check(path, sparing: [model]) }
        let autoencoder = try AutoencoderFile.read(model)
        let about = autoencoder.about
        let all = LatentDirection.all(of: about)
        guard all.count > 1 || (x != nil && y != nil) else {
            throw Failure("\(model): a manifold needs two latents, the model has \(all.count). Use `traverse`", .usage)
        }
        let right = try x.map { try LatentDirection.named($0, "--x", of: about) } ?? all[0]
        let up = try y.map { try LatentDirection.named($0, "--y", of: about) } ?? all[1]
        guard right != up else { throw Failure("--x and --y are both \(right.name); choose two", .usage) }
        let chosen = try label.map { try autoencoder.label($0) } ?? 0
        let (xs, ys) = (try values(right, about), try values(up, about))
        let places = ys.flatMap { y in
            xs.map { x in
                var place = autoencoder.middle
                place.label = chosen
                right.set(x, in: &place)
                up.set(y, in: &place)
                return place
            }
        }
        let images = autoencoder.decode(places)
        let tiles = DecodedTiles.decoded(by: about)
        let held = all.filter { $0 != right && $0 != up }
        let words =
            (autoencoder.classCount > 0 ? [autoencoder.className(chosen)] : [])
            + (held.count > 4
                ? ["all other latents in their middle"]
                : held.map { "\($0.name) = \($0.middle(of: about).text())" })
        try file.write(
            ManifoldFigure(
                heading: about.plan.title, remark: words.joined(separator: ", "),
                x: LatentAxis(right.name, unit: right.unit, values: xs),
                y: LatentAxis(up.name, unit: up.unit, values: ys), tiles: tiles.tiles(images),
                footnote: tiles.footnote))
        print("manifold  \(file.path) · \(right.name) to the right, \(up.name) upwards")
        if let out {
            let shape = about.output
            try DecodedFile.write(
                tiles.restored(images.elements), shape: [ys.count, xs.count], of: shape, to: out)
        }
    }

    private func values(_ direction: LatentDirection, _ about: AutoencoderDescription) throws -> [Double] {
        guard let range else {
            let reach = direction.reach(of: about)
            return LatentDirection.values(from: reach.lowerBound, to: reach.upperBound, count: count)
        }
        let ends = try ArrayFile.numbers(range, "--range")
        guard ends.count == 2, ends[0] < ends[1] else {
            throw Failure("--range \(range): two numbers were expected, the smaller first, as in -2,2", .usage)
        }
        return LatentDirection.values(from: ends[0], to: ends[1], count: count)
    }
}

extension TrainedAutoencoder {
    /// The class of a name or a number.
    ///
    /// - Throws: ``Failure`` that tells those there are.
    func label(_ text: String) throws -> Int {
        guard classCount > 0 else { throw Failure("--class \(text): the model has no classes", .usage) }
        let names = (0..<classCount).map(className)
        if let index = names.firstIndex(of: text) { return index }
        if let number = Int(text), (0..<classCount).contains(number) { return number }
        throw Failure("--class \(text): there are \(names.joined(separator: ", ")), or 0 to \(classCount - 1)", .usage)
    }
}
