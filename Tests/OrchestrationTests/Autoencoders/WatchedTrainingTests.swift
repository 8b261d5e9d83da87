import Autoencoders
import Experiments
import Networks
import Testing
import TrainingSets

@testable import Orchestration

@Suite("A watched training") struct WatchedTrainingTests {
    /// Small cards and a small model.
    static func plan(_ preset: AutoencoderChoice.Preset = .vae, epochs: Int = 5) -> TrainingPlan {
        var cards = Cards.lecture(2)
        (cards.count, cards.size) = (60, 16)
        var plan = TrainingPlan(data: .cards(cards))
        plan.model = AutoencoderChoice(preset)
        plan.model.encoder = .dense([12, 8])
        plan.model.decoder = .dense([8])
        (plan.training.epochs, plan.training.batch) = (epochs, 20)
        plan.training.heldOut = 0.2
        plan.randomSeed = 7
        return plan
    }

    static func cards(_ plan: TrainingPlan) throws -> TrainingSet {
        guard case .cards(let cards) = plan.data else { preconditionFailure("the tests' plans are of cards") }
        return try cards.trainingSet()
    }

    static func begin(_ plan: TrainingPlan) throws -> WatchedTraining {
        try WatchedTraining(plan, on: cards(plan), folder: "/plans", threads: 1)
    }

    static func losses(_ about: AutoencoderDescription) -> [[Double]] {
        about.epochs.map { [$0.learned.total, $0.heldOut?.total ?? .nan] }
    }

    @Test("says what it learned from, and in every epoch what it lost")
    func accounts() throws {
        let plan = Self.plan()
        var training = try Self.begin(plan)
        while !training.isOver { try training.runEpoch() }
        let trained = try training.result()
        #expect(trained.about.imageCount == 48 && trained.about.heldOutCount == 12)
        #expect(trained.about.epochs.count == 5 && trained.about.keptEpochs == 5)
        #expect(trained.about.input == ImageShape(height: 16, width: 16))
        #expect(trained.about.classNames == ["hearts", "diamonds", "clubs", "spades"])
        let first = try #require(trained.about.epochs.first)
        let last = try #require(trained.about.epochs.last)
        #expect(last.learned.total < first.learned.total)
        #expect((last.heldOut?.total ?? .infinity) < (first.heldOut?.total ?? 0))
    }

    @Test(
        "goes on where it was stopped, bit by bit, after every epoch",
        arguments: [AutoencoderChoice.Preset.vae, .rsvae, .ssrvae, .ae], [1, 2, 4])
    func resumption(preset: AutoencoderChoice.Preset, stop: Int) throws {
        var plan = Self.plan(preset)
        if preset == .vae { plan.training.patience = 3 }
        var whole = try Self.begin(plan)
        while !whole.isOver { try whole.runEpoch() }
        var first = try Self.begin(plan)
        for _ in 0..<stop { try first.runEpoch() }
        // By way of the file.
        let kept = try SafeTensors.decode(SafeTensors.encode(first.checkpoint))
        var second = try WatchedTraining(
            resuming: kept, from: "a.checkpoint", plan, on: Self.cards(plan), folder: "/plans", threads: 1)
        #expect(second.epochCount == stop)
        while !second.isOver { try second.runEpoch() }
        let (straight, resumed) = (try whole.result(), try second.result())
        #expect(straight.model.weights == resumed.model.weights)
        #expect(Self.losses(straight.about) == Self.losses(resumed.about))
        #expect(straight.about.keptEpochs == resumed.about.keptEpochs)
    }

