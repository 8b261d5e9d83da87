import Autoencoders
import Experiments
import LinearAlgebra
import Testing
import TrainingSets

@testable import Orchestration

@Suite("The images of a training") struct LearnedImagesTests {
    private func reason(
        _ change: (inout TrainingPlan) -> Void, of set: TrainingSet? = nil
    ) throws -> String? {
        var plan = WatchedTrainingTests.plan()
        change(&plan)
        let set = try set ?? WatchedTrainingTests.cards(plan)
        return #expect(throws: UnfitTrainingSet.self) { _ = try LearnedImages(set, for: plan, folder: "") }?.description
    }

    /// Four images without classes, with a factor.
    private var plain: TrainingSet {
        get throws {
            try TrainingSet(
                name: "frames", inputs: ImageStack(height: 2, width: 2, values: (0..<16).map(Float.init)),
                factors: [TrainingSet.Factor(name: "row", values: [0, 1, 2, 3])])
        }
    }

    @Test("must have what the plan tells of them")
    func missing() throws {
        #expect(
            try reason({ $0.model.conditions = ["class"] }, of: plain)
                == "frames: `model.conditions`: its images have no known classes; leave out what needs them")
        #expect(
            try reason({ $0.model.conditions = ["column"] }, of: plain)
                == "frames: `model.conditions`: nothing called `column` is known of its images; there are `row`")
        #expect(
            try reason({ ($0.model.classes.count, $0.model.classes.labelled) = (4, 0.5) }, of: plain)?.contains(
                "no known classes") == true)
        #expect(
            try reason({ ($0.model.classes.count, $0.model.classes.labelled) = (3, 0.5) })
                == "cards: `model.classes.count`: its images are of 4 classes, the model has 3; give `model.classes.count` at least 4"
        )
    }

    @Test("must suit likelihood and parts")
    func unfit() throws {
        #expect(
            try reason({ $0.scaling.inputs = .standard })?.contains(
                "after scaling, and this likelihood takes values from 0 to 1") == true)
        #expect(try reason({ $0.model.latents = 0 })?.hasPrefix("cards: `model`: ") == true)
    }

    @Test("are told a share of their classes, the same for the same seed")
    func labels() throws {
        var plan = WatchedTrainingTests.plan(.ssvae)
        plan.model.classes.labelled = 0.25
        let images = try LearnedImages(WatchedTrainingTests.cards(plan), for: plan, folder: "")
        let again = try LearnedImages(WatchedTrainingTests.cards(plan), for: plan, folder: "")
        #expect(images.learned.classes.count { $0 != nil } == 12)
        #expect(images.learned.classes == again.learned.classes)
        // Those that are told are told right.
        let parts = try WatchedTrainingTests.cards(plan).split(holdingOut: 0.2, seed: plan.randomSeed)
        let known = try #require(parts.training.classes)
        for (told, truth) in zip(images.learned.classes, known.indices) where told != nil { #expect(told == truth) }
    }

    @Test("are scaled by what is learned, not by what is held out")
    func scaling() throws {
        var plan = WatchedTrainingTests.plan()
        plan.training.heldOut = 0.25
        let set = try plain
        let images = try LearnedImages(set, for: plan, folder: "")
        let parts = try set.split(holdingOut: 0.25, seed: plan.randomSeed)
        let low = Double(parts.training.values.min() ?? 0)
        #expect(images.about.inputScaling.parameters.first?.offset == low)
    }

    @Test("leave what their spectra run over to the model's file, that of the targets if there are any")
    func axis() throws {
        let voltage = Axis(name: "voltage", unit: "V", values: [-1, 0, 1])
        let spectra = ImageStack(height: 1, width: 3, values: (0..<12).map(Float.init), axis: voltage)
        let plan = WatchedTrainingTests.plan()
        let set = try TrainingSet(name: "loops", inputs: spectra)
        #expect(try LearnedImages(set, for: plan, folder: "").about.outputAxis == voltage)
        let frames = ImageStack(height: 2, width: 2, values: (0..<16).map(Float.init))
        let pairs = try TrainingSet(name: "pairs", inputs: frames, targets: spectra)
        #expect(try LearnedImages(pairs, for: plan, folder: "").about.outputAxis == voltage)
        #expect(try LearnedImages(plain, for: plan, folder: "").about.outputAxis == nil)
    }

    @Test("tell their class as one number a class, and factors on their own scale")
    func conditions() throws {
        let set = try plain
        let coding = try ConditionCoding(["row"], in: set)
        let numbers = try coding.numbers(of: set).elements
        let expected = [-1.5, -0.5, 0.5, 1.5].map { Float($0 / 1.25.squareRoot()) }
        #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-6 })
        let cards = try WatchedTrainingTests.cards(WatchedTrainingTests.plan())
        let classes = try #require(cards.classes)
        let both = try ConditionCoding(["class", "angle"], in: cards)
        #expect(both.count == 5)
        let rows = try both.numbers(of: cards)
        for image in 0..<cards.count {
            for label in 0..<4 { #expect(rows[image, label] == (classes.indices[image] == label ? 1 : 0)) }
        }
        #expect(both.numbers(ofClass: 2) == [0, 0, 1, 0, 0])
        #expect(coding.numbers(ofClass: 0) == nil)
    }

    @Test("of a class that was not learned cannot be told")
    func unknownClasses() throws {
        let cards = try WatchedTrainingTests.cards(WatchedTrainingTests.plan())
        let coding = try ConditionCoding(["class"], in: cards)
        let other = try TrainingSet(
            name: "other", inputs: ImageStack(height: 16, width: 16, values: Array(repeating: 0, count: 256)),
            classes: TrainingSet.Classes(names: ["jokers"], indices: [0]))
        let error = #expect(throws: UnfitTrainingSet.self) { _ = try coding.numbers(of: other) }
        #expect(error?.description.contains("its class `jokers` was not among those") == true)
    }
}
