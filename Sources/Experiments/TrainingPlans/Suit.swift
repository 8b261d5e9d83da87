/// The suit of a playing card.
package enum Suit: String, Codable, Hashable, Sendable, CaseIterable {
    case hearts
    case diamonds
    case clubs
    case spades

    /// Whether the suit is printed in red, and not in black.
    package var isRed: Bool { self == .hearts || self == .diamonds }
}
