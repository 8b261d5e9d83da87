import Autoencoders
import Experiments
import LinearAlgebra
import Networks
import Randomness
import Surrogates

extension DeepKernelChoice {
    /// How the embedding spreads the candidates at first: the root mean square distance from their mean, in length scales.
    private static var spread: Double { 1 }

    /// How the networks learn what candidates look like before the first training; nil if the plan asks for nothing such.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - features: All candidates, as the networks see them.
    ///   - threads: How many threads it may use.
    ///   - news: Told when it begins and ends.
    /// - Returns: What finds the weights of each network.
    func pretraining(
        _ plan: Plan, on features: any CandidateFeatures, threads: Int, news: @escaping (EncoderNews) -> Void
    ) -> DeepKernel.Pretraining? {
        guard case .autoencoder(let choice) = pretraining else { return nil }
        let pool = PoolAutoencoder(
            design: autoencoder(choice, inputs: features.dimension), schedule: LossSchedule(), epochs: choice.epochs,
            seed: plan.randomSeed, threads: threads, purpose: "the deep kernel")
        let ensemble = ensemble
        return { shouldContinue in
            let (models, images) = try pool.train(ensemble, on: features, shouldContinue: shouldContinue, news: news)
            return models.map { model in
                guard let extractor = model.extractor else {
                    preconditionFailure("an encoder of dense layers is an extractor")
                }
                return begin(from: extractor, images.images.inputs)
            }
        }
    }

    /// An autoencoder whose encoder has the deep kernel's layers.
    private func autoencoder(_ choice: AutoencoderPretraining, inputs: Int) -> AutoencoderDesign {
        var design = AutoencoderDesign(ImageShape(channels: 1, height: 1, width: inputs))
        let hidden = Array(layers.dropLast())
        design.contentDimensions = layers.last ?? 1
        design.isVariational = choice.isVariational
        design.encoder = .dense(hidden)
        design.decoder = .image(.dense(hidden.reversed()))
        design.likelihood = .gaussian(deviation: PoolAutoencoder.deviation)
        design.activation = function
        return design
    }

    /// Moves and scales an embedding so that it spreads some candidates as far as a process expects.
    private func begin(from extractor: NetworkWeights, _ rows: borrowing Matrix<Float>) -> NetworkWeights {
        var unused = RandomSource(seed: 0)
        let network = Network(inputs: rows.columns, layers: layers, activation: function, using: &unused)
        do {
            try network.load(extractor, atLeast: layers.count)
        } catch {
            preconditionFailure("the encoder has the deep kernel's layers: \(error)")
        }
        let embedding = network.predict(rows)
        var means = [Float](repeating: 0, count: embedding.columns)
        var total = 0.0
        for column in 0..<embedding.columns {
            var (sum, squares) = (0.0, 0.0)
            for row in 0..<embedding.rows {
                sum += Double(embedding[row, column])
                squares += Double(embedding[row, column]) * Double(embedding[row, column])
            }
            let mean = sum / Double(embedding.rows)
            means[column] = Float(mean)
            total += max(0, squares / Double(embedding.rows) - mean * mean)
        }
        let scale = total > 0 ? Self.spread / total.squareRoot() : 1
        return extractor.givingOutputs(ofLayer: layers.count - 1, minus: means, times: Float(scale))
    }

    /// Takes the weights of a file, of a deep kernel's network or of an autoencoder's encoder.
    ///
    /// An encoder's first layer is changed so that it sees standardised patches as it saw those that were scaled for it.
    ///
    /// - Parameters:
    ///   - content: What the file holds.
    ///   - inputs: The number of features; nil if it is not known yet, and then there may be any.
    /// - Returns: Weights of layers that the deep kernel has.
    /// - Throws: ``UnusableWeights`` if the file is an autoencoder whose encoder is no such network.
    func extractorWeights(in content: NetworkWeights, inputs: Int?) throws(UnusableWeights) -> NetworkWeights {
        let file = weights ?? ""
        guard TrainedAutoencoder.isDescribed(in: content) else { return content }
        func refused(_ reason: String) -> UnusableWeights { UnusableWeights(file, .autoencoder(reason)) }
        let trained: TrainedAutoencoder
        do {
            trained = try TrainedAutoencoder(content, from: file)
        } catch {
            throw refused(error.reason)
        }
        guard let extractor = trained.model.extractor else {
            let first = content["trunk.0.weight"].map { Tensor.text(ofShape: $0.shape) } ?? "missing"
            throw refused(
                "trunk.0.weight is \(first), and its encoder is not of dense layers that see the image alone; a deep kernel's "
                    + "network is")
        }
        let found = trained.model.design.activation
        guard found == function else {
            throw refused(
                "its layers were trained with \(found.rawValue), those of the plan are \(function.rawValue); "
                    + (Activation(rawValue: found.rawValue) == nil
                        ? "train one with \(Activation.allCases.map(\.rawValue).joined(separator: ", "))"
                        : "write `activation: \(found.rawValue)`"))
        }
        try compare(extractor, inputs: inputs, named: trained.model.extractorLayerNames, refused)
        guard let moments = trained.about.inputMoments else {
            throw refused("its metadata do not say how the images were distributed; train it again")
        }
        let pixels = trained.about.input.pixels
        return extractor.takingInputs(
            times: moments.flatMap { Array(repeating: Float($0.scale), count: pixels) },
            plus: moments.flatMap { Array(repeating: Float($0.offset), count: pixels) })
    }

    /// Compares the shapes of an encoder's layers with the plan's.
    private func compare(
        _ extractor: NetworkWeights, inputs: Int?, named names: [String], _ refused: (String) -> UnusableWeights
    ) throws(UnusableWeights) {
        let shapes = names.indices.compactMap { extractor[NetworkWeights.weightName(layer: $0)]?.shape }
        let widths = shapes.compactMap(\.first)
        if let place = shapes.indices.first(where: { !layers.indices.contains($0) || widths[$0] != layers[$0] })
            ?? (widths.count < layers.count ? widths.count - 1 : nil)
        {
            throw refused(
                "\(names[place]).weight gives \(widths[place]) numbers; the layers of its encoder are \(widths), those of the "
                    + "plan \(layers); write `layers: \(widths)`")
        }
        guard let seen = shapes.first?.last, let inputs, seen != inputs else { return }
        throw refused(
            "\(names[0]).weight takes \(seen) numbers, and a candidate has \(inputs) features; give it the patches that it was "
                + "trained with")
    }
}
