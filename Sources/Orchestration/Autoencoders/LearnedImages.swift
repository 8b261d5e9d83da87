import Autoencoders
import Experiments
private import LinearAlgebra
private import Randomness
import TrainingSets

/// The images of a plan as a training needs them: those to learn from and those held out, scaled, with what is told of
/// them.
struct LearnedImages: ~Copyable {
    let learned: TrainingImages
    /// Nil if none are held out.
    let heldOut: TrainingImages?
    let about: AutoencoderDescription

    /// Prepares a set.
    ///
    /// - Parameters:
    ///   - set: The images as they are.
    ///   - plan: What is to be learned of them.
    ///   - folder: The plan's own folder.
    /// - Throws: ``UnfitTrainingSet`` or ``UnusableTrainingSet``, which say what does not fit and what to do.
    init(_ set: TrainingSet, for plan: TrainingPlan, folder: String) throws {
        let choice = plan.model
        let share = plan.training.heldOut
        let parts: (training: TrainingSet, heldOut: TrainingSet?) =
            share > 0 ? try set.split(holdingOut: share, seed: plan.randomSeed) : (set, nil)
        let inputScaling = Scaling(plan.scaling.inputs, fitting: parts.training.inputs)
        let targetScaling = parts.training.targets.map { Scaling(plan.scaling.targets, fitting: $0) } ?? Scaling()
        let scaled = try parts.training.scaled(by: inputScaling, targets: targetScaling)
        let others = try parts.heldOut?.scaled(by: inputScaling, targets: targetScaling)
        let coding = try ConditionCoding(choice.conditions, in: scaled)
        let about = AutoencoderDescription(
            plan: plan, folder: folder, input: set.inputs.shape, output: (set.targets ?? set.inputs).shape,
            outputAxis: (set.targets ?? set.inputs).axis, inputScaling: inputScaling, targetScaling: targetScaling,
            inputMoments: Scaling(.standard, fitting: scaled.inputs).parameters,
            learnedInputs: LearnedInputs(set, scaled: scaled), classNames: set.classes?.names ?? [],
            conditions: coding, imageCount: scaled.count, heldOutCount: others?.count ?? 0)
        if let fault = about.design.fault { throw UnfitTrainingSet(set, "model", .design(fault)) }
        try Self.checkRange(scaled, choice)
        if choice.classes.labelled > 0 {
            guard let classes = set.classes else { throw UnfitTrainingSet(set, "model.classes.labelled", .noClasses) }
            guard classes.names.count <= choice.classes.count else {
                throw UnfitTrainingSet(
                    set, "model.classes.count",
                    .tooManyClasses(classes.names.count, model: choice.classes.count))
            }
        }
        let learned = try Self.images(scaled, coding, labelled: choice.classes.labelled, seed: plan.randomSeed)
        // What is held out is not labelled: its loss is what unknown images cost.
        let heldOut: TrainingImages? =
            if let others { try Self.images(others, coding, labelled: 0, seed: 0) } else { nil }
        self.about = about
        self.learned = learned
        self.heldOut = heldOut
    }

    /// The mean loss of the images held out; nil if there are none.
    borrowing func heldOutLoss(in training: AutoencoderTraining) -> LossParts? {
        switch heldOut {
        case .some(let images): training.loss(of: images)
        case nil: nil
        }
    }

    /// What a model makes of the images that are learned.
    borrowing func encodings(by model: Autoencoder) -> [Encoding] {
        model.encode(learned.inputs, conditions: learned.conditions.copy())
    }

    private static func images(
        _ set: TrainingSet, _ coding: ConditionCoding, labelled: Double, seed: UInt64
    ) throws -> TrainingImages {
        var classes: [Int?] = []
        if labelled > 0, let known = set.classes {
            var source = RandomSource(seed: seed, stream: "labels")
            let told = source.shuffled(Array(0..<set.count)).prefix(Int((labelled * Double(set.count)).rounded()))
            classes = Array(repeating: nil, count: set.count)
            for index in told { classes[index] = known.indices[index] }
        }
        let numbers = try coding.numbers(of: set)
        guard let targets = set.targets else {
            return TrainingImages(set.inputs.matrix, conditions: numbers, classes: classes)
        }
        return TrainingImages(set.inputs.matrix, targets: targets.matrix, conditions: numbers, classes: classes)
    }

    /// Bernoulli likelihoods are of numbers from 0 to 1.
    private static func checkRange(_ set: TrainingSet, _ choice: AutoencoderChoice) throws(UnfitTrainingSet) {
        if case .gaussian = choice.likelihood { return }
        let values = (set.targets ?? set.inputs).values
        guard let wrong = values.first(where: { !(0...1).contains($0) }) else { return }
        throw UnfitTrainingSet(
            set, "model.likelihood",
            .range(
                "a value to be decoded is \(wrong) after scaling, and this likelihood takes values from 0 to 1; use "
                    + "`scaling: range`, or `likelihood: {gaussian: 0.1}`"))
    }
}
