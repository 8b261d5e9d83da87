/// How values were brought to the range that a model expects, and what is needed to bring them back.
///
/// A scaled value is (value - offset) / scale, with an offset and a scale for each channel. Values that are all the same
/// become 0, their scale 1. Parameters are fitted on one stack and may be used on others: nothing is clipped, so a
/// held-out value may lie beyond 0...1.
package struct Scaling: Codable, Hashable, Sendable {
    /// What the values of a channel were moved and divided by.
    package struct Parameters: Codable, Hashable, Sendable {
        package let offset: Double
        package let scale: Double

        package init(offset: Double, scale: Double) {
            self.offset = offset
            self.scale = scale
        }
    }

    package let method: ScalingMethod
    /// One a channel; empty for ``ScalingMethod/none``, and for ``ScalingMethod/image`` and ``ScalingMethod/area``, whose
    /// parameters are each image's own.
    package let parameters: [Parameters]

    /// No scaling.
    package init() {
        method = .none
        parameters = []
    }

    /// Parameters that were found before.
    package init(_ method: ScalingMethod, parameters: [Parameters]) {
        self.method = method
        self.parameters = parameters
    }

    /// Whether every image has parameters of its own.
    package var isOfEachImage: Bool { method == .image || method == .area }

    /// Brings one scaled image back to the units of the data, with the parameters it was scaled with.
    ///
    /// - Parameters:
    ///   - image: Its values, channel by channel.
    ///   - parameters: One a channel, or none to change nothing.
    /// - Returns: As many values.
    package static func restored(_ image: some Collection<Float>, by parameters: [Parameters]) -> [Float] {
        guard !parameters.isEmpty else { return Array(image) }
        precondition(image.count % parameters.count == 0, "an image has whole channels")
        let plane = image.count / parameters.count
        return image.enumerated().map { index, value in
            let channel = parameters[index / plane]
            return Float(Double(value) * channel.scale + channel.offset)
        }
    }
}
