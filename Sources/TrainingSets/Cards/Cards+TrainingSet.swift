package import Experiments
private import Foundation
private import Randomness

extension Cards {
    /// The ink of red suits, the ink of black ones, and the ground, each red, green and blue.
    static let (red, black, ivory): ([Float], [Float], [Float]) = (
        [0.78, 0.09, 0.14], [0.10, 0.10, 0.12], [0.97, 0.95, 0.89]
    )

    /// Returns an image of a card without noise: `size * size` shares of covered area, 0...1, row by row.
    package static func image(of suit: Suit, _ pose: CardPose, size: Int = 48) -> [Float] {
        var coverage = Coverage(height: size, width: size)
        var values: [Float] = []
        values.reserveCapacity(size * size)
        coverage.append(pose.image(of: suit.outline.points, size: size), to: &values)
        return values
    }

    /// Draws the cards.
    ///
    /// The factors are `angle` and `shear` in rad, `scale`, and `dx` and `dy` in px, as ``CardPose`` defines them; the
    /// classes are ``suits``.
    ///
    /// - Throws: ``UnusableTrainingSet`` if a number is out of range; the text says which, and the range.
    package func trainingSet() throws(UnusableTrainingSet) -> TrainingSet {
        if let fault { throw UnusableTrainingSet(name: "cards", reason: fault) }
        let drawn = (0..<count).map(draw)
        var clean: [Float] = []
        clean.reserveCapacity(count * size * size)
        var coverage = Coverage(height: size, width: size)
        for (suit, pose) in drawn {
            coverage.append(pose.image(of: suits[suit].outline.points, size: size), to: &clean)
        }
        let targets: ImageStack? =
            switch target {
            case .none: nil
            case .clean: ImageStack(height: size, width: size, values: clean)
            case .color:
                ImageStack(
                    channels: 3, height: size, width: size, values: printed(clean, drawn.map { suits[$0.suit] }))
            }
        func factor(_ name: String, _ unit: String, _ value: (CardPose) -> Double) -> TrainingSet.Factor {
            TrainingSet.Factor(name: name, unit: unit, values: drawn.map { value($0.pose) })
        }
        return try TrainingSet(
            name: "cards",
            inputs: ImageStack(height: size, width: size, values: noise > 0 ? noisy(clean) : clean),
            targets: targets,
            factors: [
                factor("angle", "rad", \.angle), factor("shear", "rad", \.shear), factor("scale", "", \.scale),
                factor("dx", "px", \.dx), factor("dy", "px", \.dy),
            ],
            classes: TrainingSet.Classes(names: suits.map(\.rawValue), indices: drawn.map(\.suit)),
            notes: noise > 0
                ? ["noise of standard deviation \(noise) was added to the inputs, which were then clipped to 0...1"]
                : [])
    }

    private func draw(_ index: Int) -> (suit: Int, pose: CardPose) {
        var source = RandomSource(seed: seed, stream: "cards", step: index)
        // All are drawn, wanted or not, so that one setting does not change what another gives.
        let suit = source.integer(below: suits.count)
        var pose = CardPose()
        pose.angle = source.uniform(in: -rotation...rotation) * Double.pi / 180
        pose.shear = source.uniform(in: -shear...shear) * Double.pi / 180
        pose.scale = exp(source.uniform(in: log(scale.lowerBound)...log(scale.upperBound)))
        pose.dx = source.uniform(in: -translation...translation)
        pose.dy = source.uniform(in: -translation...translation)
        return (suit, pose)
    }

    private func noisy(_ clean: [Float]) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(clean.count)
        let pixels = size * size
        for index in 0..<count {
            var source = RandomSource(seed: seed, stream: "cards/noise", step: index)
            for (value, draw) in zip(clean[index * pixels..<(index + 1) * pixels], source.normals(pixels)) {
                result.append(min(max(value + Float(noise * draw), 0), 1))
            }
        }
        return result
    }

    private func printed(_ coverage: [Float], _ suits: [Suit]) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(3 * coverage.count)
        let pixels = size * size
        for (index, suit) in suits.enumerated() {
            let ink = suit.isRed ? Self.red : Self.black
            for channel in 0..<3 {
                let (ground, step) = (Self.ivory[channel], ink[channel] - Self.ivory[channel])
                for share in coverage[index * pixels..<(index + 1) * pixels] { result.append(ground + share * step) }
            }
        }
        return result
    }
}
