package import Experiments
package import Networks
package import Surrogates

/// What the model sees of a pool: the features of every candidate, as the plan asks.
///
/// Each block of them is brought to mean 0 and variance 1 over the pool in its own right: the coordinates together, and
/// the pixels of a patch, so that their relative sizes remain; each number of a stem by itself, and each principal
/// component unless the plan says otherwise; an encoder's latents together. Models find standardised features, and leave
/// them as they are.
package struct CandidateView: Sendable {
    /// The blocks side by side, in the order of the plan; ``CandidateFeatures/blocks`` names them.
    package let features: any CandidateFeatures
    /// The blocks `stem`, `coordinates` and `components` for the simple models, whatever the plan's own are.
    ///
    /// The components are the first eight of patches of 8 x 8 pixels, on one scale: texture, which the stem misses.
    package let simple: any CandidateFeatures
    /// The positions x and y of the candidates, in the units of the overview's axes, for mean functions.
    package let covariates: Covariates
    /// The whole pool.
    let pool: CandidatePool
    /// For how much of the pool each measurement speaks.
    package let representation: Representation
    /// Which block of neighbours each candidate belongs to.
    package let blocks: [Int]

    /// Looks at a pool through a plan's features, for which an autoencoder may have to be trained.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - overview: The image, only with the channels that are to be seen.
    ///   - pool: The candidates.
    ///   - weights: What the plan's file of weights holds, if it names one; checked.
    ///   - shouldContinue: Asked now and then; answering false ends the training of an autoencoder.
    ///   - news: Told when one is trained.
    /// - Throws: `CancellationError` if it was ended, or why an autoencoder cannot be trained; nothing where the features need
    ///   none.
    package init(
        plan: Plan, overview: Overview, pool: CandidatePool, weights: NetworkWeights? = nil,
        shouldContinue: @escaping () -> Bool = { true }, news: @escaping (EncoderNews) -> Void = { _ in }
    ) throws {
        let stem = plan.features.blocks.lazy.compactMap { block -> StemFeatures? in
            if case .stem(let stem) = block.kind { stem } else { nil }
        }.first
        var components = ComponentFeatures()
        components.patch.window = 8
        components.isWhitened = false
        let simple = Features([
            Features.Block(.stem(stem ?? StemFeatures()), named: "stem"),
            Features.Block(.coordinates, named: "coordinates"),
            Features.Block(.components(components), named: "components"),
        ])
        // Of the model's memory a small part may be tables of features.
        let keptBytes = plan.training.memory / 16
        let conduct = EncoderConduct(
            weights: weights, seed: plan.randomSeed, threads: plan.training.threads ?? 1,
            shouldContinue: shouldContinue, news: news)
        features = try Self.features(plan.features, overview: overview, pool: pool, conduct, keptBytes: keptBytes)
        self.simple =
            simple == plan.features
            ? features
            : try Self.features(simple, overview: overview, pool: pool, conduct, keptBytes: keptBytes)
        self.pool = pool
        let places = pool.places
        covariates = Self.covariates(of: places)
        representation = Representation(places: places.map { ($0.x, $0.y) })
        var side: Int?
        if case .committee(let committee) = plan.surrogate { side = committee.block }
        blocks = Self.blocks(of: pool.candidates.map(\.pixel), side: side)
    }

    /// Looks at some of the candidates of a view, under numbers of their own.
    init(_ view: CandidateView, _ candidates: [Int]) {
        features = SubsetFeatures(view.features, candidates)
        simple = SubsetFeatures(view.simple, candidates)
        pool = view.pool
        let places = candidates.map { view.pool.places[$0] }
        covariates = Self.covariates(of: places)
        representation = Representation(places: places.map { ($0.x, $0.y) })
        blocks = candidates.map { view.blocks[$0] }
    }

    private static func covariates(of places: [Position]) -> Covariates {
        Covariates(["x", "y"], count: places.count, elements: places.flatMap { [$0.x, $0.y] })
    }

    /// Cuts the field into blocks of `side` pixels, or about five by five of them, numbered along the rows.
    private static func blocks(of pixels: [Pixel], side: Int?) -> [Int] {
        guard let top = pixels.map(\.row).min(), let bottom = pixels.map(\.row).max(),
            let left = pixels.map(\.column).min(), let right = pixels.map(\.column).max()
        else { return [] }
        let side = side ?? max(1, (max(bottom - top, right - left) + 5) / 5)
        let perRow = (right - left) / side + 1
        return pixels.map { ($0.row - top) / side * perRow + ($0.column - left) / side }
    }

    /// Looks at a pool through some features.
    ///
    /// - Parameters:
    ///   - choice: What is seen.
    ///   - overview: The image, only with the channels that are to be seen.
    ///   - pool: The candidates.
    ///   - conduct: The seed of the run, for the sample of patches that principal components are found from, and what else the
    ///     training of an encoder is given.
    ///   - keptBytes: Up to how many bytes of a block are computed at once; more are computed when they are asked for.
    /// - Returns: The blocks side by side, each standardised.
    /// - Throws: `CancellationError`, or why an autoencoder cannot be trained.
    static func features(
        _ choice: Features, overview: Overview, pool: CandidatePool, _ conduct: EncoderConduct, keptBytes: Int = .max
    ) throws -> any CandidateFeatures {
        let pixels = pool.candidates.map(\.pixel)
        return JoinedFeatures(
            try choice.blocks.map { block -> (name: String, features: any CandidateFeatures) in
                switch block.kind {
                case .patch(let patch):
                    let patches = PatchView(patches: Patches(of: overview, patch), pixels: pixels)
                    return (block.name, StandardizedFeatures(patches, .together))
                case .coordinates:
                    let table = FeatureTable(dimension: 2, elements: Self.coordinates(of: pool.places))
                    return (block.name, StandardizedFeatures(table, .together))
                case .stem(let stem):
                    let view = StemView(StemSource(of: overview, stem), pixels: pixels, keptBytes: keptBytes)
                    return (block.name, StandardizedFeatures(view, .separately))
                case .components(let components):
                    let patches = PatchView(patches: Patches(of: overview, components.patch), pixels: pixels)
                    let view = ComponentView(
                        of: patches, count: components.count, seed: conduct.seed, keptBytes: keptBytes)
                    return (block.name, StandardizedFeatures(view, components.isWhitened ? .separately : .together))
                case .autoencoder(let autoencoder):
                    let view = try autoencoder.view(
                        of: overview, pixels: pixels, named: block.name, conduct, keptBytes: keptBytes)
                    // Together: a latent that is not used stays as small as it is.
                    return (block.name, StandardizedFeatures(view, .together))
                }
            })
    }

    /// Coordinates about the middle of the field, in units of half its longer side.
    ///
    /// Taken from the field's middle in double precision: a stage at 5 mm must not hide a field of 2 um.
    private static func coordinates(of places: [Position]) -> [Float] {
        func extent(_ values: [Double]) -> (middle: Double, half: Double) {
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            return (low / 2 + high / 2, high / 2 - low / 2)
        }
        let (x, y) = (extent(places.map(\.x)), extent(places.map(\.y)))
        let half = max(x.half, y.half)
        let scale = half > 0 ? 1 / half : 1
        return places.flatMap { [Float(($0.x - x.middle) * scale), Float(($0.y - y.middle) * scale)] }
    }
}
