import Autoencoders
import Experiments
import Figures
import Foundation
import LinearAlgebra
import Networks
import Orchestration
import TrainingSets

/// Images, what an autoencoder makes of them, and how far that is off.
struct Reconstruction {
    let options: ModelOptions
    let figure: String?
    let out: String?
    let count: Int
    let isHeldOut: Bool

    func run() throws {
        guard (1...64).contains(count) else { throw Failure("--count \(count): expected 1 to 64", .usage) }
        let file = try figure.map { try FigureFile($0) }
        let autoencoder = try options.autoencoder()
        let about = autoencoder.about
        try options.check([figure, out], for: about)
        let set = try images(for: about)
        let scaled = try autoencoder.scaled(set)
        for warning in autoencoder.warnings(of: scaled) { Failure.warn(warning) }
        let decoded = try autoencoder.reconstruct(scaled)
        let tiles = DecodedTiles.decoded(by: about)
        let results = decoded.elements
        let aims = about.isTranslation ? scaled.targets : scaled.inputs
        print("\(about.plan.title) · \(set.name): \(set.count.grouped) \(set.noun)\(isHeldOut ? ", held out" : "")")
        if let aims {
            let inputs = about.isTranslation && about.input == about.output ? set.inputs.values : nil
            Error.tell(of: tiles.restored(results), tiles.restored(aims.values), inputs: inputs)
        }
        if let out {
            try DecodedFile.write(tiles.restored(results), shape: [set.count], of: about.output, to: out)
        }
        if let file {
            try file.write(picture(scaled, results, aims, about))
            print("picture   \(file.path)")
        }
    }

    private func images(for about: AutoencoderDescription) throws -> TrainingSet {
        let set = try options.images(for: about)
        guard isHeldOut else { return set }
        guard options.data == nil, about.heldOutCount > 0 else {
            throw Failure(
                options.data == nil
                    ? "--held-out: the training held nothing out"
                    : "--held-out: images of --data were not trained on at all",
                .usage)
        }
        guard about.learnedInputs.knows(set) else {
            throw Failure(
                "--held-out: \(set.name) are not, or not in the same order, what \(options.model) was trained on, so that it is "
                    + "not known which were held out. Leave out --held-out, or train anew", .badData)
        }
        return try set.split(holdingOut: about.plan.training.heldOut, seed: about.plan.randomSeed).heldOut
    }

    private func picture(
        _ set: TrainingSet, _ results: [Float], _ aims: ImageStack?, _ about: AutoencoderDescription
    ) -> ReconstructionFigure {
        let shown = LatentDirection.values(from: 0, to: Double(set.count - 1), count: min(count, set.count)).map {
            Int($0.rounded())
        }
        let size = about.output.count
        let (encoded, decoded) = (DecodedTiles.encoded(by: about), DecodedTiles.decoded(by: about))
        func result(_ index: Int) -> ArraySlice<Float> { results[index * size..<(index + 1) * size] }
        let inputs = ReconstructionFigure.Row("input", tiles: shown.map { encoded.tile(set.inputs[$0]) })
        var rows = [inputs]
        if about.isTranslation, let aims, about.output.height > 1 {
            rows.append(ReconstructionFigure.Row("target", tiles: shown.map { decoded.tile(aims[$0]) }))
        }
        let made = ReconstructionFigure.Row(
            about.isTranslation ? "decoded" : "reconstruction",
            tiles: shown.map { index in
                decoded.tile(result(index), behind: about.output.height == 1 ? Array(aims?[index] ?? []) : [])
            })
        rows.append(made)
        if let aims {
            let truth = ReconstructionFigure.Row("aim", tiles: shown.map { decoded.tile(aims[$0]) })
            rows.append(
                ReconstructionFigure.Row.difference(
                    of: made, from: truth,
                    numbers: shown.map { Error(decoded.restored(result($0)), decoded.restored(aims[$0])).root },
                    quantity: "rms"))
        }
        let names = set.classes.map { classes in shown.map { classes.names[classes.indices[$0]] } } ?? []
        return ReconstructionFigure(
            heading: about.plan.title, remark: "\(set.name): \(shown.count) of \(set.count.grouped) \(set.noun)",
            rows: rows,
            examples: names, footnote: about.output.height == 1 ? "Grey: what it should be." : decoded.footnote)
    }

    /// How far numbers are from what they should be, in the units of the data.
    struct Error {
        private(set) var squares = 0.0
        private(set) var count = 0

        init(_ made: [Float], _ aim: [Float]) {
            for (made, aim) in zip(made, aim) {
                squares += Double(made - aim) * Double(made - aim)
                count += 1
            }
        }

        /// Root of the mean square.
        var root: Double { (squares / Double(max(1, count))).squareRoot() }

        /// Prints the error of all numbers: the root of the mean square, the share of the variance that is explained, and
        /// for inputs of the same kind the peak signal-to-noise ratio before and after.
        static func tell(of made: [Float], _ aim: [Float], inputs: [Float]?) {
            let error = Error(made, aim)
            let mean = aim.reduce(0) { $0 + Double($1) } / Double(max(1, aim.count))
            let variance = aim.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            var text = "error     \(error.root.text()) a number (root mean square)"
            if variance > 0 {
                text += ", \((100 * (1 - error.squares / variance)).fixed(1)) % of the variance explained"
            }
            print(text)
            guard let inputs else { return }
            let range = Double((aim.max() ?? 1) - (aim.min() ?? 0))
            func ratio(_ error: Error) -> Double { 20 * log10(range / max(error.root, 1e-12)) }
            let before = ratio(Error(inputs, aim))
            print(
                "PSNR      \(before.fixed(1)) dB before, \(ratio(error).fixed(1)) dB after: "
                    + "\((ratio(error) - before).fixed(1)) dB gained")
        }
    }
}
