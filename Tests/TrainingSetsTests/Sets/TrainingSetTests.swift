import Experiments
import Testing

@testable import TrainingSets

@Suite struct `A training set` {
    /// Image i of two channels of 2 x 3 pixels holds 100 i + 10 channel + pixel.
    static func inputs(_ count: Int) -> ImageStack {
        var values: [Float] = []
        for image in 0..<count {
            for channel in 0..<2 {
                for pixel in 0..<6 { values.append(Float(100 * image + 10 * channel + pixel)) }
            }
        }
        return ImageStack(channels: 2, height: 2, width: 3, values: values)
    }

    static func set(_ count: Int) throws -> TrainingSet {
        try TrainingSet(
            name: "made", inputs: inputs(count),
            targets: ImageStack(
                height: 1, width: 2, values: (0..<2 * count).map(Float.init),
                axis: Axis(name: "energy", unit: "eV", values: [1, 2])),
            factors: [TrainingSet.Factor(name: "angle", unit: "rad", values: (0..<count).map { Double($0) / 10 })],
            classes: TrainingSet.Classes(names: ["even", "odd"], indices: (0..<count).map { $0 % 2 }),
            notes: ["made up"])
    }

    @Test func `keeps what belongs together when a part is taken`() throws {
        let part = try Self.set(5).subset([4, 1, 4])
        #expect(part.count == 3 && part.channels == 2 && part.height == 2 && part.width == 3)
        #expect(Array(part.inputs[1]) == Array(Self.inputs(5)[1]) && part.inputs[0] == part.inputs[2].map { $0 }[...])
        #expect(part.values.prefix(7) == [400, 401, 402, 403, 404, 405, 410])
        #expect(part.targets?.values == [8, 9, 2, 3, 8, 9] && part.targets?.axis?.unit == "eV")
        #expect(part.factor("angle")?.values == [0.4, 0.1, 0.4] && part.factor("shear") == nil)
        #expect(part.classes?.indices == [0, 1, 0] && part.notes == ["made up"])
    }

    @Test func `is split at random, the same for the same seed`() throws {
        let set = try Self.set(40)
        let parts = try set.partition(holdingOut: 0.25, seed: 3)
        #expect(parts.heldOut.count == 10 && (parts.training + parts.heldOut).sorted() == Array(0..<40))
        #expect(parts.heldOut == parts.heldOut.sorted() && parts.heldOut != Array(0..<10))
        #expect(try set.partition(holdingOut: 0.25, seed: 3) == parts)
        #expect(try set.partition(holdingOut: 0.25, seed: 4) != parts)
        let halves = try set.split(holdingOut: 0.25, seed: 3)
        #expect(halves.heldOut == (try set.subset(parts.heldOut)))
        #expect(halves.training == (try set.subset(parts.training)))
        #expect(try Self.set(2).partition(holdingOut: 0.01, seed: 1).heldOut.count == 1)
    }

    @Test func `is never split into nothing`() throws {
        for fraction in [0, 1, -0.5, Double.nan] {
            #expect(throws: UnusableTrainingSet.self) { try Self.set(4).partition(holdingOut: fraction, seed: 1) }
        }
        #expect(throws: UnusableTrainingSet.self) { try Self.set(1).partition(holdingOut: 0.5, seed: 1) }
        #expect(throws: UnusableTrainingSet.self) { try Self.set(4).subset([]) }
        let error = #expect(throws: UnusableTrainingSet.self) { try Self.set(4).subset([0, 4]) }
        #expect(error?.description == "made: there is no image 4; there are images 0 to 3")
    }

    @Test func `names the first value that is not finite`() {
        var values = Self.inputs(3).values
        values[12 + 6 + 4] = .nan
        values[30] = .infinity
        let error = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet(name: "made", inputs: ImageStack(channels: 2, height: 2, width: 3, values: values))
        }
        #expect(
            error?.reason
                == "2 of 36 values are not finite, the first in image 1 at channel 1, row 1, column 1")
        let spectra = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet(name: "made", inputs: ImageStack(height: 1, width: 4, values: [1, 2, 3, 4, 5, 6, .nan, 8]))
        }
        #expect(spectra?.reason == "1 of 8 values are not finite, the first in image 1 at point 2")
    }

    @Test func `refuses columns that do not fit, and says which`() throws {
        typealias Factor = TrainingSet.Factor
        func reason(
            factors: [Factor] = [], classes: TrainingSet.Classes? = nil, targets: ImageStack? = nil
        ) -> String? {
            #expect(throws: UnusableTrainingSet.self) {
                try TrainingSet(
                    name: "made", inputs: Self.inputs(2), targets: targets, factors: factors, classes: classes)
            }?.reason
        }
        #expect(reason(factors: [Factor(name: "a", values: [1])]) == "factor `a` has 1 values for 2 images")
        #expect(reason(factors: [Factor(name: "a", values: [1, .nan])]) == "factor `a` of image 1 is nan")
        #expect(
            reason(factors: [Factor(name: "a", values: [1, 2]), Factor(name: "a", values: [1, 2])])?.contains(
                "not all named differently") == true)
        #expect(reason(classes: .init(names: ["x"], indices: [0, 1]))?.hasPrefix("image 1 is of class 1") == true)
        #expect(reason(classes: .init(names: ["x", "x"], indices: [0, 1]))?.contains("named differently") == true)
        #expect(reason(classes: .init(names: ["x"], indices: [0]))?.hasPrefix("1 classes for 2 images") == true)
        #expect(reason(targets: Self.inputs(3)) == "3 targets for 2 images; expected one each")
        #expect(
            #expect(throws: UnusableTrainingSet.self) {
                try TrainingSet(name: "none", inputs: ImageStack(height: 2, width: 2, values: []))
            }?.description == "none: it holds no image")
    }

    @Test func `takes an overview as one image`() throws {
        let overview = try Overview(channels: ["a", "b"], height: 1, width: 2, values: [1, 2, 3, 4])
        let stack = ImageStack(overview)
        #expect(stack.count == 1 && stack.channels == 2 && stack.height == 1 && stack.values == [1, 2, 3, 4])
    }
}
