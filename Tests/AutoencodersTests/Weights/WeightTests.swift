import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `The weights of an autoencoder` {
    struct Parts: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout AutoencoderDesign) -> Void
    }

    static let parts = [
        Parts(testDescription: "dense") { $0.decoder = .image(.dense([7])) },
        Parts(testDescription: "canvas, classes and conditions") {
            ($0.decoder, $0.classes, $0.conditions) = (.canvas(.dense([7])), 3, 2)
            $0.pose = PosePrior(rotation: .uniform(starts: 3), shear: 0.2)
        },
        Parts(testDescription: "coordinates") {
            ($0.decoder, $0.pose.shift) = (.coordinates(width: 5, depth: 2), 0.1)
            $0.output = ImageShape(channels: 2, height: 4, width: 5)
        },
        Parts(testDescription: "convolutions") {
            $0.encoder = .convolutional(blocks: [[2], [3]], dense: [6, 5])
            ($0.decoder, $0.classes) = (.image(.convolutional(dense: [4], blocks: [[3], [2]])), 2)
        },
    ]

    private static func model(_ parts: Parts, seed: UInt64) -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(height: 6, width: 5))
        design.encoder = .dense([9, 8])
        parts.change(&design)
        var source = RandomSource(seed: seed)
        return Autoencoder(design, using: &source)
    }

    private static func images(_ model: Autoencoder) -> TrainingImages {
        var source = RandomSource(seed: 12)
        func numbers(_ columns: Int) -> Matrix<Float> {
            Matrix(rows: 13, columns: columns, elements: (0..<13 * columns).map { _ in Float(source.uniform()) })
        }
        let inputs = numbers(model.design.input.count)
        let targets = numbers(model.design.output.count)
        return TrainingImages(inputs, targets: targets, conditions: numbers(model.design.conditions))
    }

    @Test(arguments: parts) func `have one name each, in the order of the parameters`(parts: Parts) {
        let model = Self.model(parts, seed: 1)
        let named = model.namedParameters
        #expect(named.count == model.parameters.count)
        #expect(zip(named, model.parameters).allSatisfy { $0.variable === $1 })
        #expect(Set(named.map(\.name)).count == named.count)
        #expect(named.allSatisfy { $0.shape.reduce(1, *) == $0.variable.value.count })
    }

    @Test func `are named by part, layer and kind`() throws {
        let names = Self.parts.map { Self.model($0, seed: 1).weights.tensors.mapValues(\.shape) }
        #expect(
            names[0] == [
                "trunk.0.weight": [9, 30], "trunk.0.bias": [9], "head.0.weight": [8, 9], "head.0.bias": [8],
                "head.1.weight": [4, 8], "head.1.bias": [4], "decoder.0.weight": [7, 2], "decoder.0.bias": [7],
                "decoder.1.weight": [30, 7], "decoder.1.bias": [30],
            ])
        #expect(names[1]["classifier.2.weight"] == [3, 8] && names[1]["head.0.weight"] == [8, 9 + 3 + 2])
        #expect(
            names[2].filter { $0.key.hasPrefix("coordinates") } == [
                "coordinates.entry.weight": [5, 2], "coordinates.0.weight": [5, 5], "coordinates.0.bias": [5],
                "coordinates.1.weight": [5, 5], "coordinates.1.bias": [5], "coordinates.exit.weight": [2, 5],
                "coordinates.exit.bias": [2],
            ])
        #expect(names[3]["trunk.1.weight"] == [3, 2, 3, 3] && names[3]["decoder.3.weight"] == [2, 3, 3, 3])
    }

    /// As PyTorch has it: the tensor's first column is what x goes to.
    @Test func `of the entry of coordinates stand output by output`() throws {
        let model = Self.model(Self.parts[2], seed: 1)
        let entry = try #require(model.coordinateNetwork?.entry)
        let tensor = try #require(model.weights["coordinates.entry.weight"])
        for feature in 0..<5 {
            for axis in 0..<2 { #expect(tensor.elements[2 * feature + axis] == entry.value[axis, feature]) }
        }
    }

    @Test(arguments: parts) func `make another autoencoder the same, by way of a file`(parts: Parts) throws {
        let (one, other) = (Self.model(parts, seed: 1), Self.model(parts, seed: 2))
        var weights = one.weights
        weights.metadata = ["plan": "a plan,\n\"quoted\""]
        let read = try SafeTensors.decode(SafeTensors.encode(weights))
        #expect(read.metadata == weights.metadata)
        let images = Self.images(one)
        #expect(
            one.encode(images.inputs, conditions: images.conditions.copy())
                != other.encode(images.inputs, conditions: images.conditions.copy()))
        try other.load(read)
        #expect(
            one.encode(images.inputs, conditions: images.conditions.copy())
                == other.encode(images.inputs, conditions: images.conditions.copy()))
        #expect(
            one.reconstruct(images.inputs, conditions: images.conditions.copy()).elements
                == other.reconstruct(images.inputs, conditions: images.conditions.copy()).elements)
        #expect(one.weights == other.weights)
    }

    @Test func `that do not fit are refused, with name, expectation and finding, and change nothing`() throws {
        let model = Self.model(Self.parts[2], seed: 1)
        let before = model.weights
        func refusal(_ change: (inout NetworkWeights) -> Void) throws -> AutoencoderWeightMismatch {
            var weights = Self.model(Self.parts[2], seed: 2).weights
            change(&weights)
            return try #require(throws: AutoencoderWeightMismatch.self) { try model.load(weights) }
        }
        let tensor = Tensor(shape: [2, 5], elements: Array(repeating: 0, count: 10))
        let turned = try refusal { $0["coordinates.entry.weight"] = tensor }
        #expect(turned.name == "coordinates.entry.weight" && turned.expected == [5, 2] && turned.found == [2, 5])
        #expect(
            turned.description.contains("coordinates.entry.weight was expected to be 5 x 2, but the file has 2 x 5"))
        let missing = try refusal { $0["head.1.bias"] = nil }
        #expect(missing.name == "head.1.bias" && missing.expected == [8] && missing.found == nil)
        #expect(missing.description.contains("head.1.bias, 8, is missing"))
        let stranger = try refusal { $0["layers.0.weight"] = tensor }
        #expect(stranger.name == "layers.0.weight" && stranger.expected == nil && stranger.found == [2, 5])
        #expect(stranger.description.contains("the file holds layers.0.weight, 2 x 5"))
        #expect(model.weights == before)
    }

    @Test(arguments: parts) func `with the optimiser's state go on as if nothing had happened`(parts: Parts) throws {
        var schedule = LossSchedule()
        (schedule.contentStart, schedule.content) = (1, .annealed(from: 3, to: 1, epochs: 2))
        let model = Self.model(parts, seed: 1)
        let images = Self.images(model)
        var training = AutoencoderTraining(model, schedule: schedule, batchSize: 5, learningRate: 0.0123, seed: 9)
        let fresh = training.checkpoint
        for _ in 0..<2 { _ = training.runEpoch(images) }
        let file = SafeTensors.encode(training.checkpoint)
        let losses = (0..<2).map { _ in training.runEpoch(images) }

        for (checkpoint, epochs) in [(try SafeTensors.decode(file), 2), (fresh, 0)] {
            var later = try AutoencoderTraining(
                resuming: checkpoint, of: Self.model(parts, seed: 5), schedule: schedule, batchSize: 5, seed: 9)
            #expect(later.epochs == epochs && later.checkpoint == checkpoint)
            for _ in epochs..<2 { _ = later.runEpoch(images) }
            #expect((0..<2).map { _ in later.runEpoch(images) } == losses)
            #expect(later.checkpoint == training.checkpoint && later.adam == training.adam)
        }
        // Weights alone are read from a checkpoint, but no training goes on from weights alone.
        let other = Self.model(parts, seed: 3)
        try other.load(training.checkpoint)
        #expect(other.weights == model.weights)
        let error = try #require(throws: IncompleteCheckpoint.self) {
            _ = try AutoencoderTraining(resuming: model.weights, of: other, seed: 9)
        }
        #expect(error.description.contains("nothing for adam.learningRate"))
        var damaged = training.checkpoint
        damaged["adam.second.head.0.bias"] = nil
        let mismatch = try #require(throws: AutoencoderWeightMismatch.self) {
            _ = try AutoencoderTraining(resuming: damaged, of: other, seed: 9)
        }
        #expect(mismatch.name == "adam.second.head.0.bias" && mismatch.found == nil)
    }
}
