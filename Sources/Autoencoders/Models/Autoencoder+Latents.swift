private import Foundation
private import LinearAlgebra
private import Networks
import Randomness

extension Autoencoder {
    /// Sets the latents: shares of classes and angles, content, poses, and how far each is from its prior.
    func encode(_ batch: ImageBatch, _ weights: LossWeights, using source: inout RandomSource) {
        let classes = max(1, design.classes)
        let rows = batch.count * classes
        workspace.prepare(
            images: batch.count, rows: rows, starts: layout.starts, headColumns: head.inputs,
            decoderColumns: decoder.inputs)
        fillHeadInput(trunk.forward(batch.inputs), batch, hasClasses: weights.hasClasses)
        workspace.headOutputs = head.forward(workspace.headInput).value.elements
        setClassShares(batch, weights)
        setAngleShares(rows)
        setAnglePriors()
        let draws = design.contentDimensions + design.pose.parts.count
        workspace.noise =
            design.isVariational
            ? source.normals(batch.count * draws).map(Float.init) : Array(repeating: 0, count: batch.count * draws)
        for row in 0..<rows { setLatents(row, batch, weights) }
        if weights.leastShare > 0 { prune(batch.count, weights, using: &source) }
        for row in 0..<rows where workspace.classShares[row] == 0 {
            for branch in row * layout.starts..<(row + 1) * layout.starts { workspace.isDrawn[branch] = false }
        }
        for branch in workspace.responsibilities.indices where workspace.isDrawn[branch] {
            workspace.responsibilities[branch] =
                workspace.classShares[branch / layout.starts] * workspace.angleShares[branch]
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

    private func setClassShares(_ batch: ImageBatch, _ weights: LossWeights) {
        guard let classifier else { return }
        let classes = design.classes
        workspace.classLogits = classifier.forward(batch.inputs).value.elements
        for image in 0..<batch.count {
            let known = batch.classes.isEmpty ? nil : batch.classes[image]
            let shares = Self.shares(of: workspace.classLogits[image * classes..<(image + 1) * classes])
            for label in 0..<classes {
                // One row is as good as another where none is told its class.
                workspace.classShares[image * classes + label] =
                    weights.hasClasses
                    ? known.map { $0 == label ? 1 : 0 } ?? shares[label] : label == 0 ? 1 : 0
            }
        }
    }

    private func setAngleShares(_ rows: Int) {
        guard layout.starts > 1 else { return }
        for row in 0..<rows {
            let output = row * layout.count
            let logits = workspace.headOutputs[output + layout.angles.lowerBound..<output + layout.angles.upperBound]
            for (start, share) in Self.shares(of: logits).enumerated() {
                workspace.angleShares[row * layout.starts + start] = share
            }
        }
    }

    /// All classes of an image have their draws in common, so that they differ by nothing else.
    private func setLatents(_ row: Int, _ batch: ImageBatch, _ weights: LossWeights) {
        let dimensions = layout.contentDimensions
        let parts = design.pose.parts
        let outputs = workspace.headOutputs
        let classes = max(1, design.classes)
        let output = row * layout.count
        let firstDraw = row / classes * (dimensions + parts.count)
        for dimension in 0..<dimensions {
            guard weights.hasContent else {
                workspace.decoderInput.value[row, dimension] = 0
                continue
            }
            let latent = Latent(
                outputs[output + dimension], outputs[output + dimensions + dimension],
                workspace.noise[firstDraw + dimension])
            workspace.decoderInput.value[row, dimension] = latent.value
            guard design.isVariational else { continue }
            workspace.contentDivergences[row] += latent.divergence
            workspace.logRatios[row] += latent.logRatio
        }
        workspace.poses[row].shearAxis = axis
        let first = output + layout.pose.lowerBound
        for (index, part) in parts.enumerated() where weights.poseParts.contains(part.part) {
            let latent = Latent(
                outputs[first + index], outputs[first + parts.count + index],
                workspace.noise[firstDraw + dimensions + index])
            workspace.poses[row][part.part] = part.deviation * latent.value
            guard design.isVariational else { continue }
            workspace.poseDivergences[row] += latent.divergence
            workspace.logRatios[row] += latent.logRatio
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

    /// Leaves out the branches that are hardly likely, but for images that are explored, and makes the shares of the others
    /// sum to 1.
    private func prune(_ images: Int, _ weights: LossWeights, using source: inout RandomSource) {
        let classes = max(1, design.classes)
        let starts = layout.starts
        guard classes * starts > 1 else { return }
        for image in 0..<images where source.uniform() >= weights.exploredShare {
            let branches = image * classes * starts..<(image + 1) * classes * starts
            let shares = branches.map { workspace.classShares[$0 / starts] * workspace.angleShares[$0] }
            let least = min(weights.leastShare, shares.max() ?? 0)
            for (branch, share) in zip(branches, shares) where share < least { workspace.isDrawn[branch] = false }
            for row in image * classes..<(image + 1) * classes {
                let angles = row * starts..<(row + 1) * starts
                let kept = angles.filter { workspace.isDrawn[$0] }
                if kept.isEmpty { workspace.classShares[row] = 0 }
                let sum = kept.reduce(0) { $0 + workspace.angleShares[$1] }
                for branch in angles {
                    workspace.angleShares[branch] = workspace.isDrawn[branch] ? workspace.angleShares[branch] / sum : 0
                }
            }
            let rows = image * classes..<(image + 1) * classes
            let sum = rows.reduce(0) { $0 + workspace.classShares[$1] }
            for row in rows { workspace.classShares[row] /= sum }
        }
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

/// A draw from N(mean, e^2l), held to the prior N(0, 1).
private struct Latent {
    let value: Float
    /// The divergence of the two, in nats.
    let divergence: Double
    /// The logarithm of the ratio of the prior's density to the posterior's, whose mean is minus the divergence.
    let logRatio: Double

    init(_ mean: Float, _ logarithm: Float, _ noise: Float) {
        let clamped = Autoencoder.clamped(logarithm)
        value = mean + exp(clamped) * noise
        let (mean, logarithm, noise, value) = (Double(mean), Double(clamped), Double(noise), Double(value))
        divergence = 0.5 * (mean * mean + exp(2 * logarithm) - 1) - logarithm
        logRatio = 0.5 * (noise * noise - value * value) + logarithm
    }
}
