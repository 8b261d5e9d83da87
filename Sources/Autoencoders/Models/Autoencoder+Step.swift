private import Foundation
private import LinearAlgebra
private import Networks
package import Randomness

extension Autoencoder {
    /// Computes the mean loss of a batch, and adds its gradient to the parameters'.
    ///
    /// The expectation over classes and angles is taken exactly, over each of them; that over continuous latents by one draw
    /// each (Kingma & Welling, ICLR 2014), and that over pixels, if a step looks at some only, by those.
    ///
    /// - Parameters:
    ///   - batch: Images of the design's shapes.
    ///   - weights: How much each part counts.
    ///   - source: Where the draws come from.
    /// - Returns: The loss.
    @discardableResult package func step(
        _ batch: ImageBatch, weights: LossWeights = LossWeights(), using source: inout RandomSource
    ) -> LossParts {
        pass(batch, weights, isDifferentiated: true, using: &source)
    }

    /// Computes the mean loss of a batch, of all pixels whatever the weights say.
    package func loss(
        of batch: ImageBatch, weights: LossWeights = LossWeights(), using source: inout RandomSource
    ) -> LossParts {
        pass(batch, weights, isDifferentiated: false, using: &source)
    }

    private func pass(
        _ batch: ImageBatch, _ weights: LossWeights, isDifferentiated: Bool, using source: inout RandomSource
    ) -> LossParts {
        precondition(
            batch.inputs.value.columns == design.input.count && batch.targets.value.columns == design.output.count
                && batch.conditions.value.columns == design.conditions, "the batch has other shapes than the design")
        encode(batch, weights, using: &source)
        precondition(
            weights.pixelShare == 1 || design.canDrawPixelsAlone, "the constraints need all pixels of an image")
        let pixels =
            isDifferentiated && weights.pixelShare < 1
            ? PixelDraw(share: weights.pixelShare, of: design.output.pixels, images: batch.count, using: &source)
            : .whole
        let features = decoder.forward(workspace.decoderInput)
        draw(batch, from: features, at: pixels, isDifferentiated: isDifferentiated)
        let accounts = accounts(of: batch, weights)
        if isDifferentiated { pullBack(batch, weights, accounts) }
        return accounts.parts
    }

    /// Sets the latents: shares of classes and angles, content, poses.
    private func encode(_ batch: ImageBatch, _ weights: LossWeights, using source: inout RandomSource) {
        let classes = max(1, design.classes)
        let rows = batch.count * classes
        workspace.prepare(
            rows: rows, starts: layout.starts, headColumns: head.inputs, decoderColumns: decoder.inputs)
        fillHeadInput(trunk.forward(batch.inputs), batch, hasClasses: weights.hasClasses)
        workspace.headOutputs = head.forward(workspace.headInput).value.elements
        let outputs = workspace.headOutputs
        if let classifier {
            workspace.classLogits = classifier.forward(batch.inputs).value.elements
            let logits = workspace.classLogits
            for image in 0..<batch.count {
                let known = batch.classes.isEmpty ? nil : batch.classes[image]
                let shares = Self.shares(of: logits[image * classes..<(image + 1) * classes])
                for label in 0..<classes {
                    // One row is as good as another where none is told its class.
                    workspace.classShares[image * classes + label] =
                        weights.hasClasses
                        ? known.map { $0 == label ? 1 : 0 } ?? shares[label] : label == 0 ? 1 : 0
                }
            }
        }
        let dimensions = layout.contentDimensions
        let parts = design.pose.parts
        let draws = dimensions + parts.count
        workspace.noise =
            design.isVariational
            ? source.normals(rows * draws).map(Float.init) : Array(repeating: 0, count: rows * draws)
        for row in 0..<rows {
            let output = row * layout.count
            for dimension in 0..<dimensions {
                let mean = outputs[output + dimension]
                let deviation = exp(Self.clamped(outputs[output + dimensions + dimension]))
                let latent = mean + deviation * workspace.noise[row * draws + dimension]
                workspace.decoderInput.value[row, dimension] = weights.hasContent ? latent : 0
            }
            for (index, part) in parts.enumerated() where weights.poseParts.contains(part.part) {
                let mean = outputs[output + layout.pose.lowerBound + index]
                let deviation = exp(Self.clamped(outputs[output + layout.pose.lowerBound + parts.count + index]))
                let standard = mean + deviation * workspace.noise[row * draws + dimensions + index]
                workspace.poses[row][part.part] = part.deviation * standard
            }
            if layout.starts > 1 {
                let logits = outputs[output + layout.angles.lowerBound..<output + layout.angles.upperBound]
                for (start, share) in Self.shares(of: logits).enumerated() {
                    workspace.angleShares[row * layout.starts + start] = share
                }
            }
            for label in 0..<design.classes {
                workspace.decoderInput.value[row, dimensions + label] =
                    weights.hasClasses && row % classes == label ? 1 : 0
            }
            for condition in 0..<design.conditions {
                workspace.decoderInput.value[row, dimensions + design.classes + condition] =
                    batch.conditions.value[row / classes, condition]
            }
        }
    }

    private func fillHeadInput(_ hidden: Variable, _ batch: ImageBatch, hasClasses: Bool) {
        let classes = max(1, design.classes)
        let width = hidden.value.columns
        for row in 0..<batch.count * classes {
            let image = row / classes
            for column in 0..<width { workspace.headInput.value[row, column] = hidden.value[image, column] }
            for label in 0..<design.classes {
                workspace.headInput.value[row, width + label] = hasClasses && row % classes == label ? 1 : 0
            }
            for condition in 0..<design.conditions {
                workspace.headInput.value[row, width + design.classes + condition] =
                    batch.conditions.value[image, condition]
            }
        }
    }

    /// Draws each branch and compares it with its image; slopes go into the features' gradient and the poses'.
    private func draw(_ batch: ImageBatch, from features: Variable, at pixels: PixelDraw, isDifferentiated: Bool) {
        let classes = max(1, design.classes)
        features.gradient.fill(with: 0)
        unsafe features.value.withUnsafeElements { values in
            unsafe features.gradient.withUnsafeMutableElements { gradients in
                unsafe batch.targets.value.withUnsafeElements { targets in
                    unsafe workspace.withUnsafeResults { likelihoods, penalties, poseSlopes in
                        let pass = unsafe DrawingPass(
                            design: design, starts: layout.starts, features: values, featureSlopes: gradients,
                            targets: targets, classShares: workspace.classShares,
                            angleShares: workspace.angleShares, poses: workspace.poses, likelihoods: likelihoods,
                            penalties: penalties, poseSlopes: poseSlopes, pixels: pixels,
                            isDifferentiated: isDifferentiated)
                        Shares.each(of: batch.count, in: min(threads, batch.count)) { share, images in
                            for row in images.lowerBound * classes..<images.upperBound * classes {
                                pass.draw(row: row, with: scorers[share])
                            }
                        }
                    }
                }
            }
        }
        if isDifferentiated { for scorer in scorers { scorer.renderer.depositGradients() } }
    }

    /// The logarithm of a deviation, kept from overflow.
    static func clamped(_ logarithm: Float) -> Float { min(max(logarithm, -8), 4) }

    /// The softmax of some logits, in double precision.
    static func shares(of logits: ArraySlice<Float>) -> [Double] {
        let greatest = Double(logits.max() ?? 0)
        let exponentials = logits.map { exp(Double($0) - greatest) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }
}
