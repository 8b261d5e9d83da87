package import Autoencoders
package import Experiments

extension LossSchedule {
    /// How the parts of the loss count in a training that a plan asks for.
    ///
    /// Where the plan leaves the stages open and objects may be turned or sheared, images are first lined up: by rotation from
    /// the beginning, by shear soon, and only then may they differ in content, which at first counts twice. Without that,
    /// differences of pose are taken for differences of content. Classes take over the clusters of the content (Decisions 0015
    /// and 0016, with what was measured).
    ///
    /// - Parameters:
    ///   - training: What the plan says of the training.
    ///   - model: What it says of the model.
    package init(_ training: AutoencoderTrainingChoice, of model: AutoencoderChoice) {
        self.init()
        let isStaged = model.pose.rotation != nil || model.pose.shear != nil
        let hasClasses = model.classes.count > 0
        func epoch(_ share: Double) -> Int { Int((share * Double(training.epochs)).rounded()) }
        // With classes all begins a little earlier, so that half of the epochs are left to them.
        let lineUp = isStaged ? epoch(hasClasses ? 0.125 : 0.15) : 0
        if model.pose.shear != nil { partStarts[.shear] = training.stages.shear ?? lineUp }
        contentStart = training.stages.content ?? 2 * lineUp
        if hasClasses {
            classStart = training.stages.classes ?? (isStaged ? epoch(0.5) : epoch(0.25))
            if model.latents > 0 { seedingEpochs = max(1, epoch(0.125)) }
        }
        setAngles(of: model, lineUp: lineUp, trial: epoch(hasClasses ? 0.425 : 0.55), length: max(1, epoch(0.15)))
        var doubled = WeightChoice.Course()
        (doubled.from, doubled.to, doubled.epochs) = (2, 1, max(1, epoch(0.5)))
        content = WeightSchedule(training.weights.content ?? (isStaged ? .annealed(doubled) : .constant(1)))
        pose = WeightSchedule(training.weights.pose)
        classes = WeightSchedule(training.weights.classes)
        classification = model.classes.weight
        pixelShare = training.pixels
    }

    /// Shares images out among angles and classes, and says when the axis of a shear is tried.
    private mutating func setAngles(of model: AutoencoderChoice, lineUp: Int, trial: Int, length: Int) {
        var isFree = false
        if case .free = model.pose.rotation { isFree = true }
        guard isFree || model.classes.count > 0 else { return }
        isExact = true
        // Shares by Bayes' rule cost the encoder little to learn, but it must not lag behind.
        recognition = 30
        pruningStart = max(1, lineUp)
        guard isFree, let start = partStarts[.shear] else { return }
        axisTrials = [
            AxisTrial(.by45Degrees, beforeEpoch: start, length: min(2, length)),
            AxisTrial(.by90Degrees, beforeEpoch: trial, length: length),
        ]
    }

    /// The first epoch in which everything is told to the decoder.
    var settledEpoch: Int {
        max(contentStart, classStart, partStarts.values.max() ?? 0, axisTrials.map(\.epoch).max() ?? 0)
    }
}

extension WeightSchedule {
    init(_ choice: WeightChoice) {
        self =
            switch choice {
            case .constant(let weight): .constant(weight)
            case .annealed(let course): .annealed(from: course.from, to: course.to, epochs: course.epochs)
            case .cyclic(let course): .cyclic(from: course.from, to: course.to, epochs: course.epochs)
            case .capacity(let course, let weight):
                .capacity(from: course.from, to: course.to, epochs: course.epochs, times: weight)
            }
    }
}

extension AutoencoderDescription {
    /// Whether classes and angles are shared out by Bayes' rule, which the encoder learns to tell.
    package var isExact: Bool { LossSchedule(plan.training, of: plan.model).isExact }

    /// After how many epochs the decoder was told more than at first, in their order, as the plan's `stages` count them.
    package var stages: [(name: String, epoch: Int)] {
        let schedule = LossSchedule(plan.training, of: plan.model)
        var stages: [(name: String, epoch: Int)] = []
        if let epoch = schedule.partStarts[.shear] { stages.append(("shear", epoch)) }
        if plan.model.classes.count > 0 { stages.append(("classes", schedule.classStart)) }
        if plan.model.latents > 0 { stages.append(("content", schedule.contentStart)) }
        return stages.filter { $0.epoch > 0 }.sorted { $0.epoch < $1.epoch }
    }
}
