package import Experiments

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
    /// One a channel; empty for ``ScalingMethod/none`` and ``ScalingMethod/image``, whose parameters are each image's own.
    package let parameters: [Parameters]

    /// No scaling.
    package init() {
        method = .none
        parameters = []
    }

    /// Finds the parameters for a stack of finite values, of at least one image.
    package init(_ method: ScalingMethod, fitting stack: ImageStack) {
        precondition(stack.count > 0, "a scaling is found from images")
        self.method = method
        switch method {
        case .none, .image: parameters = []
        case .range: parameters = (0..<stack.channels).map { stack.range(ofChannel: $0, images: 0..<stack.count) }
        case .standard: parameters = (0..<stack.channels).map(stack.moments)
        }
    }

    /// Returns what each channel of an unscaled image is moved and divided by; empty for ``ScalingMethod/none``.
    package func parameters(ofImage index: Int, in stack: ImageStack) -> [Parameters] {
        guard method == .image else { return parameters }
        return (0..<stack.channels).map { stack.range(ofChannel: $0, images: index..<index + 1) }
    }

    /// Returns the scaled values of a stack with as many channels as the one fitted.
    package func scaled(_ stack: ImageStack) -> ImageStack {
        guard method != .none else { return stack }
        let plane = stack.height * stack.width
        var result: [Float] = []
        result.reserveCapacity(stack.values.count)
        for image in 0..<stack.count {
            let parameters = parameters(ofImage: image, in: stack)
            precondition(parameters.count == stack.channels, "a scaling fits stacks of as many channels")
            for channel in 0..<stack.channels {
                let (offset, scale) = (parameters[channel].offset, parameters[channel].scale)
                let start = image * stack.dimension + channel * plane
                for value in stack.values[start..<start + plane] {
                    result.append(Float((Double(value) - offset) / scale))
                }
            }
        }
        return stack.replacing(values: result)
    }

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

extension ImageStack {
    fileprivate func range(ofChannel channel: Int, images: Range<Int>) -> Scaling.Parameters {
        var (low, high) = (Float.infinity, -Float.infinity)
        for image in images {
            for value in plane(channel, of: image) {
                low = min(low, value)
                high = max(high, value)
            }
        }
        let extent = Double(high) - Double(low)
        return Scaling.Parameters(offset: Double(low), scale: extent > 0 ? extent : 1)
    }

    fileprivate func moments(ofChannel channel: Int) -> Scaling.Parameters {
        // Flat channels are found by comparison: rounding would leave them a tiny deviation to be blown up by.
        let extent = range(ofChannel: channel, images: 0..<count)
        let total = Double(count * height * width)
        // Moved by the smallest value first, so that a large offset does not drown the differences.
        var sum = 0.0
        for image in 0..<count {
            for value in plane(channel, of: image) { sum += Double(value) - extent.offset }
        }
        let mean = extent.offset + sum / total
        var squares = 0.0
        for image in 0..<count {
            for value in plane(channel, of: image) { squares += (Double(value) - mean) * (Double(value) - mean) }
        }
        return Scaling.Parameters(offset: mean, scale: squares > 0 ? (squares / total).squareRoot() : 1)
    }
}
