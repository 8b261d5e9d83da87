import Autoencoders
import Experiments
import LinearAlgebra
import Networks
import Randomness
import Surrogates
import TestSupport
import Testing
import TrainingSets

@testable import Orchestration

@Suite("A deep kernel that learned to encode before", .timeLimit(.minutes(2))) struct PretrainingTests {
    private static func plan(
        frozen: Int = 1, _ change: (inout AutoencoderPretraining) -> Void = { _ in }
    ) -> Plan {
        quickPlan {
            guard var choice = $0.surrogate.extractor else { return }
            var autoencoder = AutoencoderPretraining()
            autoencoder.epochs = 6
            change(&autoencoder)
            (choice.pretraining, choice.frozenLayers) = (.autoencoder(autoencoder), frozen)
            $0.surrogate = .deepKernel(choice)
            $0.training.schedule = .lockstep
        }
    }

    private static func view(_ plan: Plan) throws -> CandidateView {
        let overview = try FormulaSpecimen().overview
        return try CandidateView(
            plan: plan, overview: overview, pool: try CandidatePool(plan: plan, overview: overview))
    }

    private static func learned(
        _ plan: Plan, threads: Int = 1, shouldContinue: () -> Bool = { true },
        news: @escaping (EncoderNews) -> Void = { _ in }
    ) throws -> [NetworkWeights] {
        let choice = try #require(plan.surrogate.extractor)
        let pretraining = try #require(
            choice.pretraining(plan, on: view(plan).features, threads: threads, news: news))
        return try pretraining(shouldContinue)
    }

    @Test("begins from the encoder, keeps what is frozen and trains the rest")
    func frozen() throws {
        let specimen = try FormulaSpecimen()
        for frozen in 0...2 {
            let plan = Self.plan(frozen: frozen)
            let before = try Self.learned(plan)[0]
            let run = try Simulation(plan, on: specimen).run()
            let after = try #require(run.extractor)
            for layer in 0..<2 {
                let name = NetworkWeights.weightName(layer: layer)
                #expect((before[name] == after[name]) == (layer < frozen), "\(frozen) \(name)")
            }
            #expect(run.measured == (try Simulation(plan, on: specimen).run().measured))
        }
    }

    @Test("spreads the candidates about zero, as far as a process expects", arguments: [true, false])
    func embedding(isVariational: Bool) throws {
        let plan = Self.plan { $0.isVariational = isVariational }
        let weights = try Self.learned(plan)[0]
        let features = try Self.view(plan).features
        var rows = Matrix<Float>(rows: features.count, columns: features.dimension)
        features.copyRows(Array(0..<features.count), into: &rows)
        var source = RandomSource(seed: 1)
        let network = Network(inputs: features.dimension, layers: [8, 2], activation: .relu, using: &source)
        try network.load(weights, atLeast: 2)
        let embedding = network.predict(rows)
        let squares = embedding.elements.reduce(0) { $0 + Double($1 * $1) } / Double(embedding.rows)
        #expect(abs(squares - 1) < 1e-3)
        for column in 0..<2 {
            let mean = (0..<embedding.rows).reduce(0) { $0 + Double(embedding[$1, column]) } / Double(embedding.rows)
            #expect(abs(mean) < 1e-4)
        }
    }

    @Test("has an autoencoder for each network, whatever the threads")
    func ensemble() throws {
        var plan = Self.plan()
        var choice = try #require(plan.surrogate.extractor)
        choice.ensemble = 3
        plan.surrogate = .deepKernel(choice)
        var told: [EncoderNews] = []
        let each = try Self.learned(plan, news: { told.append($0) })
        #expect(each.count == 3 && Set(each).count == 3)
        #expect(each == (try Self.learned(plan, threads: 3)))
        guard case .began("the deep kernel", 3, 320, 6) = told.first, case .ended = told.last else {
            Issue.record("\(told)")
            return
        }
        #expect(told.count == 2)
    }

    @Test("can be stopped while it learns")
    func stopped() throws {
        for threads in 1...2 {
            #expect(throws: CancellationError.self) {
                try Self.learned(Self.plan { $0.epochs = 100_000 }, threads: threads, shouldContinue: { false })
            }
        }
    }

    @Test("is driven to the decisions of a simulation, on either side of a restart")
    func driven() async throws {
        var plan = Self.plan()
        plan.budget.measurements = 6
        let specimen = try FormulaSpecimen()
        let simulated = try Simulation(plan, on: specimen).run()
        let journal = MemoryJournal()
        let before = Loop(ScriptedInstrument(specimen: specimen, delay: .milliseconds(1)), journal: journal)
        var run = 0
        try await before.whileRunning { orchestrator in
            run = try await orchestrator.submit(plan, text: "")
            _ = try await before.wait(for: run) { $0.seedsMeasured >= 2 }
        }
        let after = Loop(ScriptedInstrument(specimen: specimen), journal: journal)
        try await after.whileRunning { _ in
            _ = try await after.wait(for: run) { $0.hasEnded }
        }
        let chosen = await journal.entries.compactMap { entry -> Int? in
            guard case .decided(let decision) = entry.event, decision.step == 1 else { return nil }
            return decision.choices[0].candidate
        }
        // The first decision of a model that was trained once.
        #expect(chosen == [simulated.measured[5]])
    }
}

