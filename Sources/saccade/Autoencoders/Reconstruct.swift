import ArgumentParser
import Experiments
import Figures
import Foundation
import Orchestration
import TrainingSets

/// `saccade reconstruct`: images beside what an autoencoder makes of them.
struct Reconstruct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws images beside what an autoencoder makes of them, and tells how far off it is.",
        discussion: """
            The error is told of all images, in the units of the data; --held-out takes only those that the training \
            held out. Of an encoder-decoder the targets stand between, if they are known.
            """)

    @OptionGroup var options: ModelOptions
    @Option(help: "The picture: PNG, SVG or PDF; without it, the model's name and -reconstructions.png.")
    var figure: String?
    @Option(help: "Write what is decoded of all images: NPY.") var out: String?
    @Option(help: "How many images are drawn, evenly among all.") var count = 8
    @Flag(help: "Only images that the training held out.") var heldOut = false

    func run() throws {
        let name = URL(filePath: options.model).deletingPathExtension().path
        try Reconstruction(
            options: options, figure: figure ?? "\(name)-reconstructions.png", out: out, count: count,
            isHeldOut: heldOut
        ).run()
    }
}

/// `saccade translate`: what an encoder-decoder makes of something else.
struct Translate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Applies an encoder-decoder: noisy to clean, grey to colour, image to spectrum.",
        discussion: """
            With --data other images than the plan's, of the shape that it was trained on. Where targets are known the \
            error is told, and for images the peak signal-to-noise ratio before and after.
            """,
        aliases: ["denoise"])

    @OptionGroup var options: ModelOptions
    @Option(help: "Write what is decoded of all images: NPY.") var out: String?
    @Option(help: "Draw some of them: PNG, SVG or PDF.") var figure: String?
    @Option(help: "How many images are drawn, evenly among all.") var count = 8
    @Flag(help: "Only images that the training held out.") var heldOut = false

    func run() throws {
        guard out != nil || figure != nil else {
            throw Failure("give --out FILE.npy or --figure FILE.png, or both", .usage)
        }
        try Reconstruction(options: options, figure: figure, out: out, count: count, isHeldOut: heldOut).run()
    }
}
