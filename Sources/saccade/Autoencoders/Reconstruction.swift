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
        let encoded = DecodedTiles.encoded(by: about, over: set.inputs.axis)
        let decoded = DecodedTiles.decoded(by: about, over: aims?.axis)
        let isSpectral = about.output.height == 1
        let colors = TileColors(.grey, showsBar: true)
        func result(_ index: Int) -> ArraySlice<Float> { results[index * size..<(index + 1) * size] }
        // What is translated is of another kind than what becomes of it.
        let inputs = ReconstructionFigure.Row(
            "input", tiles: shown.map { encoded.tile(set.inputs[$0]) }, colors: colors,
            isOnItsOwn: about.isTranslation)
        var rows = [inputs]
        let wanted = aims.map { aims in
            ReconstructionFigure.Row(
                about.isTranslation ? "target" : "input", tiles: shown.map { decoded.tile(aims[$0]) }, colors: colors)
        }
        if about.isTranslation, !isSpectral, let wanted { rows.append(wanted) }
        let made = ReconstructionFigure.Row(
            about.isTranslation ? "decoded" : "reconstruction",
            tiles: shown.map { index in
                decoded.tile(result(index), behind: isSpectral ? Array(aims?[index] ?? []) : [])
            }, colors: colors)
        rows.append(made)
        if let aims, let wanted {
            rows.append(
                ReconstructionFigure.Row.difference(
                    of: made, from: wanted,
                    numbers: shown.map { index in
                        // Of what is shown: channels may have units of their own.
                        let (made, aim) = (decoded.restored(result(index)), decoded.restored(aims[index]))
                        return Error(
                            Array(made.prefix(decoded.shownCount)), Array(aim.prefix(decoded.shownCount))
                        ).root
                    },
                    quantity: "rms"))
        }
        let names = set.classes.map { classes in shown.map { classes.names[classes.indices[$0]] } } ?? []
        var facts = [decoded.footnote]
        if about.isTranslation, encoded.footnote != decoded.footnote, !encoded.footnote.isEmpty {
            facts.append("Input: \(encoded.footnote)")
        }
        if isSpectral, let wanted { facts.append("Grey line: the \(wanted.name).") }
        return ReconstructionFigure(
            heading: about.plan.title, remark: remark(shown.count, of: set, about), rows: rows,
            examples: names, footnote: facts.filter { !$0.isEmpty }.joined(separator: " · "))
    }

    /// Which images are shown, and whether the model learned them.
    private func remark(_ count: Int, of set: TrainingSet, _ about: AutoencoderDescription) -> String {
        let name = set.name == set.noun ? "" : "\(set.name): "
        let kind = isHeldOut ? "held-out \(set.noun)" : set.noun
        let isKnown = !isHeldOut && options.data == nil && about.heldOutCount > 0
        return "\(name)\(count) of \(set.count.grouped) \(kind)"
            + (isKnown ? ", learned and held-out ones alike" : "")
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
