internal import ArgumentParser

/// Measures what the numerics reach: how fast they are beside the machine, and how well what they learn agrees with what is
/// known of synthetic data.
@main struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures speed, and how well autoencoders find what is known of synthetic data.",
        subcommands: [
            SpeedCommand.self, CardsCommand.self, TranslationsCommand.self, ConstraintsCommand.self, PixelsCommand.self,
        ],
        defaultSubcommand: SpeedCommand.self)
}
