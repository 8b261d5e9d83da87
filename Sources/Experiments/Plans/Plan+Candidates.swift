extension Plan {
    /// Which channels of the overview the features are cut from, in this order; empty takes all.
    package struct OverviewChoice: Codable, Hashable, Sendable {
        package var channels: [String] = []

        package init() {}
    }

    /// Which positions may be measured.
    package struct CandidateChoice: Codable, Hashable, Sendable {
        package enum Positions: Codable, Hashable, Sendable {
            /// Those that the instrument offers, or every pixel.
            case all
            /// Every n-th pixel in both directions.
            case stride(Int)
            /// A list, in the units of the overview's axes.
            case points([Position])
        }

        /// How a pool is scored that is too large for the memory of the training.
        package enum LargePool: String, Codable, Hashable, Sendable, CaseIterable {
            /// Coarse to fine where the memory of the training does not suffice for every candidate.
            case automatic
            /// Every candidate in every decision, block by block.
            case every
            /// A coarse grid first, then every candidate around its best points.
            case coarseToFine = "coarse-to-fine"
        }

        package var positions = Positions.all
        /// Pixels along the image's border that are left out.
        package var margin = 0
        /// Positions within this many pixels of a measured one are not measured again (beam damage); 0 for none.
        package var exclusionRadius = 0.0
        /// Rectangles of pixels that must not be measured.
        package var forbidden: [PixelRectangle] = []
        package var largePool = LargePool.automatic

        package init() {}
    }

    /// Pixels `rows` x `columns`, bounds included.
    package struct PixelRectangle: Codable, Hashable, Sendable {
        package var rows: ClosedRange<Int>
        package var columns: ClosedRange<Int>

        package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }
}

extension Plan.OverviewChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.channels, into: &channels)
    }
}

extension Plan.CandidateChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        // What is not stored was not done.
        largePool = .every
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.positions, into: &positions)
        try stored.take(.margin, into: &margin)
        try stored.take(.exclusionRadius, into: &exclusionRadius)
        try stored.take(.forbidden, into: &forbidden)
        try stored.take(.largePool, into: &largePool)
    }
}
