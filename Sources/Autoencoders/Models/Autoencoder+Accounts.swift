private import Foundation
private import LinearAlgebra
private import Networks

/// What a batch's loss is made of, row by row.
struct LossAccounts {
    var parts = LossParts()
    /// Minus the log likelihood of each row, over its angles, and what its roughness costs.
    var reconstruction: [Double] = []
    var content: [Double] = []
    /// Of the pose's parts and of the angles.
    var pose: [Double] = []
    /// The slopes of the penalties in the mean divergences.
    var contentSlope = 0.0
    var poseSlope = 0.0
    var classSlope = 0.0
    /// How likely each class is, over the batch.
    var meanShares: [Double] = []
    /// How many images have a known class.
    var labelled = 0
}

extension Autoencoder {
    /// Adds up the loss of what was encoded and drawn last.
    func accounts(of batch: ImageBatch, _ weights: LossWeights) -> LossAccounts {
        let outputs = workspace.headOutputs
        let classes = max(1, design.classes)
        let starts = layout.starts
        let dimensions = layout.contentDimensions
        let parts = design.pose.parts
        var accounts = LossAccounts()
        for row in workspace.classShares.indices {
            let output = row * layout.count
            let angles = workspace.angleShares[row * starts..<(row + 1) * starts]
            let likelihoods = workspace.likelihoods[row * starts..<(row + 1) * starts]
            accounts.reconstruction.append(-zip(angles, likelihoods).reduce(0) { $0 + ($1.0 > 0 ? $1.0 * $1.1 : 0) })
            var content = 0.0
            var pose = 0.0
            if design.isVariational {
                if weights.hasContent {
                    for dimension in 0..<dimensions {
                        content += Self.divergence(
                            outputs[output + dimension], outputs[output + dimensions + dimension])
                    }
                }
                let first = output + layout.pose.lowerBound
                for (index, part) in parts.enumerated() where weights.poseParts.contains(part.part) {
                    pose += Self.divergence(outputs[first + index], outputs[first + parts.count + index])
                }
            }
            if starts > 1 { pose += angles.reduce(log(Double(starts))) { $0 + Self.entropyTerm($1) } }
            accounts.content.append(content)
            accounts.pose.append(pose)
        }
        let share = 1 / Double(batch.count)
        for row in workspace.classShares.indices {
            let weight = share * workspace.classShares[row]
            if weight > 0 {
                let branches = row * starts..<(row + 1) * starts
                let penalty = branches.reduce(0) { $0 + workspace.angleShares[$1] * workspace.penalties[$1] }
                accounts.parts.reconstruction += weight * (accounts.reconstruction[row] - penalty)
                accounts.parts.smoothness += weight * penalty
            }
            accounts.parts.content += weight * accounts.content[row]
            accounts.parts.pose += weight * accounts.pose[row]
            if design.classes > 0, weights.hasClasses {
                accounts.parts.classes +=
                    share * Self.entropyTerm(workspace.classShares[row]) + share * log(Double(classes))
                    / Double(classes)
            }
        }
        addClassification(batch, to: &accounts)
        if design.classes > 0, weights.hasClasses { addImbalance(to: &accounts) }
        let content = weights.content.penalty(of: accounts.parts.content)
        let pose = weights.pose.penalty(of: accounts.parts.pose)
        let classPenalty = weights.classes.penalty(of: accounts.parts.classes)
        (accounts.contentSlope, accounts.poseSlope, accounts.classSlope) = (
            content.slope, pose.slope, classPenalty.slope
        )
        accounts.parts.total =
            accounts.parts.reconstruction + accounts.parts.smoothness
            + (design.isVariational && weights.hasContent ? content.value : 0)
            + (design.pose.parts.isEmpty ? 0 : pose.value)
            + (design.classes > 0 && weights.hasClasses ? classPenalty.value : 0)
            + weights.balance * accounts.parts.imbalance
            + weights.classification * accounts.parts.classification
        return accounts
    }

    private func addClassification(_ batch: ImageBatch, to accounts: inout LossAccounts) {
        guard design.classes > 0, !batch.classes.isEmpty else { return }
        let logits = workspace.classLogits
        for (image, known) in batch.classes.enumerated() {
            guard let known else { continue }
            let shares = Self.shares(of: logits[image * design.classes..<(image + 1) * design.classes])
            accounts.labelled += 1
            accounts.parts.classification -= log(max(shares[known], 1e-300))
        }
        if accounts.labelled > 0 { accounts.parts.classification /= Double(accounts.labelled) }
    }

    private func addImbalance(to accounts: inout LossAccounts) {
        let (classes, rows) = (design.classes, workspace.classShares.count)
        let share = Double(classes) / Double(rows)
        accounts.meanShares = (0..<classes).map { label in
            stride(from: label, to: rows, by: classes).reduce(0) { $0 + share * workspace.classShares[$1] }
        }
        accounts.parts.imbalance = accounts.meanShares.reduce(log(Double(classes))) { $0 + Self.entropyTerm($1) }
    }

    /// The divergence of N(mean, e^2l) from N(0, 1), in nats.
    private static func divergence(_ mean: Float, _ logarithm: Float) -> Double {
        let (mean, logarithm) = (Double(mean), Double(clamped(logarithm)))
        return 0.5 * (mean * mean + exp(2 * logarithm) - 1) - logarithm
    }

    /// q log q.
    static func entropyTerm(_ share: Double) -> Double { share > 0 ? share * log(share) : 0 }
}
