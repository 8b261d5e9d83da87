/// What the model sees of a candidate: one block of numbers, or several side by side.
package struct Features: Hashable, Sendable {
    /// Some of the numbers: what they are, and what kernel formulas call them.
    package struct Block: Codable, Hashable, Sendable {
        package var kind: Kind
        /// The name that the plan gave; nil takes the kind's own word.
        package var givenName: String?

        package init(_ kind: Kind, named givenName: String? = nil) {
            self.kind = kind
            self.givenName = givenName
        }

        /// What kernel formulas call the block: `stem` in `matern-5/2(stem)`.
        package var name: String { givenName ?? kind.word }
    }

    package enum Kind: Codable, Hashable, Sendable {
        /// The window of the overview around the candidate.
        case patch(PatchFeatures)
        /// Only where it is: the baseline that every structure model must beat.
        case coordinates
        /// The image and its smoothing, slope and curvature at several scales, at the candidate.
        case stem(StemFeatures)
        /// The principal components of the windows around the candidates.
        case components(ComponentFeatures)
        /// What an encoder makes of the windows around the candidates.
        case autoencoder(AutoencoderFeatures)

        /// What plans call it.
        package var word: String {
            switch self {
            case .patch: "patch"
            case .coordinates: "coordinates"
            case .stem: "stem"
            case .components: "components"
            case .autoencoder: "autoencoder"
            }
        }

        /// The window that the block is made of, if it is made of one.
        package var patch: PatchFeatures? {
            switch self {
            case .patch(let patch): patch
            case .components(let components): components.patch
            case .autoencoder(let autoencoder): autoencoder.patch
            case .coordinates, .stem: nil
            }
        }
    }

    /// At least one, no two of the same name.
    package var blocks: [Block]

    package init(_ blocks: [Block]) {
        precondition(!blocks.isEmpty, "a model sees at least one block of numbers")
        self.blocks = blocks
    }

    /// One block under its own name.
    package init(_ kind: Kind) {
        self.init([Block(kind)])
    }

    package static let coordinates = Features(.coordinates)

    package static func patch(_ patch: PatchFeatures) -> Features { Features(.patch(patch)) }
    package static func stem(_ stem: StemFeatures) -> Features { Features(.stem(stem)) }
    package static func components(_ components: ComponentFeatures) -> Features { Features(.components(components)) }
    package static func autoencoder(_ choice: AutoencoderFeatures) -> Features { Features(.autoencoder(choice)) }

    /// The numbers of a candidate that are seen of an overview of so many channels.
    package func dimension(channels: Int) -> Int {
        blocks.reduce(0) { sum, block in
            switch block.kind {
            case .patch(let patch): sum + patch.dimension(channels: channels)
            case .coordinates: sum + 2
            case .stem(let stem): sum + channels * (1 + 3 * stem.scales.count)
            case .components(let components):
                sum + min(components.count, components.patch.dimension(channels: channels))
            case .autoencoder(let autoencoder): sum + autoencoder.latents
            }
        }
    }

    /// The sides of the windows that must fit into the image: those of blocks with `border: crop`.
    package var croppedWindows: [Int] {
        blocks.compactMap(\.kind.patch).filter { $0.border == .crop }.map(\.window)
    }
}

extension Features: Codable {
    private enum CodingKeys: String, CodingKey {
        case blocks
    }

    /// Reads what ``encode(to:)`` writes, or the one kind of which plans of the first versions were made.
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        guard stored.contains(.blocks) else {
            self.init(try Kind(from: decoder))
            return
        }
        let blocks = try stored.decode([Block].self, forKey: .blocks)
        guard !blocks.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .blocks, in: stored, debugDescription: "expected at least one block of features")
        }
        self.init(blocks)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(blocks, forKey: .blocks)
    }
}
