package import Experiments

extension Scaling {
    /// Finds the parameters for a stack of finite values, of at least one image.
    package init(_ method: ScalingMethod, fitting stack: ImageStack) {
        precondition(stack.count > 0, "a scaling is found from images")
        let parameters =
            switch method {
            case .none, .image, .area: [Parameters]()
            case .range: (0..<stack.channels).map { stack.range(ofChannel: $0, images: 0..<stack.count) }
            case .standard: (0..<stack.channels).map(stack.moments)
            }
        self.init(method, parameters: parameters)
    }

    /// Returns what each channel of an unscaled image is moved and divided by; empty for ``ScalingMethod/none``.
    package func parameters(ofImage index: Int, in stack: ImageStack) -> [Parameters] {
        switch method {
        case .image: (0..<stack.channels).map { stack.range(ofChannel: $0, images: index..<index + 1) }
        case .area: (0..<stack.channels).map { stack.area(ofChannel: $0, image: index) }
        case .none, .range, .standard: parameters
        }
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

    /// Divides by the sum; by 1 where it is not above zero.
    fileprivate func area(ofChannel channel: Int, image: Int) -> Scaling.Parameters {
        let sum = plane(channel, of: image).reduce(0) { $0 + Double($1) }
        return Scaling.Parameters(offset: 0, scale: sum > 0 ? sum : 1)
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
