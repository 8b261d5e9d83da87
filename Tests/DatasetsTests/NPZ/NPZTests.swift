import Foundation
import Randomness
import Testing

@testable import Datasets

@Suite struct `An NPZ file` {
    /// What the fixture's script put in, by kind of number: i % 2, 40 i, 20 i - 50, i / 2 - 1.25 for i in 0..<6.
    static func expected(_ kind: Character) -> [Double] {
        (0..<6).map { index in
            switch kind {
            case "b": Double(index % 2)
            case "u": Double(index * 40)
            case "i": Double(index * 20 - 50)
            default: Double(index) / 2 - 1.25
            }
        }
    }

    @Test func `is read for every type, byte order and layout of its arrays`() throws {
        let path = TestFiles.fixture("types.npz")
        let list = try NPZ.list(path)
        #expect(list.count == 48)
        for description in list {
            let array = try NPZ.read(description.name, from: path)
            #expect(array.shape == [2, 3] && description.shape == [2, 3])
            #expect(array.doubles == Self.expected(description.name.first ?? "?"), "\(description.name)")
        }
    }

    @Test func `is read stored, by names with and without ending`() throws {
        let path = TestFiles.fixture("stored.npz")
        #expect(try NPZ.read("grid", from: path).floats == [0, 1, 2, 3, 4, 5])
        #expect(try NPZ.read("axis.npy", from: path).doubles == [0.5, 1.5])
    }

    @Test func `without the array lists those there are`() throws {
        let error = #expect(throws: UnusableData.self) {
            try NPZ.read("none", from: TestFiles.fixture("stored.npz"), named: "stored.npz")
        }
        #expect(error?.description == "stored.npz: no array `none`. It holds grid [2 x 3], axis [2].")
    }

    @Test func `written is read as it was, and the same each time`() throws {
        let first = NumericArray(shape: [2, 2], floats: [1, 2, 3, 4])
        let second = NumericArray(shape: [3], doubles: [.pi, -1, 0])
        try TestFiles.withFolder { folder in
            for name in ["a", "b"] { try NPZ.write(["mean": first, "variance": second], to: "\(folder)/\(name).npz") }
            #expect(try NPZ.read("mean", from: "\(folder)/a.npz") == first)
            #expect(try NPZ.read("variance", from: "\(folder)/a.npz") == second)
            #expect(try TestFiles.bytes("\(folder)/a.npz") == TestFiles.bytes("\(folder)/b.npz"))
        }
    }

    @Test(arguments: ["stored.npz", "types.npz"])
    func `cut short is refused`(name: String) throws {
        let data = try TestFiles.bytes(TestFiles.fixture(name))
        for length in stride(from: 0, to: data.count, by: name == "stored.npz" ? 1 : 97) {
            #expect(throws: UnusableData.self, "cut to \(length) bytes") {
                try TestFiles.withFile(data.prefix(length)) { try NPZ.list($0) }
            }
        }
    }

    @Test func `whose content was changed fails its checksum`() throws {
        var data = try TestFiles.bytes(TestFiles.fixture("stored.npz"))
        // The last bytes of the array `grid`: the directory's second entry follows it.
        let place = try #require(data.range(of: Data([0x50, 0x4b, 3, 4]), in: 4..<data.count)).lowerBound - 1
        data[place] ^= 1
        let error = #expect(throws: UnusableData.self) {
            try TestFiles.withFile(data) { try NPZ.read("grid", from: $0, named: "x.npz") }
        }
        #expect(error?.description == "x.npz/grid.npy: its checksum is wrong: the file is damaged")
    }

    @Test(arguments: ["stored.npz", "types.npz"])
    func `with bytes changed is read or refused`(name: String) throws {
        let data = try TestFiles.bytes(TestFiles.fixture(name))
        var source = RandomSource(seed: 2, stream: "fuzz")
        var refused = 0
        for round in 0..<300 {
            var changed = data
            // Half of the rounds aim at the directory at the end.
            let start = round % 2 == 0 ? max(data.count - 300, 0) : 0
            for _ in 0...source.integer(below: 3) {
                changed[start + source.integer(below: data.count - start)] = UInt8(source.integer(below: 256))
            }
            do {
                try TestFiles.withFile(changed) { path in
                    for description in try NPZ.list(path).prefix(4) { _ = try NPZ.read(description.name, from: path) }
                }
            } catch {
                #expect(error is UnusableData)
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
