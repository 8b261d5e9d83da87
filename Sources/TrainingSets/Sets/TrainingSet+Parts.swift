private import Randomness

extension TrainingSet {
    /// Returns the images of these indices, in their order, with all that is known of them.
    ///
    /// - Throws: ``UnusableTrainingSet`` if there are no indices, or one is not an image's.
    package func subset(_ indices: [Int]) throws(UnusableTrainingSet) -> TrainingSet {
        guard !indices.isEmpty else {
            throw UnusableTrainingSet(name: name, reason: "a part of it would hold no image")
        }
        if let wrong = indices.first(where: { !(0..<count).contains($0) }) {
            throw UnusableTrainingSet(
                name: name, reason: "there is no image \(wrong); there are images 0 to \(count - 1)")
        }
        return TrainingSet(
            unchecked: name, inputs: inputs.subset(indices), targets: targets?.subset(indices),
            factors: factors.map { factor in
                Factor(name: factor.name, unit: factor.unit, values: indices.map { factor.values[$0] })
            },
            classes: classes.map { classes in
                Classes(names: classes.names, indices: indices.map { classes.indices[$0] })
            },
            inputScaling: inputScaling, targetScaling: targetScaling, notes: notes)
    }

    /// Chooses at random which images are kept from training.
    ///
    /// Patches that overlap share pixels: a random part of them is easier to foretell than a new image.
    ///
    /// - Parameters:
    ///   - fraction: The held-out share, above 0 and below 1; the number of images is rounded, and at least 1.
    ///   - seed: The same seed chooses the same images.
    /// - Returns: The indices of both parts, each in rising order.
    /// - Throws: ``UnusableTrainingSet`` if the share is out of range, or no image would be left to train on.
    package func partition(
        holdingOut fraction: Double, seed: UInt64
    ) throws(UnusableTrainingSet) -> (training: [Int], heldOut: [Int]) {
        guard fraction > 0, fraction < 1 else {
            throw UnusableTrainingSet(
                name: name, reason: "the held-out share is \(fraction); expected more than 0 and less than 1")
        }
        let held = max(Int((fraction * Double(count)).rounded()), 1)
        guard held < count else {
            throw UnusableTrainingSet(
                name: name,
                reason: "holding out \(fraction) of \(count) images leaves none to train on; give more images")
        }
        var source = RandomSource(seed: seed, stream: "held-out")
        let order = source.shuffled(Array(0..<count))
        return (order.dropFirst(held).sorted(), order.prefix(held).sorted())
    }

    /// Splits the set as ``partition(holdingOut:seed:)`` says.
    package func split(
        holdingOut fraction: Double, seed: UInt64
    ) throws(UnusableTrainingSet) -> (training: TrainingSet, heldOut: TrainingSet) {
        let parts = try partition(holdingOut: fraction, seed: seed)
        return (try subset(parts.training), try subset(parts.heldOut))
    }
}
