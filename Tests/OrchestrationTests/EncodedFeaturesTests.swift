import Autoencoders
import Experiments
import LinearAlgebra
import Networks
import Surrogates
import TestSupport
import Testing
import TrainingSets

@testable import Orchestration

/// An autoencoder as `saccade train` would make it, of patches of the specimen.
struct FilmAutoencoder {
    let trained: TrainedAutoencoder
    let set: TrainingSet

    init(
        window: Int = 6, scaling: ScalingMethod = .range, conditions: [String] = [],
        _ change: (inout AutoencoderChoice) -> Void = { _ in }
    ) throws {
        let choice = PatchChoice(window: window)
        var plan = TrainingPlan(
            data: .patches(TrainingData.PatchData(source: .specimen(.sample(Plan.SampleChoice(name: "nanoparticles")))))
        )
        plan.model.encoder = .dense([10, 7])
        plan.model.activation = .tanh
        plan.model.decoder = .dense([6])
        plan.model.likelihood = .gaussian(deviation: 0.3)
        plan.model.latents = 3
        plan.model.conditions = conditions
        change(&plan.model)
        plan.scaling.inputs = scaling
        (plan.training.epochs, plan.training.heldOut) = (3, 0)
        set = try TrainingSet.patches(of: FormulaSpecimen().overview, choice)
        var training = try WatchedTraining(plan, on: set, folder: "", threads: 1)
        while !training.isOver { try training.runEpoch() }
        trained = try training.result()
    }

    /// The file, read again.
    var file: NetworkWeights {
        get throws { try NetworkWeights(reading: SafeTensors.encode(trained.file), from: "film.safetensors") }
    }
}

@Suite("What an encoder sees of a pool") struct EncodedFeaturesTests {
    private static func block(_ change: (inout AutoencoderFeatures) -> Void = { _ in }) -> AutoencoderFeatures {
        var choice = AutoencoderFeatures()
        (choice.patch.window, choice.latents, choice.layers, choice.epochs) = (6, 3, [12, 8], 8)
        change(&choice)
        return choice
    }

    private static func view(
        _ block: AutoencoderFeatures, seed: UInt64 = 3, weights: NetworkWeights? = nil,
        shouldContinue: @escaping () -> Bool = { true }, news: @escaping (EncoderNews) -> Void = { _ in }
    ) throws -> [Float] {
        let plan = quickPlan {
            $0.features = .autoencoder(block)
            $0.randomSeed = seed
        }
        let overview = try FormulaSpecimen().overview
        let pool = try CandidatePool(plan: plan, overview: overview)
        let view = try CandidateView(
            plan: plan, overview: overview, pool: pool, weights: weights, shouldContinue: shouldContinue, news: news)
        var rows = Matrix<Float>(rows: view.features.count, columns: view.features.dimension)
        view.features.copyRows(Array(0..<view.features.count), into: &rows)
        return rows.elements
    }

    @Test("is learned from plan, overview and seed alone")
    func deterministic() throws {
        let first = try Self.view(Self.block())
        #expect(first == (try Self.view(Self.block())))
        #expect(first != (try Self.view(Self.block(), seed: 4)))
        #expect(first.count == 320 * 3 && first.allSatisfy(\.isFinite))
    }

    @Test("tells the patches apart, turned or not", arguments: [nil, .free(starts: 4)] as [PoseChoice.Rotation?])
    func informative(rotation: PoseChoice.Rotation?) throws {
        var told: [EncoderNews] = []
        let latents = try Self.view(
            Self.block { ($0.rotation, $0.layers, $0.epochs) = (rotation, [32, 16], 60) }, news: { told.append($0) })
        guard case .began(_, 1, 320, 60) = told.first, case .ended(let purpose, _, let explained) = told.last else {
            Issue.record("\(told)")
            return
        }
        #expect(told.count == 2 && purpose == "the features `autoencoder`")
        // Of the specimen's stripes three numbers tell most; without a training they tell nothing.
        let least = rotation == nil ? 0.5 : 0.1
        #expect(explained > least)
        #expect(explained < 1)
        #expect(Set(latents).count > 100)
    }

    @Test("can be stopped while it is learned")
    func stopped() throws {
        var asked = 0
        #expect(throws: CancellationError.self) {
            try Self.view(
                Self.block(),
                shouldContinue: {
                    asked += 1; return asked < 3
                })
        }
        #expect(asked == 3)
    }

    @Test("is what the encoder of a file says, of patches scaled as those that it learned")
    func file() throws {
        for scaling in [ScalingMethod.range, .standard, .image] {
            let film = try FilmAutoencoder(scaling: scaling)
            let found = try Self.view(
                Self.block { ($0.weights, $0.layers, $0.epochs) = ("film", [128, 64], 50) }, weights: film.file)
            // The patches of the set are those of the pixels whose window fits: rows and columns 3 to 13 and 3 to 17.
            let latents = try film.trained.encode(film.trained.scaled(film.set)).map(\.content)
            let rows = try #require(film.set.factor("row")).values
            let columns = try #require(film.set.factor("column")).values
            let pairs = latents.indices.flatMap { index -> [(Double, Double)] in
                let candidate = Int(rows[index]) * 20 + Int(columns[index])
                return (0..<3).map { (Double(latents[index][$0]), Double(found[candidate * 3 + $0])) }
            }
            // Standardised together: one scale and one offset for all latents.
            let (one, other) = (pairs[0], pairs.first { abs($0.0 - pairs[0].0) > 0.05 } ?? pairs[1])
            let scale = (one.1 - other.1) / (one.0 - other.0)
            #expect(scale > 0)
            #expect(pairs.allSatisfy { abs($0.1 - one.1 - scale * ($0.0 - one.0)) < 1e-3 * max(1, scale) })
        }
    }

    @Test("is refused of a file that knows other patches")
    func unfit() throws {
        let film = try FilmAutoencoder()
        let told = try FilmAutoencoder(conditions: ["row"])
        var bare = try film.file
        bare.metadata = [:]
        for (weights, change, words) in [
            (
                try film.file, { $0.patch.window = 8 },
                "the weights film do not fit the plan: its encoder sees 6 x 6 pixels, and the plan shows it 8 x 8 pixels; write a "
            ),
            (try film.file, { $0.latents = 4 }, "its encoder has 3 latents, the plan asks for 4; write `latents: 3`"),
            (try told.file, { _ in }, "its encoder is told `row` of each image, which is not known of candidates"),
            (bare, { _ in }, "its metadata have no `autoencoder`; give a file that `saccade train` wrote"),
            (nil, { _ in }, "the weights film cannot be read: their content was not given with the plan"),
        ] as [(NetworkWeights?, (inout AutoencoderFeatures) -> Void, String)] {
            let plan = quickPlan {
                $0.features = .autoencoder(
                    Self.block {
                        $0.weights = "film"
                        change(&$0)
                    })
            }
            let error = #expect(throws: UnusableWeights.self) { try plan.check(weights, channels: 1) }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }
}
