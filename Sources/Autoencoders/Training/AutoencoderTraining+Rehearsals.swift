private import LinearAlgebra
private import Networks
private import Randomness

/// What is done between two epochs: it leaves nothing but other weights, so that a training can be stopped before and after.
extension AutoencoderTraining {
    /// Trains with both axes, and keeps the one under which the images are likelier.
    mutating func conduct(_ trial: AxisTrial, _ images: borrowing TrainingImages, _ weights: LossWeights) {
        guard model.shearAxis != nil, trial.length > 0 else { return }
        let begin = state
        let first = outcome(of: trial, images, weights)
        let firstState = state
        restore(begin)
        switch trial.turn {
        case .by45Degrees: model.turnAxis(by: .pi / 4)
        case .by90Degrees: model.exchangeShear()
        }
        let second = outcome(of: trial, images, weights)
        if second <= first { restore(firstState) }
    }

    /// Trains for the length of a trial, and returns how likely the images are then.
    private mutating func outcome(
        of trial: AxisTrial, _ images: borrowing TrainingImages, _ weights: LossWeights
    ) -> Double {
        for round in 0..<trial.length { _ = run(images, weights, rehearsal: " in round \(round) of a trial") }
        return loss(of: images, weights).marginalBound
    }

    /// Trains with clusters of the content for classes, the content withheld.
    mutating func seedClasses(_ images: borrowing TrainingImages, _ weights: LossWeights) {
        guard model.design.classes > 0, model.design.contentDimensions > 0 else { return }
        var source = RandomSource(seed: seed, stream: "clusters")
        let contents = model.encode(images.inputs, conditions: images.conditions.copy()).map(\.content)
        let clusters = Clusters(of: contents, count: model.design.classes, known: images.classes, using: &source)
        model.forgetContent()
        var weights = weights
        weights.hasContent = false
        for round in 0..<schedule.seedingEpochs {
            _ = run(images, weights, classes: clusters.labels, rehearsal: " in round \(round) of seeding")
        }
    }

    /// The weights, and the optimiser's state.
    private var state: (values: [[Float]], adam: Adam) { (model.parameters.map { $0.value.elements }, adam) }

    private mutating func restore(_ state: (values: [[Float]], adam: Adam)) {
        for (parameter, elements) in zip(model.parameters, state.values) {
            parameter.value = Matrix(
                rows: parameter.value.rows, columns: parameter.value.columns, elements: elements)
        }
        adam = state.adam
    }
}

extension AutoencoderTraining {
    /// Trains several autoencoders for some epochs, and returns the one under which the images are likeliest.
    ///
    /// Whether objects are lined up well is decided early and by chance; how likely images are soon tells which chance was good.
    ///
    /// - Parameters:
    ///   - candidates: Trainings of models of one design, each begun from a seed of its own; one at least.
    ///   - epochs: How many epochs each is trained for; the content should have begun for a while.
    ///   - images: The images.
    /// - Returns: The best, by ``LossParts/marginalBound``.
    package static func best(
        of candidates: [AutoencoderTraining], after epochs: Int, on images: borrowing TrainingImages
    ) -> AutoencoderTraining {
        precondition(!candidates.isEmpty, "the best of none is none")
        var best = candidates[0]
        var greatest = -Double.infinity
        for candidate in candidates {
            var training = candidate
            while training.epochs < epochs { _ = training.runEpoch(images) }
            let bound = training.loss(of: images).marginalBound
            if bound > greatest { (best, greatest) = (training, bound) }
        }
        return best
    }
}
