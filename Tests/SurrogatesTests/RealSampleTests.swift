import Foundation
import LinearAlgebra
import Randomness
import Surrogates
import Testing

/// The benchmark pair of the PbTiO3 film: a structural image of 50 x 50 pixels and a target a pixel.
///
/// Origin and licence stand in the README of the shared data.
private struct Sample {
    let patches: FeatureTable
    let targets: [Double]
    /// The best 5 % of the candidates.
    let best: Set<Int>

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/beps_pto")

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "image_med3.npy").path)
    }

    init() throws {
        let image = try Self.numbers("image_med3.npy")
        let targets = try Self.numbers("target_area_asinh_med3.npy").map { Double($0) }
        let (side, window) = (50, 16)
        func reflected(_ index: Int) -> Int { index < 0 ? -index : index >= side ? 2 * side - 2 - index : index }
        var elements: [Float] = []
        for candidate in 0..<side * side {
            for row in 0..<window {
                for column in 0..<window {
                    let y = reflected(candidate / side + row - window / 2)
                    let x = reflected(candidate % side + column - window / 2)
                    elements.append(image[y * side + x])
                }
            }
        }
        self.targets = targets
        patches = FeatureTable(dimension: window * window, elements: elements)
        best = Set(targets.indices.sorted { targets[$0] > targets[$1] }.prefix(125))
    }

    /// Reads an array of little-endian Float, whatever its shape.
    private static func numbers(_ name: String) throws -> [Float] {
        let data = try Data(contentsOf: folder.appending(path: name))
        let start = 10 + Int(data[8]) + 256 * Int(data[9])
        return stride(from: start, to: data.count, by: 4).map { offset in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[offset + $1]) << (8 * $1) })
        }
    }
}

@Suite struct `On the ferroelectric film` {
    @Test(.enabled(if: Sample.isPresent, "the shared data are not here"))
    func `the deep kernel's expected improvement finds the best far sooner than chance does`() throws {
        let sample = try Sample()
        var source = RandomSource(seed: 0, stream: "seed points")
        var measured = Array(source.shuffled(Array(sample.targets.indices)).prefix(20))
        let surrogate = DeepKernel(features: sample.patches, seed: 0)
        for _ in 0..<50 {
            let training = try surrogate.train(
                Observations(candidates: measured, targets: measured.map { sample.targets[$0] }), mode: .warm)
            let prediction = training.posterior.prediction()
            let deviation = prediction.standardDeviation
            let incumbent = measured.map { prediction.mean[$0] }.max() ?? 0
            let seen = Set(measured)
            let scores = sample.targets.indices.map { candidate in
                let u = (prediction.mean[candidate] - incumbent) / deviation[candidate]
                let improvement = exp(-u * u / 2) / (2 * Double.pi).squareRoot() + u * erfc(-u / 2.0.squareRoot()) / 2
                return seen.contains(candidate) ? -Double.infinity : deviation[candidate] * improvement
            }
            measured.append(try #require(scores.indices.max { scores[$0] < scores[$1] }))
        }
        // By chance 70 of 2,500 hold 2.8 % of the best; five seeds of ours held 18 to 27 %.
        let found = Double(sample.best.intersection(measured).count) / 125
        #expect(found > 0.12)
    }
}
