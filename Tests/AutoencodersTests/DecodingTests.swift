import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `Decoding` {
    private static func model(_ change: (inout AutoencoderDesign) -> Void = { _ in }) -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(height: 6, width: 6))
        (design.encoder, design.decoder) = (.dense([9, 8]), .canvas(.dense([7])))
        change(&design)
        var source = RandomSource(seed: 6)
        let model = Autoencoder(design, using: &source)
        for parameter in model.parameters {
            let shape = (parameter.value.rows, parameter.value.columns)
            parameter.value = Matrix(
                rows: shape.0, columns: shape.1,
                elements: source.normals(parameter.value.count).map { Float(0.5 * $0) })
        }
        return model
    }

    private static func numbers(_ rows: Int, _ columns: Int, seed: UInt64 = 3) -> Matrix<Float> {
        var source = RandomSource(seed: seed)
        return Matrix(rows: rows, columns: columns, elements: source.normals(rows * columns).map(Float.init))
    }

    /// The decoder's two layers by hand: tanh between them, a logistic function behind.
    @Test func `gives the means of the likelihood`() throws {
        let model = Self.model { ($0.classes, $0.conditions) = (3, 1) }
        let layers = try #require(model.decoder.layers as? [Dense])
        let content = Self.numbers(4, 2)
        let conditions = Self.numbers(4, 1, seed: 8)
        let classes = [2, 0, 1, 2]
        let found = model.decode(content: content, classes: classes, conditions: conditions.copy())
        for row in 0..<4 {
            let told =
                [content[row, 0], content[row, 1]] + (0..<3).map { $0 == classes[row] ? 1 : 0 } + [conditions[row, 0]]
            func apply(_ layer: Dense, _ input: [Float]) -> [Double] {
                (0..<layer.outputs).map { output in
                    input.indices.reduce(Double(layer.bias.value[0, output])) {
                        $0 + Double(layer.weights.value[output, $1] * input[$1])
                    }
                }
            }
            let logits = apply(layers[1], apply(layers[0], told).map { Float(tanh($0)) })
            for pixel in 0..<36 { #expect(abs(Double(found[row, pixel]) - 1 / (1 + exp(-logits[pixel]))) < 1e-5) }
        }
    }

    @Test func `lays each object into its pose`() {
        let model = Self.model { $0.pose = PosePrior(rotation: .uniform(starts: 4)) }
        let content = Matrix<Float>(rows: 3, columns: 2, elements: [1, -1, 1, -1, 1, -1])
        let found = model.decode(content: content, poses: [Pose(), Pose(rotation: .pi), Pose(rotation: 2 * .pi)])
        for pixel in 0..<36 {
            #expect(abs(found[0, pixel] - found[1, 35 - pixel]) < 1e-4)
            #expect(abs(found[0, pixel] - found[2, pixel]) < 1e-4)
        }
        let upright = model.decode(content: content)
        for row in 0..<3 { #expect(upright.row(row) == found.row(0)) }
    }

    @Test(arguments: [Likelihood.gaussian(deviation: 0.3), .bernoulli, .continuousBernoulli])
    func `is the same for many rows, on several threads, as for one`(likelihood: Likelihood) {
        for decoder in [DecoderDesign.canvas(.dense([7])), .coordinates(width: 5, depth: 1)] {
            let model = Self.model { ($0.likelihood, $0.decoder, $0.pose.shear) = (likelihood, decoder, 0.3) }
            let content = Self.numbers(300, 2)
            let poses = (0..<300).map { Pose(shear: Float($0) / 400) }
            let single = model.decode(content: content, poses: poses)
            model.threads = 2
            #expect(model.decode(content: content, poses: poses).elements == single.elements)
            let last = model.decode(content: content.rows(299..<300), poses: [poses[299]])
            for pixel in 0..<36 { #expect(abs(last[0, pixel] - single[299, pixel]) < 1e-5) }
            #expect(model.decode(content: Matrix(rows: 0, columns: 2)).rows == 0)
        }
    }

    @Test func `of what was encoded reconstructs`() {
        let model = Self.model {
            ($0.classes, $0.conditions) = (3, 2)
            $0.pose = PosePrior(rotation: .uniform(starts: 4), shear: 0.2, shift: 0.1)
            $0.output = ImageShape(channels: 2, height: 3, width: 5)
        }
        let images = Self.numbers(5, 36)
        let conditions = Self.numbers(5, 2, seed: 4)
        let found = model.reconstruct(images, conditions: conditions.copy())
        #expect(found.rows == 5 && found.columns == 30)
        for (row, encoding) in model.encode(images, conditions: conditions.copy()).enumerated() {
            let one = model.decode(
                content: Matrix(rows: 1, columns: 2, elements: encoding.content),
                classes: [encoding.classes.firstIndex(of: encoding.classes.max() ?? 0) ?? 0],
                conditions: conditions.rows(row..<row + 1), poses: [encoding.pose])
            for pixel in 0..<30 { #expect(abs(one[0, pixel] - found[row, pixel]) < 1e-5) }
        }
    }

    /// A plain autoencoder with a normal likelihood minimises the squared error, so training must bring it down.
    @Test func `comes close to the images after training`() {
        // Bright bars at different heights.
        let values = (0..<40 * 36).map { (index: Int) -> Float in
            let distance = Double(index % 36 % 6) - 0.12 * Double(index / 36)
            return Float(exp(-0.5 * distance * distance))
        }
        let images = Matrix(rows: 40, columns: 36, elements: values)
        let model = Self.model {
            ($0.decoder, $0.isVariational, $0.likelihood) = (.image(.dense([20])), false, .gaussian(deviation: 1))
        }
        func error() -> Double {
            let squares = zip(model.reconstruct(images).elements, values).map { Double(($0 - $1) * ($0 - $1)) }
            return squares.reduce(0, +) / Double(squares.count)
        }
        let before = error()
        var training = AutoencoderTraining(model, batchSize: 10, learningRate: 5e-3, seed: 1)
        let set = TrainingImages(images.copy())
        for _ in 0..<150 { _ = training.runEpoch(set) }
        #expect(error() < 0.01 && before > 0.1, "\(before) to \(error())")
    }
}
