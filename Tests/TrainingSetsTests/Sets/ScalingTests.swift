import Experiments
import Testing

@testable import TrainingSets

@Suite struct `The scaling of a training set` {
    /// Two images of two channels of 1 x 2: the second channel is flat in the second image.
    static let stack = ImageStack(channels: 2, height: 1, width: 2, values: [1, 3, 10, 20, 5, 2, 40, 40])

    static func set() throws -> TrainingSet { try TrainingSet(name: "made", inputs: stack, targets: stack) }

    @Test func `brings each channel to 0...1 over the set`() throws {
        let scaled = try Self.set().scaled(.range)
        #expect(scaled.inputScaling.parameters.map(\.offset) == [1, 10])
        #expect(scaled.inputScaling.parameters.map(\.scale) == [4, 30])
        #expect(scaled.values == [0, 0.5, 0, Float(1.0 / 3), 1, 0.25, 1, 1])
        #expect(scaled.targets == Self.stack && scaled.factors.isEmpty)
    }

    @Test func `brings each image to 0...1, a flat one to 0, and keeps what it took as factors`() throws {
        let scaled = try Self.set().scaled(.image, targets: .image)
        #expect(scaled.values == [0, 1, 0, 1, 1, 0, 0, 0])
        #expect(
            scaled.factor("image offset 1")?.values == [10, 40] && scaled.factor("image scale 1")?.values == [10, 1])
        #expect(scaled.factor("target scale 0")?.values == [2, 3])
        #expect(scaled.targetParameters(1).map(\.offset) == [2, 40])
    }

    @Test func `brings each channel to mean 0 and deviation 1`() throws {
        let scaled = try Self.set().scaled(.standard, targets: .standard)
        let first = [0, 1, 4, 5].map { Double(scaled.values[$0]) }
        #expect(abs(first.reduce(0, +)) < 1e-6)
        #expect(abs(first.reduce(0) { $0 + $1 * $1 } / 4 - 1) < 1e-6)
        // 1, 3, 5, 2: mean 2.75, variance (3.0625 + 0.0625 + 5.0625 + 0.5625) / 4.
        #expect(scaled.inputScaling.parameters[0].offset == 2.75)
        #expect(abs(scaled.inputScaling.parameters[0].scale - 2.1875.squareRoot()) < 1e-14)
        #expect(scaled.targets?.values == scaled.values)
    }

    @Test func `survives a large offset and leaves flat channels at 0`() throws {
        let values: [Float] = [1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3]
        let set = try TrainingSet(name: "made", inputs: ImageStack(height: 2, width: 2, values: values))
        #expect(abs(try set.scaled(.standard).inputScaling.parameters[0].scale - 1.25.squareRoot()) < 1e-9)
        let flat = try TrainingSet(
            name: "flat", inputs: ImageStack(height: 1, width: 3, values: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]))
        for method in [ScalingMethod.range, .image, .standard] {
            #expect(try flat.scaled(method).values.allSatisfy { $0 == 0 })
        }
    }

    @Test func `by area makes densities, and leaves what has none`() throws {
        let stack = ImageStack(height: 1, width: 3, values: [1, 2, 5, -1, 0, 1])
        let set = try TrainingSet(name: "spectra", inputs: stack).scaled(.area)
        #expect(set.values == [0.125, 0.25, 0.625, -1, 0, 1])
    }

    @Test(arguments: ScalingMethod.allCases)
    func `can be undone, in a part of the set too`(method: ScalingMethod) throws {
        let set = try Self.set().scaled(method)
        for part in [set, try set.subset([1, 0]).subset([1, 0])] {
            for index in 0..<2 {
                #expect(zip(part.restoredInput(index), Self.stack[index]).allSatisfy { abs($0 - $1) < 1e-5 })
            }
        }
        let last = try set.subset([1])
        #expect(zip(last.restoredInput(0), Self.stack[1]).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func `found on one part is used on the other, beyond 0...1 if need be`() throws {
        let set = try Self.set()
        let scaling = Scaling(.range, fitting: set.inputs.subset([0]))
        let other = try set.subset([1]).scaled(by: scaling)
        #expect(other.values == [2, 0.5, 3, 3])
    }

    @Test func `is refused twice, for targets that are not there and for other channels`() throws {
        let scaled = try Self.set().scaled(.range)
        #expect(throws: UnusableTrainingSet.self) { try scaled.scaled(.standard) }
        let single = try TrainingSet(name: "single", inputs: ImageStack(height: 1, width: 2, values: [1, 2]))
        let targets = #expect(throws: UnusableTrainingSet.self) { try single.scaled(.range, targets: .range) }
        #expect(targets?.description == "single: it has no targets to be scaled by `range`")
        let channels = #expect(throws: UnusableTrainingSet.self) { try single.scaled(by: scaled.inputScaling) }
        #expect(channels?.reason == "its inputs have 1 channels, the scaling 2")
    }
}
