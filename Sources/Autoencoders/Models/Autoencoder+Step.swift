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
        pass(batch, weights, holding: nil, isDifferentiated: true, using: &source)
    }

    /// Computes the mean loss of a batch, of all pixels whatever the weights say.
    package func loss(
        of batch: ImageBatch, weights: LossWeights = LossWeights(), using source: inout RandomSource
    ) -> LossParts {
        pass(batch, weights, holding: nil, isDifferentiated: false, using: &source)
    }

    /// Computes the mean loss of a batch with responsibilities that are given, whatever the decoder finds.
    ///
    /// Its gradient is what ``step(_:weights:using:)`` adds, which takes exact responsibilities for constants.
    func loss(
        of batch: ImageBatch, weights: LossWeights, holding responsibilities: [Double],
        using source: inout RandomSource
    ) -> LossParts {
        pass(batch, weights, holding: responsibilities, isDifferentiated: false, using: &source)
    }

    private func pass(
        _ batch: ImageBatch, _ weights: LossWeights, holding held: [Double]?, isDifferentiated: Bool,
        using source: inout RandomSource
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
        if let held { workspace.responsibilities = held }
        draw(
            batch, from: features, at: pixels, sharing: weights.assignment, isHeld: held != nil,
            isDifferentiated: isDifferentiated)
        let accounts = accounts(of: batch, weights)
        if isDifferentiated { pullBack(batch, weights, accounts) }
        return accounts.parts
    }

    /// Draws each branch and compares it with its image; slopes go into the features' gradient and the poses'.
    private func draw(
        _ batch: ImageBatch, from features: Variable, at pixels: PixelDraw, sharing assignment: LossWeights.Assignment,
        isHeld: Bool, isDifferentiated: Bool
    ) {
        let divergences = zip(workspace.contentDivergences, workspace.poseDivergences).map(+)
        features.gradient.fill(with: 0)
        unsafe features.value.withUnsafeElements { values in
            unsafe features.gradient.withUnsafeMutableElements { gradients in
                unsafe batch.targets.value.withUnsafeElements { targets in
                    workspace.withUnsafeResults { results in
                        let pass = unsafe DrawingPass(
                            design: design, assignment: assignment, starts: layout.starts, features: values,
                            featureSlopes: gradients, targets: targets, isDrawn: workspace.isDrawn,
                            divergences: divergences, logRatios: workspace.logRatios,
                            anglePriors: workspace.anglePriors, poses: workspace.poses,
                            results: results, isHeld: isHeld, pixels: pixels, isDifferentiated: isDifferentiated)
                        Shares.each(of: batch.count, in: min(threads, batch.count)) { share, images in
                            for image in images { pass.draw(image: image, with: scorers[share]) }
                        }
                    }
                }
            }
        }
        if isDifferentiated { for scorer in scorers { scorer.renderer.depositGradients() } }
    }
}
