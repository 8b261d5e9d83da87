/// The first measurements, chosen before anything is known.
package struct SeedChoice: Codable, Hashable, Sendable {
    package enum Design: String, Codable, Hashable, Sendable, CaseIterable {
        /// Uniformly at random.
        case random
        /// Evenly over the field, in rows and columns.
        case grid
        /// At random, one in each of as many equal cells: even, and fair to edges and lattices.
        case stratified
        /// Each point as far as possible from those before it (Johnson, Moore & Ylvisaker 1990).
        case maximin
    }

    package var count = 20
    package var design = Design.random

    package init() {}
}

extension SeedChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.count, into: &count)
        try stored.take(.design, into: &design)
    }
}
