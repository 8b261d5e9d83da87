import Networks

extension AutoencoderDesign {
    /// What does not fit of the constraints on the output.
    var constraintFault: String? {
        rangeFault ?? constraints.symmetry.flatMap(symmetryFault) ?? constraints.pointSpread.flatMap(pointSpreadFault)
            ?? (constraints.smoothness >= 0 && constraints.smoothness < .infinity
                ? nil : "the weight of the smoothness is \(constraints.smoothness), but it is a number of 0 or more")
    }

    private var rangeFault: String? {
        let name: String
        switch constraints.range {
        case .any: return nil
        case .nonNegative: name = "a non-negative output"
        case .unitIntegral(let step):
            if !(step > 0 && step < .infinity) {
                return "the step of the unit integral is \(step), but the distance of two numbers is above 0"
            }
            name = "a unit integral"
        }
        guard case .gaussian = likelihood else {
            return
                "\(name) needs a normal likelihood: the numbers that a Bernoulli likelihood expects lie between 0 and 1 "
                + "each on its own"
        }
        return nil
    }

    private func symmetryFault(_ symmetry: Symmetry) -> String? {
        if case .coordinates = decoder {
            return "a decoder by coordinates draws no symmetric object; let it draw a canvas"
        }
        if output.height == 1, symmetry != .leftRight {
            return "what is decoded has one row, which can be symmetric left and right only"
        }
        if symmetry.needsSquare, output.height != output.width {
            return
                "what is decoded has \(output.height) x \(output.width) pixels, but only a square looks the same after "
                + "a quarter turn"
        }
        return nil
    }

    private func pointSpreadFault(_ spread: PointSpread) -> String? {
        let (height, width) = (spread.height, spread.width)
        if height < 1 || width < 1 || height % 2 == 0 || width % 2 == 0 {
            return
                "the point-spread function has \(height) x \(width) pixels, but its sides are odd, so that it has a middle"
        }
        if height > output.height || width > output.width {
            return "the point-spread function has \(height) x \(width) pixels, more than the \(output.height) x "
                + "\(output.width) of what is decoded"
        }
        if spread.kernel.count != height * width {
            return "the point-spread function has \(spread.kernel.count) numbers for its \(height) x \(width) pixels"
        }
        let sum = spread.kernel.reduce(0) { $0 + Double($1) }
        if !spread.kernel.allSatisfy({ $0 >= 0 && $0 < .infinity }) || sum == 0 {
            return
                "the point-spread function has a number below zero, or none above; it spreads light and takes none away"
        }
        if case .gaussian = likelihood { return nil }
        return sum > 1.00001
            ? "the point-spread function adds up to \(Float(sum)), but with a Bernoulli likelihood to 1 at most: what is seen "
                + "lies between 0 and 1" : nil
    }
}
