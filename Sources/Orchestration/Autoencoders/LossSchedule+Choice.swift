package import Autoencoders
package import Experiments

extension LossSchedule {
    /// How the parts of the loss count in a training that a plan asks for.
    ///
    /// Where the plan leaves the stages open and objects may be turned or sheared, images are first lined up: rotation from
    /// the beginning, shear after a sixth of the epochs, classes after a quarter, content after a third, which at first
    /// counts twice. Without that, differences of pose are taken for differences of content (Decisions 0015).
    ///
    /// - Parameters:
    ///   - training: What the plan says of the training.
    ///   - model: What it says of the model.
    package init(_ training: AutoencoderTrainingChoice, of model: AutoencoderChoice) {
        self.init()
        let isStaged = model.pose.rotation != nil || model.pose.shear != nil
        func start(_ written: Int?, _ share: Double) -> Int {
            written ?? (isStaged ? Int((share * Double(training.epochs)).rounded()) : 0)
        }
        contentStart = start(training.stages.content, 1.0 / 3)
        classStart = start(training.stages.classes, 1.0 / 4)
        if model.pose.shear != nil { partStarts[.shear] = start(training.stages.shear, 1.0 / 6) }
        var doubled = WeightChoice.Course()
        (doubled.from, doubled.to, doubled.epochs) = (2, 1, max(1, training.epochs / 3))
        content = WeightSchedule(training.weights.content ?? (isStaged ? .annealed(doubled) : .constant(1)))
        pose = WeightSchedule(training.weights.pose)
        classes = WeightSchedule(training.weights.classes)
        classification = model.classes.weight
        pixelShare = training.pixels
    }

    /// The first epoch in which everything is told to the decoder.
    var settledEpoch: Int {
        max(contentStart, classStart, partStarts.values.max() ?? 0)
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
    /// When the decoder was told more than at first, the epochs counted from 0, in their order.
    package var stages: [(name: String, epoch: Int)] {
        let schedule = LossSchedule(plan.training, of: plan.model)
        var stages: [(name: String, epoch: Int)] = []
        if let epoch = schedule.partStarts[.shear] { stages.append(("shear", epoch)) }
        if plan.model.classes.count > 0 { stages.append(("classes", schedule.classStart)) }
        if plan.model.latents > 0 { stages.append(("content", schedule.contentStart)) }
        return stages.filter { $0.epoch > 0 }.sorted { $0.epoch < $1.epoch }
    }
}
