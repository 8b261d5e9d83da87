/// Several models side by side, each weighed by how well it predicts measurements that it was not given.
package struct CommitteeChoice: Codable, Hashable, Sendable {
    /// A model of the committee.
    package enum Member: String, Codable, Hashable, Sendable, CaseIterable {
        /// A deep kernel on the plan's features.
        case deepKernel = "deep-kernel"
        /// A Gaussian process on the multi-scale stem.
        case stem
        /// A Gaussian process on the coordinates.
        case coordinates
        /// A Gaussian process on both.
        case stemAndCoordinates = "stem+coordinates"
        /// A Gaussian process on all that is cheap to know: a sum of kernels on the stem, on principal components of the
        /// patches, on the coordinates, and on stem and coordinates at once.
        case structureAndSpace = "structure+space"
    }

    /// Which models, at least one, none twice.
    ///
    /// A deep kernel is none of them unless a plan says so: it costs more than the others together, and with it the search
    /// for the very best point stalls on some samples.
    package var members = [Member.stem, .coordinates, .structureAndSpace]
    /// The deep kernel, if it is a member.
    package var deepKernel = DeepKernelChoice()
    /// Over how many draws of their parameters the predictions of the simple models are averaged; 0 for the most probable
    /// parameters alone.
    package var draws = 4
    /// The side in pixels of the blocks of neighbouring measurements that are held out together; nil leaves it to the
    /// model.
    package var block: Int?

    package init() {}
}

extension CommitteeChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.members, into: &members)
        try stored.take(.deepKernel, into: &deepKernel)
        // What is not stored was not done.
        draws = 0
        try stored.take(.draws, into: &draws)
        try stored.take(.block, into: &block)
    }
}
