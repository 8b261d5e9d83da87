import ArgumentParser

/// `saccade compute`: arrays in, arrays out.
struct Compute: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Computes with arrays in NPY files: Gaussian processes and acquisition functions.",
        subcommands: [ComputeGP.self, ComputeAcquisition.self])
}
