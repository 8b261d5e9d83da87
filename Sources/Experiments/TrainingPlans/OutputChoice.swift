/// What is known of every output by physics, whatever is learned.
package struct OutputChoice: Codable, Hashable, Sendable {
    /// The group of pixel maps that leave the object that is drawn as it is, before it is laid into its pose.
    package enum Symmetry: String, Codable, Hashable, Sendable, CaseIterable {
        case none
        case leftRight = "left-right"
        case upDown = "up-down"
        case twofold
        case fourfold
        /// The fourfold rotations and their mirror images.
        case fourfoldMirror = "fourfold-mirror"
    }

    /// Whether no number is below zero.
    package var isNonNegative = false
    /// Whether the numbers of an output add up to one.
    package var hasUnitIntegral = false
    package var symmetry = Symmetry.none
    /// The standard deviation in pixels of the Gaussian point spread through which an object was seen; nil for none.
    package var pointSpread: Double?
    /// The weight of the mean squared difference of neighbouring numbers.
    package var smoothness = 0.0

    package init() {}
}

extension OutputChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.isNonNegative, into: &isNonNegative)
        try stored.take(.hasUnitIntegral, into: &hasUnitIntegral)
        try stored.take(.symmetry, into: &symmetry)
        try stored.take(.pointSpread, into: &pointSpread)
        try stored.take(.smoothness, into: &smoothness)
    }
}
