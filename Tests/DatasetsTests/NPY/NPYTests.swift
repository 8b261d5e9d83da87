import Foundation
import Randomness
import Testing

@testable import Datasets

@Suite struct `An NPY file` {
    @Test(arguments: [2, 3])
    func `of a later version is read`(version: Int) throws {
        let array = try NPY.read(TestFiles.fixture("version\(version).npy"))
        #expect(array == NumericArray(shape: [3], doubles: [0, 1, 2]))
    }

    @Test func `in Fortran order comes in C order`() throws {
        let array = try NPY.read(TestFiles.fixture("cube.npy"))
        #expect(array.shape == [2, 3, 4])
        #expect(array.doubles == (0..<24).map(Double.init))
    }

    @Test func `may hold one number or none`() throws {
        let scalar = try NPY.read(TestFiles.fixture("scalar.npy"))
        #expect(scalar.shape == [] && scalar.doubles == [2.5])
        let empty = try NPY.read(TestFiles.fixture("empty.npy"))
        #expect(empty.shape == [0, 3] && empty.doubles == [])
    }

    @Test(arguments: [
        ("object.npy", "Python objects"), ("complex.npy", "complex numbers"), ("record.npy", "named fields"),
        ("text.npy", "text"),
    ])
    func `without numbers is refused by what it holds`(name: String, what: String) {
        let error = #expect(throws: UnusableData.self) { try NPY.read(TestFiles.fixture(name), named: name) }
        #expect(error?.file == name)
        #expect(error?.reason.contains(what) == true)
    }

    @Test func `that is missing or a folder is refused`() {
        #expect(throws: UnusableData(file: "/none.npy", reason: "no such file")) { try NPY.read("/none.npy") }
        #expect(throws: UnusableData.self) { try NPY.read(TestFiles.fixture("")) }
    }

    @Test(arguments: [
        NumericArray(shape: [2, 2], floats: [1, -0.5, .infinity, 3]), NumericArray(shape: [], doubles: [.pi]),
        NumericArray(shape: [0], doubles: []),
        NumericArray(shape: [3], doubles: [1e300, -0.0, .leastNonzeroMagnitude]),
    ])
    func `written is read as it was`(array: NumericArray) throws {
        let data = NPY.data(array)
        #expect(data.count % 64 == array.count * (array.isSingle ? 4 : 8) % 64, "the header is aligned")
        #expect(try TestFiles.withFile(data) { try NPY.read($0) } == array)
    }

    @Test func `cut short anywhere is refused`() throws {
        let data = try TestFiles.bytes(TestFiles.fixture("cube.npy"))
        for length in 0..<data.count {
            #expect(throws: UnusableData.self, "cut to \(length) bytes") {
                try TestFiles.withFile(data.prefix(length)) { try NPY.read($0) }
            }
        }
    }

    @Test func `with any byte of its header changed is read or refused`() throws {
        let data = try TestFiles.bytes(TestFiles.fixture("cube.npy"))
        var source = RandomSource(seed: 1, stream: "fuzz")
        var refused = 0
        for place in 0..<128 {
            for byte in [0, 0x39, 0xff, UInt8(source.integer(below: 256))] {
                var changed = data
                changed[place] = byte
                do {
                    let array = try TestFiles.withFile(changed) { try NPY.read($0) }
                    #expect(array.count * (array.isSingle ? 4 : 8) <= 8 * data.count)
                } catch {
                    #expect(error is UnusableData)
                    refused += 1
                }
            }
        }
        #expect(refused > 128)
    }

    @Test(arguments: [
        "(9223372036854775807, 9), }", "(4611686018427387904,), }", "(-3,), }", "(1e9,), }", "(3, 'a'), }", "3, }",
        "(1000000000000,), }",
    ])
    func `of an impossible shape is refused before anything is allocated`(shape: String) throws {
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape)\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0])
        data.append(contentsOf: header.utf8)
        data.append(Data(count: 24))
        #expect(throws: UnusableData.self) { try TestFiles.withFile(data) { try NPY.read($0) } }
    }

    @Test func `names what its size should be`() throws {
        var data = NPY.data(NumericArray(shape: [2, 3], doubles: [1, 2, 3, 4, 5, 6]))
        data.removeLast(8)
        let error = #expect(throws: UnusableData.self) {
            try TestFiles.withFile(data) { try NPY.read($0, named: "a.npy") }
        }
        #expect(
            error?.description
                == "a.npy: its shape [2, 3] with 8 bytes an element needs 48 bytes, but 40 follow the header")
    }
}

extension NumericArray {
    /// The same kind of array with other elements; 32-bit integers come as doubles.
    fileprivate func shapedLike(_ shape: [Int], _ values: [Double]) -> NumericArray {
        NumericArray(shape: shape, doubles: values)
    }

    fileprivate var isSingle: Bool {
        if case .float = storage { true } else { false }
    }
}
