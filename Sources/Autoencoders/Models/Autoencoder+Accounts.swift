private import Foundation
private import LinearAlgebra
private import Networks

/// What a batch's loss is made of, row by row.
struct LossAccounts {
    var parts = LossParts()
    /// Minus the log likelihood of each row, over its angles as the encoder takes them to be likely, and what its roughness costs.
    var reconstruction: [Double] = []
    /// The divergence of the angles of each row from their prior.
    var angles: [Double] = []
    /// How much of its image each row is drawn for.
    var shares: [Double] = []
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
        let starts = layout.starts
        let rows = workspace.classShares.indices
        var accounts = LossAccounts()
        for row in rows {
            let branches = row * starts..<(row + 1) * starts
            let angles = workspace.angleShares[branches]
            accounts.reconstruction.append(
                -zip(angles, workspace.likelihoods[branches]).reduce(0) { $0 + ($1.0 > 0 ? $1.0 * $1.1 : 0) })
            accounts.angles.append(
                zip(angles, workspace.anglePriors).reduce(0) { $0 + Self.entropyTerm($1.0) - $1.0 * $1.1 })
            accounts.shares.append(workspace.responsibilities[branches].reduce(0, +))
        }
        let share = 1 / Double(batch.count)
        for row in rows where workspace.classShares[row] > 0 {
            let weight = share * workspace.classShares[row]
            let branches = row * starts..<(row + 1) * starts
            let penalty = branches.reduce(0) { $0 + workspace.angleShares[$1] * workspace.penalties[$1] }
            accounts.parts.reconstruction += weight * (accounts.reconstruction[row] - penalty)
            accounts.parts.smoothness += weight * penalty
            accounts.parts.content += weight * workspace.contentDivergences[row]
            accounts.parts.pose += weight * (workspace.poseDivergences[row] + accounts.angles[row])
        }
        let hasClasses = design.classes > 0 && weights.hasClasses
        if hasClasses {
            accounts.parts.classes = workspace.classShares.reduce(log(Double(design.classes))) {
                $0 + share * Self.entropyTerm($1)
            }
            addImbalance(to: &accounts)
        }
        addClassification(batch, to: &accounts)
        accounts.parts.marginalBound =
            workspace.marginals.reduce(0, +) * share - (hasClasses ? log(Double(design.classes)) : 0)
        switch weights.assignment {
        case .recognized: addRecognizedTotal(weights, to: &accounts)
        case .exact: addExactTotal(batch, weights, to: &accounts)
        }
        accounts.parts.total += weights.classification * accounts.parts.classification
        return accounts
    }

    private func addRecognizedTotal(_ weights: LossWeights, to accounts: inout LossAccounts) {
        let content = weights.content.penalty(of: accounts.parts.content)
        let pose = weights.pose.penalty(of: accounts.parts.pose)
        let classes = weights.classes.penalty(of: accounts.parts.classes)
        (accounts.contentSlope, accounts.poseSlope, accounts.classSlope) = (content.slope, pose.slope, classes.slope)
        accounts.parts.total =
            accounts.parts.reconstruction + accounts.parts.smoothness
            + (design.isVariational && weights.hasContent ? content.value : 0)
            + (design.pose.parts.isEmpty ? 0 : pose.value)
            + (design.classes > 0 && weights.hasClasses ? classes.value : 0)
            + weights.balance * accounts.parts.imbalance
    }

    /// The divergence of angles and classes counts once, whatever those of pose and classes do.
    private func addExactTotal(_ batch: ImageBatch, _ weights: LossWeights, to accounts: inout LossAccounts) {
        let (starts, share) = (layout.starts, 1 / Double(batch.count))
        let classes = design.classes > 0 && weights.hasClasses ? design.classes : 1
        var content = 0.0
        var pose = 0.0
        for row in accounts.shares.indices {
            content += share * accounts.shares[row] * workspace.contentDivergences[row]
            pose += share * accounts.shares[row] * workspace.poseDivergences[row]
        }
        accounts.parts.total += log(Double(classes))
        for branch in workspace.responsibilities.indices where workspace.responsibilities[branch] > 0 {
            let responsibility = workspace.responsibilities[branch]
            let (row, start) = branch.quotientAndRemainder(dividingBy: starts)
            let recognized = workspace.classShares[row] * workspace.angleShares[branch]
            accounts.parts.recognition += share * responsibility * log(responsibility / max(recognized, 1e-300))
            accounts.parts.total +=
                share
                * (Self.entropyTerm(responsibility)
                    - responsibility * (workspace.anglePriors[start] + workspace.likelihoods[branch]))
        }
        let contentPenalty = weights.content.penalty(of: content)
        let posePenalty = weights.pose.penalty(of: pose)
        (accounts.contentSlope, accounts.poseSlope) = (contentPenalty.slope, posePenalty.slope)
        accounts.parts.total +=
            weights.recognition * accounts.parts.recognition
            + (design.isVariational && weights.hasContent ? contentPenalty.value : 0)
            + (design.pose.parts.isEmpty ? 0 : posePenalty.value)
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

    /// q log q.
    static func entropyTerm(_ share: Double) -> Double { share > 0 ? share * log(share) : 0 }
}
