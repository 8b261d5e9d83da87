package import Experiments
private import Randomness

/// A synthetic sample whose truth is known: an overview with the noise of a real one, and a spectrum at every pixel.
///
/// Everything follows from the seed: the same choice gives the same sample, and the same position and attempt the same
/// measurement, on every machine up to the last bits of its mathematical library. Two attempts at a place differ only
/// in their noise. See `Samples.md` for the physics, its formulas and its sources.
package struct Sample: Specimen {
    package let choice: Plan.SampleChoice
    package let overview: Overview
    package var isTruthKnown: Bool { true }
    package var axis: Axis { physics.axis }

    private let physics: any SamplePhysics

    /// The names of the samples there are.
    package static let names = Plan.SampleChoice.names

    /// Makes a sample.
    ///
    /// - Throws: ``UnusableSample`` if there is none of this name, or its size or noise is out of range.
    package static func make(_ choice: Plan.SampleChoice) throws(UnusableSample) -> Sample {
        guard (8...4096).contains(choice.height), (8...4096).contains(choice.width) else {
            throw UnusableSample(reason: "\(choice.height) x \(choice.width) pixels; expected 8 to 4096 each way")
        }
        guard choice.noise.isFinite, choice.noise >= 0 else {
            throw UnusableSample(reason: "its noise is \(choice.noise); expected 0 or more")
        }
        let physics: any SamplePhysics
        switch choice.name {
        case "nanoparticles": physics = Nanoparticles(height: choice.height, width: choice.width, seed: choice.seed)
        case "ferroelectric": physics = Ferroelectric(height: choice.height, width: choice.width, seed: choice.seed)
        default:
            let known = names.map { "`\($0)`" }.joined(separator: ", ")
            throw UnusableSample(reason: "there is no sample `\(choice.name)`; there are \(known)")
        }
        do {
            let axis = ImageAxis(unit: "nm", origin: 0, step: physics.pixelSize)
            let overview = try Overview(
                channels: physics.channels, height: choice.height, width: choice.width,
                values: physics.overviewValues(),
                horizontal: axis, vertical: axis)
            return Sample(choice: choice, overview: overview, physics: physics)
        } catch {
            throw UnusableSample(reason: error.description)
        }
    }

    /// Returns the spectrum without noise at a pixel of the image.
    package func truth(at pixel: Pixel) -> [Double] {
        precondition(contains(pixel), "the sample has no pixel \(pixel)")
        return physics.truth(at: pixel)
    }

    /// Returns a measurement at a pixel of the image: the truth with the noise of this attempt.
    package func spectrum(at pixel: Pixel, attempt: Int) -> [Double] {
        let index = pixel.row * overview.width + pixel.column
        var source = RandomSource(seed: choice.seed, stream: "\(choice.name)/attempt \(attempt)", step: index)
        let ideal = truth(at: pixel)
        let noise = source.normals(ideal.count)
        return zip(ideal, noise).map { $0 + choice.noise * physics.deviation(of: $0) * $1 }
    }

    package func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        spectrum(at: try pixel(at: position), attempt: attempt)
    }

    package func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        truth(at: try pixel(at: position))
    }

    private func contains(_ pixel: Pixel) -> Bool {
        (0..<overview.height).contains(pixel.row) && (0..<overview.width).contains(pixel.column)
    }

    private func pixel(at position: Position) throws(UnmeasurablePosition) -> Pixel {
        guard let pixel = overview.pixel(at: position) else {
            let (x, y) = (overview.horizontal, overview.vertical)
            throw UnmeasurablePosition(
                position: position,
                hint: "the sample reaches from x \(x.origin) to \(x.coordinate(of: overview.width - 1)) \(x.unit), "
                    + "y \(y.origin) to \(y.coordinate(of: overview.height - 1)) \(y.unit)")
        }
        return pixel
    }
}

/// A synthetic sample cannot be made, and why.
package struct UnusableSample: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package var description: String { "the sample cannot be made: \(reason)" }
}

/// The physics of a synthetic sample.
protocol SamplePhysics: Sendable {
    /// The channels of the overview.
    var channels: [String] { get }
    /// The distance of neighbouring pixels in nm.
    var pixelSize: Double { get }
    /// What the channels of a spectrum stand for.
    var axis: Axis { get }

    /// Returns the overview as an instrument would show it, noise included, channel by channel.
    func overviewValues() -> [Float]

    /// Returns the spectrum at a pixel without noise.
    func truth(at pixel: Pixel) -> [Double]

    /// Returns the standard deviation of the noise on a value, for a relative noise of 1.
    func deviation(of value: Double) -> Double
}
