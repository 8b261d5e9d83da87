package import Networks

/// A training apart from the program that runs it, so that it can go on later as if it had never stopped.
extension AutoencoderTraining {
    /// What the names of the optimiser's tensors begin with.
    static let momentPrefix = "adam."

    /// The words of a checkpoint's metadata.
    private enum Key: String, CaseIterable {
        case epochs = "training.epochs"
        case steps = "adam.steps"
        case learningRate = "adam.learningRate"
        case beta1 = "adam.beta1"
        case beta2 = "adam.beta2"
        case epsilon = "adam.epsilon"
        case weightDecay = "adam.weightDecay"
    }

    /// Everything that changes from epoch to epoch: the weights, and to go on the optimiser's state.
    ///
    /// Besides the tensors of ``Autoencoder/weights`` there are `adam.first.` and `adam.second.` of each, and in the metadata
    /// the number of epochs and the optimiser's numbers. Design, schedule, batch size and seed are not in it; whoever keeps it
    /// adds to its metadata what tells them.
    package var checkpoint: NetworkWeights {
        var result = model.weights
        for (index, parameter) in model.namedParameters.enumerated() where index < adam.first.count {
            result[Self.firstName(parameter)] = parameter.tensor(of: adam.first[index])
            result[Self.secondName(parameter)] = parameter.tensor(of: adam.second[index])
        }
        for key in Key.allCases { result.metadata[key.rawValue] = text(of: key) }
        return result
    }

    /// Goes on with a training that was stopped; the epochs to come have the same bits as if it had not been.
    ///
    /// - Parameters:
    ///   - checkpoint: What it left.
    ///   - model: An autoencoder of its design, which takes over the weights.
    ///   - schedule: The schedule, batch size and seed that it had.
    ///   - batchSize: See there.
    ///   - seed: See there.
    /// - Throws: ``AutoencoderWeightMismatch`` for a tensor that does not fit the design, ``IncompleteCheckpoint`` if only
    ///   weights were kept; the model may then have taken over the weights.
    package init(
        resuming checkpoint: NetworkWeights, of model: Autoencoder, schedule: LossSchedule = LossSchedule(),
        batchSize: Int = 100, seed: UInt64
    ) throws {
        try model.load(checkpoint)
        func number<Number: LosslessStringConvertible>(_ key: Key, _: Number.Type = Number.self) throws -> Number {
            let text = checkpoint.metadata[key.rawValue]
            guard let number = text.flatMap(Number.init) else {
                throw IncompleteCheckpoint(name: key.rawValue, found: text)
            }
            return number
        }
        self.init(model, schedule: schedule, batchSize: batchSize, learningRate: try number(.learningRate), seed: seed)
        epochs = try Self.count(number(.epochs), .epochs)
        adam.beta1 = try number(.beta1)
        adam.beta2 = try number(.beta2)
        adam.epsilon = try number(.epsilon)
        adam.weightDecay = try number(.weightDecay)
        let steps = try Self.count(number(.steps), .steps)
        guard steps > 0 else { return }
        func moments(_ name: (NamedParameter) -> String) throws -> [[Float]] {
            try model.namedParameters.map { parameter in
                guard let tensor = checkpoint[name(parameter)], tensor.shape == parameter.shape else {
                    throw AutoencoderWeightMismatch(
                        name: name(parameter), expected: parameter.shape, found: checkpoint[name(parameter)]?.shape)
                }
                return parameter.elements(of: tensor)
            }
        }
        try adam.resume(steps: steps, first: moments(Self.firstName), second: moments(Self.secondName))
    }

    private static func firstName(_ parameter: NamedParameter) -> String { "\(momentPrefix)first.\(parameter.name)" }

    private static func secondName(_ parameter: NamedParameter) -> String { "\(momentPrefix)second.\(parameter.name)" }

    private static func count(_ number: Int, _ key: Key) throws -> Int {
        guard number >= 0 else { throw IncompleteCheckpoint(name: key.rawValue, found: "\(number)") }
        return number
    }

    /// Numbers are written so that reading them gives the same bits.
    private func text(of key: Key) -> String {
        switch key {
        case .epochs: "\(epochs)"
        case .steps: "\(adam.steps)"
        case .learningRate: "\(adam.learningRate)"
        case .beta1: "\(adam.beta1)"
        case .beta2: "\(adam.beta2)"
        case .epsilon: "\(adam.epsilon)"
        case .weightDecay: "\(adam.weightDecay)"
        }
    }
}

/// Weights that a training cannot go on from, because what it needs besides is not with them.
package struct IncompleteCheckpoint: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name in the file's metadata.
    package let name: String
    /// What stands there, or nil for nothing.
    package let found: String?

    package var description: String {
        "the file's metadata has \(found.map { "\"\($0)\"" } ?? "nothing") for \(name), where a number was expected; "
            + "a training goes on from a checkpoint of its own, and other weights can be encoded with only"
    }
}