@Suite("A deep kernel that begins from an autoencoder's file") struct ExtractorFileTests {
    private static func choice(_ change: (inout DeepKernelChoice) -> Void = { _ in }) -> DeepKernelChoice {
        var choice = DeepKernelChoice()
        (choice.layers, choice.activation, choice.weights) = ([10, 7, 3], .tanh, "film")
        change(&choice)
        return choice
    }

    @Test("sees standardised patches as the encoder saw scaled ones")
    func scaled() throws {
        let film = try FilmAutoencoder()
        let weights = try Self.choice().extractorWeights(in: film.file, inputs: 36)
        let scaled = try film.trained.scaled(film.set).inputs
        let moments = Scaling(.standard, fitting: scaled)
        var source = RandomSource(seed: 1)
        let network = Network(inputs: 36, layers: [10, 7, 3], activation: .tanh, using: &source)
        try network.load(weights, atLeast: 3)
        let found = network.predict(moments.scaled(scaled).matrix).elements
        let expected = try film.trained.encode(film.trained.scaled(film.set)).flatMap(\.content)
        let deviation = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(found.count == expected.count)
        #expect(deviation < 1e-4)
    }

    @Test("keeps its layers where they are frozen")
    func frozen() throws {
        let film = try FilmAutoencoder()
        let plan = quickPlan {
            $0.features = .patch(Self.patch(6))
            $0.surrogate = .deepKernel(
                Self.choice { ($0.frozenLayers, $0.ensemble, $0.coldIterations, $0.warmIterations) = (3, 1, 5, 1) })
        }
        let run = try Simulation(plan, on: FormulaSpecimen(), weights: film.file).run()
        #expect(run.extractor?.tensors == (try Self.choice().extractorWeights(in: film.file, inputs: 36)).tensors)
    }

    private static func patch(_ window: Int) -> PatchFeatures {
        var patch = PatchFeatures()
        patch.window = window
        return patch
    }

    @Test("is told which tensor does not fit")
    func unfit() throws {
        let film = try FilmAutoencoder()
        let convolutional = try FilmAutoencoder(window: 8) {
            $0.encoder = .convolutional(ConvolutionChoice())
            ($0.decoder, $0.activation) = (.dense([4]), .leakyReLU)
        }
        let leaky = try FilmAutoencoder { $0.activation = .leakyReLU }
        for (weights, window, change, words) in [
            (
                try film.file, 5, { _ in },
                "the weights film do not fit the plan: trunk.0.weight takes 36 numbers, and a candidate has 25 features; give it"
            ),
            (
                try film.file, 6, { $0.layers = [10, 8, 3] },
                "head.0.weight gives 7 numbers; the layers of its encoder are [10, 7, 3], those of the plan [10, 8, 3]; write "
                    + "`layers: [10, 7, 3]`"
            ),
            (try film.file, 6, { $0.layers = [10, 7, 2] }, "head.1.weight gives 3 numbers; the layers of its"),
            (try film.file, 6, { $0.layers = [10, 7, 3, 2] }, "head.1.weight gives 3 numbers; the layers of its"),
            (try film.file, 6, { $0.layers = [10, 7] }, "head.1.weight gives 3 numbers; the layers of its"),
            (
                try film.file, 6, { $0.activation = .relu },
                "its layers were trained with tanh, those of the plan are relu; write `activation: tanh`"
            ),
            (
                try leaky.file, 6, { _ in },
                "its layers were trained with leaky-relu, those of the plan are tanh; train one with relu, tanh, silu"
            ),
            (
                try convolutional.file, 8, { _ in },
                "trunk.0.weight is 32 x 1 x 3 x 3, and its encoder is not of dense layers that see the image alone"
            ),
        ] as [(NetworkWeights, Int, (inout DeepKernelChoice) -> Void, String)] {
            let plan = quickPlan {
                $0.features = .patch(Self.patch(window))
                $0.surrogate = .deepKernel(Self.choice(change))
            }
            let error = #expect(throws: UnusableWeights.self) { try plan.check(weights, channels: 1) }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }
}
