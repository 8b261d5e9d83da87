import Foundation
import Networks
import Randomness
import Testing

@Suite("A file of weights") struct SafeTensorsTests {
    @Test("written by the Python package is read")
    func golden() throws {
        let weights = try SafeTensors.decode(WeightFiles.network)
        #expect(weights.metadata == ["made by": "safetensors \"0.8.0\" for Saccade's tests, µm"])
        #expect(
            weights.tensors == [
                "layers.0.weight": Tensor(shape: [3, 2], elements: [-1, -0.75, -0.5, -0.25, 0, 0.25]),
                "layers.0.bias": Tensor(shape: [3], elements: [-1, -0.75, -0.5]),
                "layers.1.weight": Tensor(shape: [1, 3], elements: [-1, -0.75, -0.5]),
                "layers.1.bias": Tensor(shape: [1], elements: [-1]),
            ])
    }

    @Test("is read in every precision")
    func precisions() throws {
        let weights = try SafeTensors.decode(WeightFiles.precisions)
        #expect(weights["double"] == Tensor(shape: [4], elements: [1.5, -2.25, .infinity, 0.1]))
        #expect(weights["half"] == Tensor(shape: [2, 2], elements: [1, -2.5, 0x1p-24, 65504]))
        #expect(weights["infinite"] == Tensor(shape: [2], elements: [.infinity, -.infinity]))
        #expect(weights["single"] == Tensor(shape: [], elements: [3.14159274]))
        #expect(weights["none"] == Tensor(shape: [0, 4], elements: []))
        let brain = file(
            #"{"b":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}"#, [0x80, 0x3f, 0xa0, 0xc0, 0x80, 0x7f])
        #expect(try SafeTensors.decode(brain)["b"]?.elements == [1, -5, .infinity])
    }

    @Test("is the same after writing and reading, whatever is in it")
    func roundTrip() throws {
        var source = RandomSource(seed: 3)
        for _ in 0..<50 {
            var weights = NetworkWeights(metadata: ["\"quoted\" \\ \n\u{1}": "µ\u{1F52C}", "": ""])
            for number in 0..<source.integer(below: 5) {
                let shape = (0..<source.integer(below: 4)).map { _ in source.integer(below: 4) }
                let elements = source.normals(shape.reduce(1, *)).map { Float($0) }
                weights["tensor \(number)/\"\n"] = Tensor(shape: shape, elements: elements)
            }
            let bytes = SafeTensors.encode(weights)
            #expect(try SafeTensors.decode(bytes) == weights)
            #expect(bytes == SafeTensors.encode(try SafeTensors.decode(bytes)))
        }
        #expect(try SafeTensors.decode(SafeTensors.encode(NetworkWeights())) == NetworkWeights())
    }

    @Test("begins its numbers at a multiple of eight bytes, as the specification of the format asks for")
    func alignment() {
        for length in 1..<12 {
            let weights = NetworkWeights(tensors: [
                String(repeating: "a", count: length): Tensor(shape: [], elements: [1])
            ])
            #expect((SafeTensors.encode(weights).count - 4).isMultiple(of: 8))
        }
    }

    @Test(
        "that is damaged or foreign is refused, with the place and the reason",
        arguments: [
            ([1, 2, 3], "header", "found 3"),
            ([255, 255, 255, 255, 255, 255, 255, 255, 1], "header", "length is given as"),
            (file("{", []).dropLast() + [], "header", "length is given as 1 bytes, but 0 follow"),
            (file("", []), "header", "begin with {"),
            (file("[1]", []), "header", "begin with {"),
            (file("{\"a\":", []), "header", "not JSON"),
            (file(#"{"a":{"dtype":"F32","shape":[1]}}"#, [0, 0, 0, 0]), "header", "has no data_offsets"),
            (file(#"{"a":{"dtype":"F32","shape":["x"],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]), "header", "a.shape"),
            (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, [0, 0, 0, 0]), "a", "no range"),
            (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, []), "a", "begin at byte -4"),
            (file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, [0, 0, 0, 0]), "a", "no range"),
            (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, [0, 0, 0, 0]), "a", "no range"),
            (
                file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0, 0]), "header",
                "end at byte 4"
            ),
            (file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]), "a", "takes 8 bytes"),
            (file(#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]), "a", "is none"),
            (
                file(#"{"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,0]}}"#, []), "a",
                "is none"
            ),
            (file(#"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]), "a", "type I64"),
            (
                file(
                    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[2],"data_offsets":[2,6]}}"#,
                    [0, 0, 0, 0, 0, 0]), "b", "overlap"
            ),
            (
                file(
                    #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"F16","shape":[1],"data_offsets":[4,6]}}"#,
                    [0, 0, 0, 0, 0, 0]), "b", "gap"
            ),
        ] as [([UInt8], String, String)])
    func damaged(bytes: [UInt8], place: String, reason: String) throws {
        let error = try #require(throws: UnreadableWeights.self) { try SafeTensors.decode(bytes) }
        #expect(error.place == place)
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test("cut anywhere or changed in any byte is refused or read, but never stops the program")
    func mutations() {
        var source = RandomSource(seed: 8)
        for length in WeightFiles.network.indices {
            #expect(throws: UnreadableWeights.self) {
                try SafeTensors.decode(Array(WeightFiles.network.prefix(length)))
            }
            var changed = WeightFiles.network
            changed[length] = UInt8(truncatingIfNeeded: source.next())
            _ = try? SafeTensors.decode(changed)
        }
    }
}

/// Returns a file of a header and numbers.
private func file(_ header: String, _ numbers: [UInt8]) -> [UInt8] {
    [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + numbers
}