    @Test("goes on for more epochs than were planned, but not as another plan")
    func changedPlans() throws {
        let plan = Self.plan()
        var training = try Self.begin(plan)
        try training.runEpoch()
        let checkpoint = training.checkpoint
        func resume(_ change: (inout TrainingPlan) -> Void) throws -> Int {
            var other = plan
            change(&other)
            let resumed = try WatchedTraining(
                resuming: checkpoint, from: "a.checkpoint", other, on: Self.cards(other), folder: "", threads: 1)
            return resumed.epochCount
        }
        #expect(
            try resume {
                $0.training.epochs = 9
                $0.training.threads = 2
                $0.name = "longer"
            } == 1)
        for change in [
            { $0.randomSeed = 8 }, { $0.training.batch = 10 }, { $0.model.latents = 3 },
            { $0.training.learningRate = 0.1 },
        ] as [(inout TrainingPlan) -> Void] {
            #expect(throws: UnusableAutoencoder.self) { try resume(change) }
        }
    }

    @Test("ends early where nothing gets better, and keeps the best weights")
    func patience() throws {
        var plan = Self.plan(epochs: 60)
        plan.training.patience = 2
        // Steps so large that the loss soon rises.
        plan.training.learningRate = 0.5
        var training = try Self.begin(plan)
        while !training.isOver { try training.runEpoch() }
        let trained = try training.result()
        let bounds = trained.about.epochs.compactMap(\.heldOut?.evidenceBound)
        let best = try #require(bounds.indices.max { bounds[$0] < bounds[$1] })
        #expect(trained.about.epochs.count < 60)
        #expect(trained.about.keptEpochs == best + 1)
        #expect(trained.about.epochs.count == best + 3)
    }

    @Test("has a file that says all that is needed to use it")
    func file() throws {
        var training = try Self.begin(Self.plan(.rsvae))
        for _ in 0..<2 { try training.runEpoch() }
        let trained = try training.result()
        let read = try TrainedAutoencoder(SafeTensors.decode(SafeTensors.encode(trained.file)), from: "model")
        #expect(read.about == trained.about)
        let cards = try trained.scaled(Self.cards(trained.about.plan))
        #expect(try read.encode(cards) == (try trained.encode(cards)))
    }

    @Test("ends with an error, and nothing to be written, where it comes to what is no number")
    func divergence() throws {
        var plan = Self.plan()
        (plan.model.likelihood, plan.scaling.inputs) = (.gaussian(deviation: 0.1), .none)
        let values = (0..<30 * 16).map { Float(1e30) * Float($0 % 7) }
        let set = try TrainingSet(name: "huge", inputs: ImageStack(height: 4, width: 4, values: values))
        var training = try WatchedTraining(plan, on: set, folder: "", threads: 1)
        #expect(throws: DivergedTraining(epoch: 1)) { try training.runEpoch() }
        #expect(!training.hasBest && training.about.epochs.isEmpty)
    }

    @Test("knows the images again that it held out, and no others")
    func recognition() throws {
        let plan = Self.plan()
        var training = try Self.begin(plan)
        try training.runEpoch()
        let about = try training.result().about
        let cards = try Self.cards(plan)
        #expect(about.learnedInputs.knows(cards))
        #expect(about.learnedInputs.knows(try Self.cards(plan)))
        #expect(!about.learnedInputs.knows(try cards.subset((0..<cards.count).reversed())))
        #expect(!about.learnedInputs.knows(try cards.subset(Array(0..<cards.count - 1))))
        var others = plan
        others.data = .cards(Cards.lecture(1))
        #expect(!about.learnedInputs.knows(try Self.cards(others)))
    }

    @Test("counts the images that have values far beyond those learned")
    func strangers() throws {
        var training = try Self.begin(Self.plan())
        try training.runEpoch()
        let inputs = try training.result().about.learnedInputs
        #expect(abs(inputs.low) < 1e-6 && abs(inputs.high - 1) < 1e-6)
        let values: [Float] = [0, 1, -0.4, 1.4, 0.5, 1.6, -0.6, 0]
        let set = try TrainingSet(name: "some", inputs: ImageStack(height: 1, width: 2, values: values))
        // The third and the fourth have a value more than half the range beyond.
        #expect(inputs.strangers(in: set) == 2)
    }

    @Test("tells between which latents nearly all images lie")
    func contentRanges() throws {
        let ranges = LatentRange.all(of: (0...100).map { [Float(100 - $0), -Float($0)] })
        #expect(ranges.map(\.low) == [1, -99] && ranges.map(\.median) == [50, -50] && ranges.map(\.high) == [99, -1])
        #expect(LatentRange.all(of: []).isEmpty)
        var training = try Self.begin(Self.plan(.ae))
        try training.runEpoch()
        let trained = try training.result()
        #expect(trained.about.content.count == 2)
        #expect(trained.about.content.allSatisfy { $0.low <= $0.median && $0.median <= $0.high })
    }

    @Test("is not taken from a file of weights that are no numbers")
    func brokenWeights() throws {
        var training = try Self.begin(Self.plan())
        try training.runEpoch()
        var file = try training.result().file
        let bias = try #require(file["trunk.0.bias"])
        file["trunk.0.bias"] = Tensor(shape: bias.shape, elements: [.nan] + bias.elements.dropFirst())
        let error = #expect(throws: UnusableAutoencoder.self) { try TrainedAutoencoder(file, from: "x.safetensors") }
        #expect(error?.description.contains("`trunk.0.bias` holds values that are no numbers") == true)
    }

    @Test("has a file that is read though it was written before there were axes in it")
    func oldFile() throws {
        var training = try Self.begin(Self.plan())
        try training.runEpoch()
        // Of images there is no axis, so that nothing is written of it.
        let file = try training.result().file
        #expect(!file.metadata.values.contains { $0.contains("outputAxis") })
        #expect(try TrainedAutoencoder(file, from: "model").about.outputAxis == nil)
    }

    @Test("is not taken from a file that is none")
    func wrongFiles() throws {
        #expect(throws: UnusableAutoencoder.self) { try TrainedAutoencoder(NetworkWeights(), from: "x.safetensors") }
        var training = try Self.begin(Self.plan())
        try training.runEpoch()
        var file = try training.result().file
        file["trunk.0.weight"] = nil
        let error = #expect(throws: UnusableAutoencoder.self) { try TrainedAutoencoder(file, from: "x.safetensors") }
        #expect(error?.description.hasPrefix("x.safetensors: ") == true)
        #expect(error?.description.contains("trunk.0.weight") == true)
    }
}
