import Foundation
import Randomness
import Testing

@testable import Datasets

@Suite struct `An HDF5 file` {
    static func store(_ name: String) -> HDF5Store { HDF5Store(path: TestFiles.fixture(name), file: name) }

    @Test func `lists its datasets of numbers with shapes and units`() throws {
        let listed = try Self.store("plain.h5").list().map(\.description)
        #expect(
            listed == [
                "/big [2]", "/flags [3]", "/group/deep/packed [3 x 4 x 5]", "/half [4]", "/image [3 x 4, counts]",
                "/number []", "/points [2 x 2]", "/two [2 x 5]",
            ])
    }

    struct Expected: Sendable {
        var path: String
        var shape: [Int]
        var values: [Double]

        static func counting(_ path: String, _ shape: [Int]) -> Expected {
            Expected(path: path, shape: shape, values: (0..<shape.reduce(1, *)).map { Double($0) })
        }

        static let all = [
            counting("image", [3, 4]), counting("/group/deep/packed", [3, 4, 5]),
            Expected(path: "half", shape: [4], values: [0.5, -2, 65504, .infinity]),
            Expected(path: "flags", shape: [3], values: [1, 0, 1]), Expected(path: "number", shape: [], values: [3.25]),
            Expected(path: "big", shape: [2], values: [1_099_511_627_776, -1]),
        ]
    }

    @Test(arguments: Expected.all)
    func `is read for each type of number`(expected: Expected) throws {
        let array = try Self.store("plain.h5").read(expected.path)
        #expect(array.shape == expected.shape)
        #expect(array.doubles == expected.values)
    }

    @Test func `without the dataset lists those there are`() {
        let error = #expect(throws: UnusableData.self) { try Self.store("nsid.h5").read("/Channel_000/spectra") }
        #expect(error?.description.hasPrefix("nsid.h5: no dataset `/Channel_000/spectra`. It holds ") == true)
        #expect(error?.reason.contains("/Measurement_000/Channel_000/generic/spectra [4 x 3 x 5, a.u.]") == true)
    }

    @Test(arguments: [("text", "text"), ("complex", "complex"), ("nothing", "no extents"), ("group", "no dataset")])
    func `refuses what is not numbers`(path: String, what: String) {
        let error = #expect(throws: UnusableData.self) { try Self.store("plain.h5").read(path) }
        #expect(error?.reason.contains(what) == true)
    }

    @Test func `tells its attributes of fixed and variable length`() throws {
        let path = TestFiles.fixture("plain.h5")
        let texts = try HDF5File.reading(path, named: "plain.h5") { file throws(UnusableData) in
            let image = try file.dataset("/image")
            return [image.attribute("units"), image.attribute("fixed"), image.attribute("none")]
        }
        #expect(texts == ["counts", "abc", nil])
    }

    @Test func `that follows NSID explains its dimensions`() throws {
        let found = try Self.store("nsid.h5").recognized()
        #expect(found.map(\.type) == ["IMAGE", "IMAGE", "SPECTRAL_IMAGE"])
        let spectra = try #require(found.last)
        #expect(spectra.quantity == "Piezoresponse" && spectra.shape == [4, 3, 5])
        #expect(spectra.dimensions.map(\.label) == ["Y", "X", "Bias"])
        #expect(spectra.dimensions.map(\.unit) == ["nm", "nm", "V"])
        #expect(spectra.dimensions[0].values == [10, 12, 14, 16])
        #expect(spectra.dimensions[2].values == [0, 1, 0, -1, 0.5])
    }

    @Test func `of another kind is refused`() {
        let store = HDF5Store(path: TestFiles.fixture("cube.npy"), file: "cube.npy")
        #expect(throws: UnusableData(file: "cube.npy", reason: "not an HDF5 file: its signature is missing")) {
            try store.list()
        }
    }

    @Test(arguments: ["plain.h5", "nsid.h5"])
    func `cut short is refused`(name: String) throws {
        let data = try TestFiles.bytes(TestFiles.fixture(name))
        for length in stride(from: 0, to: data.count - 1, by: 61) {
            #expect(throws: UnusableData.self, "cut to \(length) bytes") {
                try TestFiles.withFile(data.prefix(length)) { try HDF5Store(path: $0, file: name).list() }
            }
        }
    }

    @Test func `with bytes of its header changed is read or refused`() throws {
        let data = try TestFiles.bytes(TestFiles.fixture("plain.h5"))
        for place in 0..<96 {
            for byte: UInt8 in [0, 0x7f, 0xff] {
                var changed = data
                changed[place] = byte
                do {
                    try TestFiles.withFile(changed) { path in
                        let store = HDF5Store(path: path, file: "x.h5")
                        for description in try store.list() { _ = try store.read(description.name) }
                    }
                } catch {
                    #expect(error is UnusableData)
                }
            }
        }
    }
}
