/// What others reach on the same cards.
///
/// Measured with pyroved 0.3.0 on torch 2.13.0+cpu, two threads, one seed; figures of the cards that were learned. The VAE: 3,000
/// cards of 48 x 48, 30 epochs. The rVAE: 1,000 cards of 24 x 24, 25 epochs; the seconds are those of an epoch of 3,000 cards of
/// 48 x 48.
struct CardsPeer {
    typealias Figures = [CardsFigure: Double]

    /// The model of ours that it is compared with.
    let model: String
    let set: Int
    /// Of the untrained encoder, where it was measured.
    let untrained: Figures
    let trained: Figures
    let secondsAnEpoch: Double

    static let all: [CardsPeer] = [
        vae(
            1, [.clusters: 0.53, .angleShare: 0.90, .shearShare: 0.46],
            [.clusters: 1.00, .angleShare: 0.99, .shearShare: 0.28, .crossEntropy: 0.039, .evidence: -94.0]),
        vae(
            2, [.clusters: 0.48, .angleShare: 0.56, .shearShare: 0.79],
            [.clusters: 0.90, .angleShare: 0.59, .shearShare: 0.98, .crossEntropy: 0.053, .evidence: -130.5]),
        vae(
            3, [.clusters: 0.46, .angleShare: 0.61, .shearShare: 0.04],
            [.clusters: 0.93, .angleShare: 0.71, .shearShare: 0.07, .crossEntropy: 0.077, .evidence: -183.1]),
        vae(
            4, [.clusters: 0.40, .angleShare: 0.15, .shearShare: 0.14],
            [.clusters: 0.93, .angleShare: 0.36, .shearShare: 0.08, .crossEntropy: 0.089, .evidence: -210.3]),
        rotated(
            1, [.clusters: 0.61, .angle: 0.65, .shearShare: 0.54], [.clusters: 1.00, .angle: 0.99, .shearShare: 0.15]),
        rotated(2, [:], [.clusters: 0.63, .angle: 0.14, .shearShare: 0.97]),
        rotated(3, [.clusters: 0.41, .angle: 0.35], [.clusters: 0.51, .angle: 0.69, .shearShare: 0]),
        rotated(4, [:], [.clusters: 0.63, .angle: 0.15, .shearShare: 0.42]),
    ]

    private static func vae(_ set: Int, _ untrained: Figures, _ trained: Figures) -> CardsPeer {
        CardsPeer(model: "vae", set: set, untrained: untrained, trained: trained, secondsAnEpoch: 0.54)
    }

    private static func rotated(_ set: Int, _ untrained: Figures, _ trained: Figures) -> CardsPeer {
        CardsPeer(model: "rvae", set: set, untrained: untrained, trained: trained, secondsAnEpoch: 51)
    }
}
