/// The coordinates of patches along the directions in which the pool's patches vary most.
package struct ComponentFeatures: Codable, Hashable, Sendable {
    /// How the patches are cut.
    package var patch = PatchFeatures()
    /// How many components; at most as many as a patch has numbers.
    package var count = 8
    /// Whether each component has standard deviation 1 over the pool.
    ///
    /// Otherwise all share one scale, so that distances are those of the patches as far as the components go.
    package var isWhitened = true

    package init() {}
}

extension ComponentFeatures {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.patch, into: &patch)
        try stored.take(.count, into: &count)
        try stored.take(.isWhitened, into: &isWhitened)
    }
}
