import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `A bound` {
    /// Images of 3 x 4 pixels, two of which differ from each other and from what the decoder draws.
    private static func batch(known: [Int?] = []) -> ImageBatch {
        var source = RandomSource(seed: 6)
        let elements = (0..<24).map { _ in Float(source.uniform(in: 0...1)) }
        return ImageBatch(
            inputs: Variable(constant: Matrix(rows: 2, columns: 12, elements: elements)), classes: known)
    }

    /// A decoder that draws anything but grey, so that images tell something.
    private static func model(_ change: (inout AutoencoderDesign) -> Void) -> Autoencoder {
        var source = RandomSource(seed: 5)
        var design = AutoencoderDesign(ImageShape(height: 3, width: 4))
        design.encoder = .dense([6, 5])
        design.decoder = .canvas(.dense([5]))
        design.contentDimensions = 1
        change(&design)
        let model = Autoencoder(design, using: &source)
        for parameter in model.decoder.parameters {
            parameter.value = Matrix(
                rows: parameter.value.rows, columns: parameter.value.columns,
                elements: parameter.value.elements.map { 1.5 * $0 })
        }
        return model
    }

    /// log p(x) = log mean over k of the integral of N(z) p(x | z, k), by a sum over 2,000 z.
    private func evidence(_ model: Autoencoder, _ image: [Float]) -> Double {
        let (count, classes) = (2_000, model.design.classes)
        let step = 16 / Double(count)
        let places = (0..<count).map { -8 + (Double($0) + 0.5) * step }
        var sum = 0.0
        for label in 0..<classes {
            let means = model.decode(
                content: Matrix(rows: count, columns: 1, elements: places.map(Float.init)),
                classes: Array(repeating: label, count: count))
            for (row, z) in places.enumerated() {
                var logarithm = -0.5 * z * z - 0.5 * log(2 * Double.pi)
                for (pixel, x) in image.enumerated() {
                    let p = Double(means[row, pixel])
                    logarithm += Double(x) * log(p) + Double(1 - x) * log(1 - p)
                }
                sum += step * exp(logarithm) / Double(classes)
            }
        }
        return log(sum)
    }

    @Test(arguments: [LossWeights.Assignment.recognized, .exact])
    func `lies below the evidence, and the closer one closer`(assignment: LossWeights.Assignment) {
        let model = Self.model { $0.classes = 3 }
        let batch = Self.batch()
        let images = batch.inputs.value.elements
        let truth = (evidence(model, Array(images[..<12])) + evidence(model, Array(images[12...]))) / 2
        var weights = LossWeights()
        weights.assignment = assignment
        var draws = RandomSource(seed: 1)
        var (plain, closer) = (0.0, 0.0)
        let count = 3_000
        for _ in 0..<count {
            let parts = model.loss(of: batch, weights: weights, using: &draws)
            plain += parts.evidenceBound / Double(count)
            closer += parts.marginalBound / Double(count)
        }
        // A bound's mean over so many draws is within .02 of its own.
        #expect(plain < closer - 0.05)
        #expect(closer < truth + 0.02)
        #expect(truth - closer < 2.5)
    }

    /// Without draws the closer bound is the sum over classes and angles, and the other one by the divergence of the encoder's
    /// shares from the decoder's less, which is never negative.
    @Test func `is the sum over classes and angles where nothing is drawn at random`() {
        let model = Self.model {
            ($0.classes, $0.isVariational, $0.pose.rotation) = (3, false, .uniform(starts: 4))
        }
        let batch = Self.batch()
        var weights = LossWeights()
        weights.assignment = .exact
        var draws = RandomSource(seed: 1)
        let parts = model.loss(of: batch, weights: weights, using: &draws)
        let (shares, angles) = (model.workspace.classShares, model.workspace.angleShares)
        let (likelihoods, responsibilities) = (model.workspace.likelihoods, model.workspace.responsibilities)
        var (bound, gap) = (0.0, 0.0)
        for image in 0..<2 {
            let branches = image * 12..<(image + 1) * 12
            bound += log(branches.reduce(0) { $0 + exp(likelihoods[$1]) / 12 }) / 2
            let sum = branches.reduce(0) { $0 + exp(likelihoods[$1]) }
            for branch in branches {
                #expect(abs(responsibilities[branch] - exp(likelihoods[branch]) / sum) < 1e-9)
                let recognized = shares[branch / 4] * angles[branch]
                gap += recognized * log(recognized / responsibilities[branch]) / 2
            }
        }
        #expect(abs(parts.marginalBound - bound) < 1e-9)
        #expect(abs(parts.evidenceBound - (bound - gap)) < 1e-9)
        #expect(parts.recognition > 0)
    }

    @Test func `stays one where unlikely classes and angles are left out`() {
        let model = Self.model {
            ($0.classes, $0.isVariational, $0.pose.rotation) = (3, false, .uniform(starts: 4))
        }
        var weights = LossWeights()
        var draws = RandomSource(seed: 1)
        let whole = model.loss(of: Self.batch(), weights: weights, using: &draws).marginalBound
        (weights.leastShare, weights.exploredShare) = (0.084, 0)
        let pruned = model.loss(of: Self.batch(), weights: weights, using: &draws)
        let drawn = model.workspace.isDrawn.count { $0 }
        #expect(drawn > 0 && drawn < 24)
        #expect(pruned.evidenceBound <= pruned.marginalBound && pruned.marginalBound < whole)
        for image in 0..<2 {
            let sum = (image * 12..<(image + 1) * 12).reduce(0) {
                $0 + model.workspace.classShares[$1 / 4] * model.workspace.angleShares[$1]
            }
            #expect(abs(sum - 1) < 1e-9)
        }
        weights.exploredShare = 1
        #expect(model.loss(of: Self.batch(), weights: weights, using: &draws).marginalBound == whole)
    }

    @Test func `knows no class but the one that is given`() {
        let model = Self.model { ($0.classes, $0.pose.rotation) = (3, .uniform(starts: 4)) }
        var weights = LossWeights()
        weights.assignment = .exact
        var draws = RandomSource(seed: 1)
        _ = model.loss(of: Self.batch(known: [2, nil]), weights: weights, using: &draws)
        let shares = (0..<6).map { row in model.workspace.responsibilities[4 * row..<4 * row + 4].reduce(0, +) }
        #expect(shares[0] == 0 && shares[1] == 0 && abs(shares[2] - 1) < 1e-9)
        #expect(shares[3...].allSatisfy { $0 > 0 } && abs(shares[3...].reduce(0, +) - 1) < 1e-9)
    }
}
