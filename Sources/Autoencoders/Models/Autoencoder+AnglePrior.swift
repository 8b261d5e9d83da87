private import Foundation
private import LinearAlgebra
private import Networks

/// The prior of the angles that the posterior is a mixture over.
///
/// How objects lie is learned with the rest: where they are turned by little all share an angle soon, and none is drawn a quarter
/// of a turn from the others for no reason.
extension Autoencoder {
    /// What a unit of the parameter is in nats: a step of the others' size would be slow.
    private static let priorUnit: Float = 30

    /// Sets the logarithms of the prior, those of a softmax.
    func setAnglePriors() {
        guard let anglePrior else {
            workspace.anglePriors = [0]
            return
        }
        let shares = Self.shares(of: anglePrior.value.elements.map { Self.priorUnit * $0 }[...])
        workspace.anglePriors = shares.map { log(max($0, 1e-12)) }
    }

    /// Adds the gradient of minus the logarithm of the prior.
    ///
    /// - Parameter shares: How much each branch counts.
    func pullBackAnglePrior(shares: (Int) -> Double) {
        guard let anglePrior else { return }
        var sums = Array(repeating: 0.0, count: layout.starts)
        for branch in workspace.angleShares.indices { sums[branch % layout.starts] += shares(branch) }
        let all = sums.reduce(0, +)
        for (start, sum) in sums.enumerated() {
            anglePrior.gradient[0, start] +=
                Self.priorUnit * Float(all * exp(workspace.anglePriors[start]) - sum)
        }
    }
}
