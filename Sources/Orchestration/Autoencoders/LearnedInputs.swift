package import TrainingSets

/// What is kept of the images that a model learned from, to know them again and to judge others.
package struct LearnedInputs: Codable, Hashable, Sendable {
    /// The least scaled value that was learned.
    package let low: Double
    /// The greatest.
    package let high: Double
    /// The mean of all images as they are, held-out ones included, weighed by their places in the set: of images in another
    /// order, or of other values, it is another.
    package let orderedMean: Double

    /// Takes down a set.
    ///
    /// - Parameters:
    ///   - set: All images as they are.
    ///   - scaled: Those that are learned, scaled.
    init(_ set: TrainingSet, scaled: TrainingSet) {
        (low, high) = scaled.inputs.extremes
        orderedMean = set.inputs.orderedMean
    }

    /// Whether a set, as it is, holds the same images in the same order.
    ///
    /// Made anew on another machine, values may differ by rounding.
    package func knows(_ set: TrainingSet) -> Bool {
        let (low, high) = set.inputs.extremes
        return abs(set.inputs.orderedMean - orderedMean) <= 1e-6 * max(abs(low), abs(high))
    }

    /// How many scaled images hold a value that is further from those learned than half their range.
    package func strangers(in scaled: TrainingSet) -> Int {
        let margin = 0.5 * max(high - low, 1e-6 * max(abs(low), abs(high)))
        let usual = Float(low - margin)...Float(high + margin)
        return (0..<scaled.count).count { index in !scaled.inputs[index].allSatisfy(usual.contains) }
    }
}

extension ImageStack {
    /// The least and the greatest value.
    fileprivate var extremes: (low: Double, high: Double) {
        var (low, high) = (Float.infinity, -Float.infinity)
        for value in values {
            low = min(low, value)
            high = max(high, value)
        }
        return (Double(low), Double(high))
    }

    /// The mean of the images' means, weighed by weights that rise and start anew after 97 images.
    fileprivate var orderedMean: Double {
        var (sum, weights) = (0.0, 0.0)
        for index in 0..<count {
            let weight = Double(index % 97 + 1)
            sum += weight * self[index].reduce(0) { $0 + Double($1) }
            weights += weight
        }
        return sum / (weights * Double(dimension))
    }
}
