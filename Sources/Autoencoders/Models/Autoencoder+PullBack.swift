private import Foundation
private import LinearAlgebra
private import Networks

extension Autoencoder {
    /// Adds the gradient of the loss of what was encoded and drawn last; the features' gradient is there already.
    func pullBack(_ batch: ImageBatch, _ weights: LossWeights, _ accounts: LossAccounts) {
        decoder.backward(workspace.decoderInput, propagating: true)
        addAxisSlope()
        let share = 1 / Double(batch.count)
        pullBackAnglePrior { branch in
            if case .exact = weights.assignment { return share * workspace.responsibilities[branch] }
            return share * accounts.poseSlope * workspace.classShares[branch / layout.starts]
                * workspace.angleShares[branch]
        }
        setHeadGradient(batch, weights, accounts)
        head.backward(workspace.headInput, propagating: true)
        setTrunkGradient(batch)
        trunk.backward(batch.inputs)
        if let classifier {
            setClassifierGradient(classifier, batch, weights, accounts)
            classifier.backward(batch.inputs)
        }
    }

    private func setHeadGradient(_ batch: ImageBatch, _ weights: LossWeights, _ accounts: LossAccounts) {
        let gradient = head.output
        let outputs = workspace.headOutputs
        let dimensions = layout.contentDimensions
        let parts = design.pose.parts
        let draws = dimensions + parts.count
        let share = 1 / Float(batch.count)
        gradient.clearGradient()
        for row in workspace.classShares.indices {
            let weight = share * Float(accounts.shares[row])
            let firstDraw = row / max(1, design.classes) * draws
            let output = row * layout.count
            if weights.hasContent {
                for dimension in 0..<dimensions {
                    let logarithm = dimensions + dimension
                    let slope = workspace.decoderInput.gradient[row, dimension]
                    let pair = slopes(
                        of: outputs[output + dimension], outputs[output + logarithm],
                        noise: workspace.noise[firstDraw + dimension], latentSlope: slope,
                        divergenceSlope: weight * Float(accounts.contentSlope))
                    gradient.gradient[row, dimension] = pair.mean
                    gradient.gradient[row, logarithm] = pair.logarithm
                }
            }
            let first = layout.pose.lowerBound
            for (index, part) in parts.enumerated() where weights.poseParts.contains(part.part) {
                let logarithm = first + parts.count + index
                let pair = slopes(
                    of: outputs[output + first + index], outputs[output + logarithm],
                    noise: workspace.noise[firstDraw + dimensions + index],
                    latentSlope: part.deviation * workspace.poseSlopes[row][part.part],
                    divergenceSlope: weight * Float(accounts.poseSlope))
                gradient.gradient[row, first + index] = pair.mean
                gradient.gradient[row, logarithm] = pair.logarithm
            }
            for start in 0..<(layout.starts > 1 ? layout.starts : 0) where workspace.classShares[row] > 0 {
                gradient.gradient[row, layout.angles.lowerBound + start] =
                    share * Float(angleSlope(row, start, weights, accounts))
            }
        }
    }

    /// The slope of an image's loss in the logit of an angle.
    private func angleSlope(_ row: Int, _ start: Int, _ weights: LossWeights, _ accounts: LossAccounts) -> Double {
        let branch = row * layout.starts + start
        let share = workspace.angleShares[branch]
        guard share > 0 else { return 0 }
        if case .exact = weights.assignment {
            return weights.recognition * (accounts.shares[row] * share - workspace.responsibilities[branch])
        }
        return workspace.classShares[row] * share
            * (-workspace.likelihoods[branch] - accounts.reconstruction[row]
                + accounts.poseSlope * (log(share) - workspace.anglePriors[start] - accounts.angles[row]))
    }

    /// The slopes of the loss in a posterior's mean and logarithm of the deviation.
    ///
    /// The latent is mean + e^l noise, the divergence (mean^2 + e^2l - 1) / 2 - l.
    private func slopes(
        of mean: Float, _ logarithm: Float, noise: Float, latentSlope: Float, divergenceSlope: Float
    ) -> (mean: Float, logarithm: Float) {
        guard design.isVariational else { return (latentSlope, 0) }
        let deviation = exp(Self.clamped(logarithm))
        let isFree = Self.clamped(logarithm) == logarithm
        return (
            latentSlope + divergenceSlope * mean,
            isFree ? latentSlope * noise * deviation + divergenceSlope * (deviation * deviation - 1) : 0
        )
    }

    /// An image's hidden numbers are those of each of its rows.
    private func setTrunkGradient(_ batch: ImageBatch) {
        let classes = max(1, design.classes)
        let hidden = trunk.output
        hidden.clearGradient()
        for row in 0..<batch.count * classes {
            for column in 0..<hidden.value.columns {
                hidden.gradient[row / classes, column] += workspace.headInput.gradient[row, column]
            }
        }
    }

    private func setClassifierGradient(
        _ classifier: Network, _ batch: ImageBatch, _ weights: LossWeights, _ accounts: LossAccounts
    ) {
        let classes = design.classes
        let output = classifier.output
        let share = 1 / Double(batch.count)
        output.clearGradient()
        for image in 0..<batch.count {
            let rows = image * classes..<(image + 1) * classes
            if !batch.classes.isEmpty, let known = batch.classes[image] {
                let shares = Self.shares(of: workspace.classLogits[rows])
                let scale = weights.classification / Double(accounts.labelled)
                for label in 0..<classes {
                    output.gradient[image, label] = Float(scale * (shares[label] - (label == known ? 1 : 0)))
                }
                continue
            }
            guard weights.hasClasses else { continue }
            if case .exact = weights.assignment {
                for (label, row) in rows.enumerated() {
                    output.gradient[image, label] = Float(
                        share * weights.recognition * (workspace.classShares[row] - accounts.shares[row]))
                }
                continue
            }
            // What each class would cost, were it certain.
            let costs = rows.enumerated().map { label, row -> Double in
                guard workspace.classShares[row] > 0 else { return 0 }
                return accounts.reconstruction[row] + accounts.contentSlope * workspace.contentDivergences[row]
                    + accounts.poseSlope * (workspace.poseDivergences[row] + accounts.angles[row])
                    + accounts.classSlope * log(workspace.classShares[row])
                    + weights.balance * log(max(accounts.meanShares[label], 1e-300))
            }
            let mean = zip(rows, costs).reduce(0) { $0 + workspace.classShares[$1.0] * $1.1 }
            for (label, row) in rows.enumerated() {
                output.gradient[image, label] = Float(share * workspace.classShares[row] * (costs[label] - mean))
            }
        }
    }
}
