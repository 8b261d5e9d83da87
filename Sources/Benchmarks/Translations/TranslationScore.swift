private import Datasets
private import Experiments
private import Foundation
private import LinearAlgebra
private import Networks
internal import Orchestration
private import Randomness
private import Scores
private import Surrogates
private import TrainingSets

/// How close what an encoder-decoder makes comes to what it should make, beside what could be had without it.
struct TranslationScore: Codable {
    /// What `figure` and `beside` are of, with unit.
    let quantity: String
    let figure: Double
    /// By name.
    var beside: [String: Double] = [:]

    /// Scores an encoder-decoder on pairs that it did not learn.
    init(_ task: TranslationTask, _ autoencoder: TrainedAutoencoder, on parts: TranslationTask.Parts) throws {
        let scaled = try autoencoder.scaled(parts.scored)
        let scale = autoencoder.about.targetScaling.parameters
        let size = autoencoder.about.output.count
        let elements = try autoencoder.reconstruct(scaled).elements
        let made = (0..<parts.scored.count).flatMap {
            Scaling.restored(elements[$0 * size..<($0 + 1) * size], by: scale)
        }
        guard let aims = parts.scored.targets?.values, let learned = parts.learned.targets else {
            preconditionFailure("a translation has targets")
        }
        let mean = Self.mean(learned)
        let means = (0..<parts.scored.count).flatMap { _ in mean }
        switch task {
        case .denoising:
            quantity = "PSNR in dB"
            figure = ImageErrors.peakSignalToNoise(made, aims)
            beside["as it is"] = ImageErrors.peakSignalToNoise(parts.scored.inputs.values, aims)
            beside["best blur"] = Self.bestBlur(parts.scored.inputs, aims)
        case .coloring:
            quantity = "PSNR in dB"
            figure = ImageErrors.peakSignalToNoise(made, aims)
            beside["mean image"] = ImageErrors.peakSignalToNoise(means, aims)
            beside["rms"] = ImageErrors.meanSquare(made, aims).squareRoot()
            beside["rms of the mean image"] = ImageErrors.meanSquare(means, aims).squareRoot()
        case .spectra:
            quantity = "R²"
            func share(_ made: [Float]) -> Double {
                Determination.value(
                    made.map { Double($0) }, of: aims.map { Double($0) }, beside: means.map { Double($0) })
            }
            figure = share(made)
            beside["line on 16 components"] = share(try Self.line(parts))
            if let truth = parts.truth { beside["the truth"] = share(truth) }
        }
    }

    private static func mean(_ stack: ImageStack) -> [Float] {
        var sum = Array(repeating: 0.0, count: stack.dimension)
        for index in 0..<stack.count {
            for (offset, value) in stack[index].enumerated() { sum[offset] += Double(value) }
        }
        return sum.map { Float($0 / Double(stack.count)) }
    }

    /// The peak signal-to-noise ratio of the Gaussian blur that does best on the very images.
    private static func bestBlur(_ images: ImageStack, _ aims: [Float]) -> Double {
        stride(from: 0.4, through: 2, by: 0.1).map { deviation in
            let blurred = (0..<images.count).flatMap {
                GaussianBlur(deviation).applied(to: images[$0], width: images.width)
            }
            return ImageErrors.peakSignalToNoise(blurred, aims)
        }.max() ?? .nan
    }

    /// What a linear function of the windows' first 16 principal components makes of them.
    private static func line(_ parts: TranslationTask.Parts) throws -> [Float] {
        func table(_ set: TrainingSet) -> FeatureTable {
            FeatureTable(dimension: set.inputs.dimension, elements: set.inputs.values)
        }
        func matrix(_ table: FeatureTable) -> Matrix<Double> {
            Matrix(rows: table.count, columns: table.dimension, elements: table.elements.map { Double($0) })
        }
        var source = RandomSource(seed: 1, stream: "components")
        let components = try PrincipalComponents(of: table(parts.learned), count: 16, using: &source)
        guard let targets = parts.learned.targets else { return [] }
        let model = try LinearRegression(
            matrix(components.coordinates(of: table(parts.learned))),
            Matrix(rows: targets.count, columns: targets.dimension, elements: targets.values.map { Double($0) }))
        return model.predictions(at: matrix(components.coordinates(of: table(parts.scored)))).elements.map { Float($0) }
    }
}
