package import Experiments

extension TrainingSet {
    /// Returns the set with its values scaled by parameters found in itself.
    ///
    /// - Parameters:
    ///   - inputs: How the inputs are scaled. ``Scaling/Method/image`` keeps each image's parameters as factors,
    ///     `image offset` and `image scale`, with the channel's number behind if there are several.
    ///   - targets: How the targets are scaled; the factors are then called `target offset` and `target scale`.
    /// - Returns: The set with scaled values, the scalings kept in it.
    /// - Throws: ``UnusableTrainingSet`` if the set was scaled already, or targets are asked for that it has not.
    package func scaled(
        _ inputs: ScalingMethod, targets: ScalingMethod = .none
    ) throws(UnusableTrainingSet) -> TrainingSet {
        guard let stack = self.targets else {
            guard targets == .none else { throw missingTargets(targets) }
            return try scaled(by: Scaling(inputs, fitting: self.inputs))
        }
        return try scaled(by: Scaling(inputs, fitting: self.inputs), targets: Scaling(targets, fitting: stack))
    }

    /// Returns the set with its values scaled by parameters found before, as a held-out part needs those of the part
    /// that was trained on.
    ///
    /// - Throws: ``UnusableTrainingSet`` if the set was scaled already, the parameters are of another number of
    ///   channels, or targets are asked for that it has not.
    package func scaled(
        by inputScaling: Scaling, targets targetScaling: Scaling = Scaling()
    ) throws(UnusableTrainingSet) -> TrainingSet {
        guard self.inputScaling.method == .none, self.targetScaling.method == .none else {
            throw UnusableTrainingSet(name: name, reason: "it is scaled already; scale the set as it was made")
        }
        try check(inputScaling, "inputs", inputs)
        try check(targetScaling, "targets", targets)
        return TrainingSet(
            unchecked: name, inputs: inputScaling.scaled(inputs), targets: targets.map(targetScaling.scaled),
            factors: factors + Self.imageFactors(inputScaling, "image", inputs)
                + Self.imageFactors(targetScaling, "target", targets),
            classes: classes, inputScaling: inputScaling, targetScaling: targetScaling, notes: notes)
    }

    /// Returns the values of an input in the units of the data.
    package func restoredInput(_ index: Int) -> [Float] {
        Scaling.restored(inputs[index], by: inputParameters(index))
    }

    /// Returns what the channels of an input were moved and divided by; empty if they were not.
    package func inputParameters(_ index: Int) -> [Scaling.Parameters] {
        parameters(index, inputScaling, "image", channels)
    }

    /// Returns what the channels of a target were moved and divided by; empty if they were not.
    package func targetParameters(_ index: Int) -> [Scaling.Parameters] {
        parameters(index, targetScaling, "target", targets?.channels ?? 0)
    }

    private func parameters(
        _ index: Int, _ scaling: Scaling, _ title: String, _ channels: Int
    ) -> [Scaling.Parameters] {
        guard scaling.isOfEachImage else { return scaling.parameters }
        return (0..<channels).compactMap { channel in
            guard let offset = factor(Self.column("\(title) offset", channel, of: channels)),
                let scale = factor(Self.column("\(title) scale", channel, of: channels))
            else { return nil }
            return Scaling.Parameters(offset: offset.values[index], scale: scale.values[index])
        }
    }

    private static func imageFactors(_ scaling: Scaling, _ title: String, _ stack: ImageStack?) -> [Factor] {
        guard scaling.isOfEachImage, let stack else { return [] }
        let all = (0..<stack.count).map { scaling.parameters(ofImage: $0, in: stack) }
        return (0..<stack.channels).flatMap { channel in
            [
                Factor(
                    name: column("\(title) offset", channel, of: stack.channels),
                    values: all.map { $0[channel].offset }),
                Factor(
                    name: column("\(title) scale", channel, of: stack.channels), values: all.map { $0[channel].scale }),
            ]
        }
    }

    private static func column(_ name: String, _ channel: Int, of channels: Int) -> String {
        channels > 1 ? "\(name) \(channel)" : name
    }

    private func check(_ scaling: Scaling, _ title: String, _ stack: ImageStack?) throws(UnusableTrainingSet) {
        guard scaling.method != .none else { return }
        guard let stack else { throw missingTargets(scaling.method) }
        guard scaling.isOfEachImage || scaling.parameters.count == stack.channels else {
            throw UnusableTrainingSet(
                name: name,
                reason: "its \(title) have \(stack.channels) channels, the scaling \(scaling.parameters.count)")
        }
    }

    private func missingTargets(_ method: ScalingMethod) -> UnusableTrainingSet {
        UnusableTrainingSet(name: name, reason: "it has no targets to be scaled by `\(method.rawValue)`")
    }
}
