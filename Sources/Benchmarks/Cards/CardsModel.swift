internal import Experiments

/// A model of the table of cards.
struct CardsModel: Sendable {
    /// What it is called on the command line and in records.
    let name: String
    /// And in the table.
    let title: String
    let epochs: Int
    let choice: AutoencoderChoice
    /// The sets of cards that it is trained on.
    let sets: ClosedRange<Int>

    static let all = [
        CardsModel(.vae, "VAE", epochs: 30),
        CardsModel(.rvae, "rVAE", epochs: 40),
        CardsModel(.rsvae, "rVAE + shear", epochs: 40),
        // What one would state who knows that nothing is turned far.
        CardsModel("rvae-small", .rvae, "rVAE, turns within ± 12°", epochs: 40, sets: 1...2) {
            $0.pose.rotation = .small(degrees: 12)
        },
        CardsModel("rsvae-small", .rsvae, "rVAE + shear, turns within ± 12°", epochs: 40, sets: 1...2) {
            $0.pose.rotation = .small(degrees: 12)
        },
        CardsModel(.jrvae, "jrVAE", epochs: 40),
        CardsModel(.jrsvae, "jrVAE + shear", epochs: 40),
        CardsModel(.ssvae, "ssVAE, 5 % told", epochs: 40),
        CardsModel(.ssrvae, "ssrVAE, 5 % told", epochs: 40),
        CardsModel(.ssrsvae, "ssrVAE + shear, 5 % told", epochs: 40),
        CardsModel(.cvae, "cVAE", epochs: 30),
    ]

    private init(_ preset: AutoencoderChoice.Preset, _ title: String, epochs: Int) {
        self.init(preset.rawValue, preset, title, epochs: epochs, sets: 1...4) { _ in }
    }

    private init(
        _ name: String, _ preset: AutoencoderChoice.Preset, _ title: String, epochs: Int, sets: ClosedRange<Int>,
        _ change: (inout AutoencoderChoice) -> Void
    ) {
        var choice = AutoencoderChoice(preset)
        change(&choice)
        (self.name, self.title, self.epochs, self.choice, self.sets) = (name, title, epochs, choice, sets)
    }

    /// Those that have a pose which explains all that moves the cards of a set.
    static func fitting(_ set: Int) -> String { set % 2 == 0 ? "rsvae" : "rvae" }
}
