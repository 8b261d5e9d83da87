import Autoencoders
import Experiments
import LinearAlgebra
import Networks
private import Randomness
import Surrogates
import TrainingSets

/// What makes latents of patches: an encoder that was trained on them, or one of a file.
struct PatchEncoder: Sendable {
    private let design: AutoencoderDesign
    private let weights: NetworkWeights
    /// How patches are brought to the scale that the encoder knows; nil if they are on it.
    private let scaling: Scaling?

    /// Keeps the weights of an autoencoder that was trained on patches as they are seen.
    init(_ model: Autoencoder) {
        (design, weights, scaling) = (model.design, model.weights, nil)
    }

    /// Keeps an autoencoder of a file, which was trained on patches that were scaled.
    init(_ trained: TrainedAutoencoder) {
        (design, weights, scaling) = (trained.model.design, trained.model.weights, trained.about.inputScaling)
    }

    /// The number of latents.
    var dimension: Int { design.contentDimensions }

    /// Returns the posterior means of the latents of patches, computed in blocks.
    func means(of patches: any CandidateFeatures) -> FeatureTable {
        var unused = RandomSource(seed: 0)
        let model = Autoencoder(design, using: &unused)
        do {
            try model.load(weights)
        } catch {
            preconditionFailure("the weights are those of such an autoencoder: \(error)")
        }
        let width = 1024
        var elements: [Float] = []
        elements.reserveCapacity(patches.count * dimension)
        for start in stride(from: 0, to: patches.count, by: width) {
            let candidates = Array(start..<min(start + width, patches.count))
            var block = Matrix<Float>(rows: candidates.count, columns: patches.dimension)
            patches.copyRows(candidates, into: &block)
            if let scaling { block = scaled(block, by: scaling) }
            for encoding in model.encode(block) { elements += encoding.content }
        }
        return FeatureTable(dimension: dimension, elements: elements)
    }

    private func scaled(_ block: borrowing Matrix<Float>, by scaling: Scaling) -> Matrix<Float> {
        let shape = design.input
        return scaling.scaled(
            ImageStack(channels: shape.channels, height: shape.height, width: shape.width, values: block.elements)
        ).matrix
    }
}

/// The latents of the patches of a pool: computed at once where that takes little memory, else when they are asked for.
struct EncodedView: CandidateFeatures {
    private let patches: any CandidateFeatures
    private let encoder: PatchEncoder
    private let table: FeatureTable?

    /// Encodes patches; up to `keptBytes` bytes of latents are computed at once.
    init(of patches: any CandidateFeatures, by encoder: PatchEncoder, keptBytes: Int) {
        self.patches = patches
        self.encoder = encoder
        let bytes = patches.count * encoder.dimension * MemoryLayout<Float>.size
        table = bytes <= keptBytes ? encoder.means(of: patches) : nil
    }

    var count: Int { patches.count }
    var dimension: Int { encoder.dimension }

    func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        if let table { return table.copyRows(candidates, into: &matrix) }
        encoder.means(of: SubsetFeatures(patches, candidates)).copyRows(Array(candidates.indices), into: &matrix)
    }
}
