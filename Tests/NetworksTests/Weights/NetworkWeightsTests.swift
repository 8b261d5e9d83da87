import LinearAlgebra
import Networks
import Randomness
import Testing

@Suite("The weights of a network") struct NetworkWeightsTests {
    private static func network(
        _ seed: UInt64, _ layers: [Int] = [3, 1], _ function: ActivationFunction = .silu
    ) -> Network {
        var source = RandomSource(seed: seed)
        return Network(inputs: 2, layers: layers, activation: function, using: &source)
    }

    @Test("read from a file give the function that the file's author had")
    func meaning() throws {
        let network = Self.network(1, [3, 1], .relu)
        try network.load(SafeTensors.decode(WeightFiles.network))
        // relu([1, 2] W' + b) = relu([-1 - 1.5 - 1, -0.5 - 0.5 - 0.75, 0.5 - 0.5]) = [0, 0, 0], and of [4, 8]:
        // relu([-4 - 6 - 1, -2 - 2 - 0.75, 2 - 0.5]) = [0, 0, 1.5]; then times -0.5, minus 1.
        let output = network.predict(Matrix(rows: 2, columns: 2, elements: [1, 2, 4, 8]))
        #expect(output.elements == [-1, -1.75])
    }

    @Test("taken out and put into another network make it the same", arguments: ActivationFunction.allCases)
    func roundTrip(function: ActivationFunction) throws {
        let (first, second) = (Self.network(1, [4, 5, 2], function), Self.network(2, [4, 5, 2], function))
        #expect(first.values != second.values)
        #expect(first.weights.tensors.keys.sorted().prefix(3) == ["layers.0.bias", "layers.0.weight", "layers.1.bias"])
        #expect(first.weights["layers.1.weight"]?.shape == [5, 4])
        try second.load(SafeTensors.decode(SafeTensors.encode(first.weights)))
        #expect(first.values == second.values)
    }

    @Test("of the first layers alone leave the others as they are")
    func part() throws {
        let (first, second) = (Self.network(1), Self.network(2))
        let before = second.values
        var weights = first.weights
        weights["layers.1.weight"] = nil
        weights["layers.1.bias"] = nil
        try second.load(weights)
        #expect(Array(second.values.prefix(2)) == Array(first.values.prefix(2)))
        #expect(Array(second.values.suffix(2)) == Array(before.suffix(2)))
        let error = try #require(throws: WeightMismatch.self) { try second.load(weights, atLeast: 2) }
        #expect(error == WeightMismatch(name: "layers.1.weight", expected: [1, 3], found: nil))
    }

    @Test("that do not fit are refused, with layer, expectation and finding, and change nothing")
    func mismatches() throws {
        let network = Self.network(1)
        let before = network.values
        func refusal(_ change: (inout NetworkWeights) -> Void) throws -> WeightMismatch {
            var weights = Self.network(2).weights
            change(&weights)
            return try #require(throws: WeightMismatch.self) { try network.load(weights) }
        }
        let one = Tensor(shape: [3, 1], elements: [1, 2, 3])
        #expect(
            try refusal { $0["layers.1.weight"] = one }
                == WeightMismatch(name: "layers.1.weight", expected: [1, 3], found: [3, 1]))
        #expect(
            try refusal { $0["layers.1.weight"] = one }.description.contains("expected to be 1 x 3 (outputs x inputs)"))
        #expect(
            try refusal { $0["layers.2.weight"] = one }
                == WeightMismatch(name: "layers.2.weight", expected: nil, found: [3, 1]))
        #expect(
            try refusal { $0["encoder"] = one } == WeightMismatch(name: "encoder", expected: nil, found: [3, 1]))
        #expect(
            try refusal { $0["layers.0.bias"] = nil }
                == WeightMismatch(name: "layers.0.bias", expected: [3], found: nil))
        #expect(
            try refusal { $0.tensors = [:] } == WeightMismatch(name: "layers.0.weight", expected: [3, 2], found: nil))
        #expect(network.values == before)
    }
}
