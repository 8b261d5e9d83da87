/// The names of rows that thresholds speak of.
enum RowNames {
    static let network = "network 256-1000-500-50-2, forward + backward + Adam"
    static let publishedIteration = "deep kernel iteration, net 256-1000-500-50-2"
    static let ensembleIteration = "deep kernel iteration, ensemble of 4, net 256-64-64-8"

    /// A whole step of active learning: train, predict 2,500 candidates, expected improvement.
    static func step(_ model: String, isCold: Bool) -> String {
        "\(isCold ? "cold" : "warm") step, N = 2500, \(model)"
    }

    static let published = "net 256-1000-500-50-2"
    static let ensemble = "default ensemble"
    static let structure = "structure and space"

    /// An epoch of 3,000 cards of 48 x 48 pixels.
    static func epoch(_ model: String) -> String { "epoch of cards, \(model)" }

    static let plain = "VAE, dense 128-128"
    static let canvas = "rVAE, canvas at 12 angles"
    static let coordinates = "rVAE, coordinates, all pixels"
}
