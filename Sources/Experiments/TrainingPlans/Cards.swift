/// A choice of playing cards: images of the four suits, each turned, sheared, scaled and moved at random.
///
/// The question that the lecture asks with them: does a latent space separate the suits, and find rotation and shear by
/// itself? The shapes are white (1) on black (0), their edges exact shares of covered area. Card `i` depends on the seed
/// and on `i` alone, so a larger set begins with the smaller one, and noise or targets leave the shapes as they are.
package struct Cards: Codable, Hashable, Sendable {
    /// What the inputs are paired with.
    package enum Target: String, Codable, Hashable, Sendable, CaseIterable {
        /// Nothing.
        case none
        /// The same card without noise.
        case clean
        /// The same card without noise, printed in red or black on ivory: three channels, red, green and blue. The input
        /// is white on black whatever the suit, so that the colour is to be told from the shape.
        case color
    }

    /// The number of cards.
    package var count = 3000
    /// The side of the square images in pixels, 4 to 1024.
    package var size = 48
    /// The suits to draw from, each equally likely; the classes of the set, in this order.
    package var suits = Suit.allCases
    /// Angles are uniform within plus and minus this many degrees, 0 to 180.
    package var rotation = 0.0
    /// Shears are uniform within plus and minus this many degrees, 0 to 80.
    package var shear = 0.0
    /// Both coordinates are moved uniformly by up to plus and minus this many pixels.
    package var translation = 0.0
    /// The logarithm of the scale is uniform between those of these bounds.
    package var scale = 1.0...1.0
    /// The standard deviation of the normal noise added to the inputs, which are then clipped to 0...1.
    package var noise = 0.0
    package var target = Target.none
    package var seed: UInt64 = 1

    package init() {}

    /// The lecture's sets 1 to 4: rotation by up to 12, 12, 120 and 120 degrees, shear by up to 1, 20, 1 and 20.
    package static func lecture(_ number: Int) -> Cards {
        precondition((1...4).contains(number), "there are four sets of cards")
        var cards = Cards()
        cards.rotation = number > 2 ? 120 : 12
        cards.shear = number % 2 == 0 ? 20 : 1
        return cards
    }
}

extension Cards {
    /// What is out of range, or nil.
    package var fault: String? {
        guard count > 0 else { return "\(count) cards; expected at least 1" }
        guard (4...1024).contains(size) else { return "\(size) pixels a side; expected 4 to 1024" }
        guard count <= (1 << 31) / (size * size) else {
            return "\(count) cards of \(size) x \(size) pixels; expected at most 2^31 pixels in all"
        }
        guard !suits.isEmpty else { return "no suit to draw from" }
        guard Set(suits).count == suits.count else {
            return "the suits \(suits.map(\.rawValue)) are not all different"
        }
        for (name, value, limit) in [
            ("rotation", rotation, 180), ("shear", shear, 80), ("translation", translation, Double(size)),
        ] {
            guard value >= 0, value <= limit else { return "a \(name) of \(value); expected 0 to \(limit)" }
        }
        guard scale.lowerBound > 0, scale.upperBound <= 10 else {
            return "a scale from \(scale.lowerBound) to \(scale.upperBound); expected more than 0, at most 10"
        }
        guard noise.isFinite, noise >= 0 else { return "a noise of \(noise); expected 0 or more" }
        return nil
    }
}
