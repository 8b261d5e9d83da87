import Experiments
import Foundation
import Testing
import TrainingSets

@testable import Datasets

@Suite struct `Spectra to learn from` {
    /// Row r, column k, point p hold 100 r + 10 k + p, in a cube of 3 x 4 x 5.
    static let cube: [Double] = (0..<60).map { index in
        let (row, column, point) = (index / 20, index / 5 % 4, index % 5)
        return Double(100 * row + 10 * column + point)
    }

    @Test func `are the rows of a cube, with the places they come from`() throws {
        let set = try TrainingSet.spectra(of: Self.cube, shape: [3, 4, 5])
        #expect(set.count == 12 && set.channels == 1 && set.height == 1 && set.width == 5 && set.notes.isEmpty)
        #expect(set.values == Self.cube.map { Float($0) } && set.inputs.axis == .channels(5))
        #expect(set.factor("row")?.values == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
        #expect(set.factor("column")?.values.prefix(5) == [0, 1, 2, 3, 0])
    }

    @Test func `are median filtered if asked for`() throws {
        var values = Self.cube
        values[22] = 1e6
        let set = try TrainingSet.spectra(of: values, shape: [3, 4, 5], median: 3, wraps: true)
        // 100 101 1e6 103 104 in a circle, each the median of three.
        #expect(Array(set.inputs[4]) == [101, 101, 103, 104, 103])
    }

    @Test func `leave out those that failed, and say how many`() throws {
        var values = Self.cube
        values[33] = .nan
        values[52] = .infinity
        let set = try TrainingSet.spectra(of: values, shape: [3, 4, 5])
        #expect(set.count == 10)
        #expect(set.notes == ["2 of 12 spectra hold values that are not finite, the first at row 1, column 2, point 3"])
        #expect(set.factor("column")?.values == [0, 1, 2, 3, 0, 1, 3, 0, 1, 3])
        let none = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet.spectra(of: [.nan, .nan], shape: [1, 2, 1], name: "loops")
        }
        #expect(none?.description.hasPrefix("loops: all 2 spectra hold values that are not finite") == true)
    }

    @Test func `that cannot be taken say why`() {
        let array = Self.cube
        func reason(_ make: () throws -> TrainingSet) -> String? {
            #expect(throws: UnusableTrainingSet.self) { try make() }?.reason
        }
        #expect(
            reason { try TrainingSet.spectra(of: Self.cube, shape: [12, 5]) }
                == "it has shape [12, 5]; expected [rows, columns, points]")
        #expect(
            reason { try TrainingSet.spectra(of: array, shape: [3, 4, 5], axis: .channels(4)) }
                == "its axis has 4 values for spectra of 5 points")
        #expect(
            reason { try TrainingSet.spectra(of: array, shape: [3, 4, 5], median: 2) }
                == "the median filter has side 2; expected an odd one of at least 1")
        #expect(
            reason { try TrainingSet.spectra(of: [], shape: [2, 2, 0]) }
                == "its spectra have no points")
    }

    static func sample(_ name: String) throws -> Sample {
        var choice = Plan.SampleChoice(name: name)
        (choice.height, choice.width) = (14, 12)
        return try Sample.make(choice)
    }

    @Test(arguments: Sample.names) func `of a sample are its measurements, each with its patch`(name: String) throws {
        let sample = try Self.sample(name)
        let spectra = try TrainingSet.spectra(of: sample)
        #expect(spectra.count == 14 * 12 && spectra.inputs.axis == sample.axis)
        let third = sample.spectrum(at: Pixel(row: 0, column: 2), attempt: 1).map { Float($0) }
        #expect(Array(spectra.inputs[2]) == third)

        let pairs = try TrainingSet.patchesWithSpectra(of: sample, window: 6)
        // Rows 3 to 11 and columns 3 to 9 have whole windows.
        #expect(pairs.count == 9 * 7)
        #expect(pairs.notes == ["105 of 168 positions lie too near the border for a window of 6 pixels"])
        #expect(pairs.channels == sample.overview.channels.count && pairs.height == 6 && pairs.width == 6)
        let patches = try TrainingSet.patches(of: sample.overview, PatchChoice(window: 6))
        #expect(pairs.inputs == patches.inputs && Array(pairs.factors.prefix(2)) == Array(patches.factors.prefix(2)))
        let targets = try #require(pairs.targets)
        #expect(targets.axis == sample.axis)
        for index in [0, 8, 62] {
            let pixel = Pixel(
                row: Int(try #require(pairs.factor("row")).values[index]),
                column: Int(try #require(pairs.factor("column")).values[index]))
            #expect(Array(targets[index]) == sample.spectrum(at: pixel, attempt: 1).map { Float($0) })
        }
        let large = #expect(throws: UnusableTrainingSet.self) {
            try TrainingSet.patchesWithSpectra(of: sample, window: 13)
        }
        #expect(large?.reason == "a window of 13 x 13 pixels does not fit into images of 14 x 12")
    }

    @Test func `of a data set are taken where it has them, the plan's filter applied`() throws {
        try TestFiles.withFolder { folder in
            // 6 x 8 pixels with a spectrum at every second of both directions; one of them failed.
            let image = (0..<48).map { Float($0) }
            var spectra = (0..<60).map { Float($0) }
            spectra[7] = .nan
            try NPY.write(NumericArray(shape: [6, 8], floats: image), to: "\(folder)/image.npy")
            try NPY.write(NumericArray(shape: [3, 4, 5], floats: spectra), to: "\(folder)/spectra.npy")
            var choice = Plan.DataChoice()
            choice.path = folder
            let set = try TrainingSet.spectra(of: try Dataset.load(choice, relativeTo: ""))
            #expect(set.count == 11 && set.notes.count == 1)
            #expect(set.factor("row")?.values == [0, 0, 0, 2, 2, 2, 2, 4, 4, 4, 4])
            #expect(set.factor("column")?.values.prefix(4) == [0, 4, 6, 0])
            let pairs = try TrainingSet.patchesWithSpectra(of: try Dataset.load(choice, relativeTo: ""), window: 3)
            #expect(pairs.count == 6 && pairs.notes.count == 1)
            #expect(pairs.factor("row")?.values == [2, 2, 2, 4, 4, 4])
            #expect(Array(pairs.inputs[0]) == [9, 10, 11, 17, 18, 19, 25, 26, 27])
            let raw = try Dataset.load(choice, relativeTo: "")
            choice.spectrumMedian = 5
            choice.spectrumMedianWraps = true
            let filtered = try TrainingSet.spectra(of: try Dataset.load(choice, relativeTo: ""))
            #expect(try TrainingSet.spectra(of: raw, median: 5, wraps: true) == filtered)
            let pairsFiltered = try TrainingSet.patchesWithSpectra(of: raw, window: 3, median: 5, wraps: true)
            #expect(pairsFiltered.targets?.values.suffix(5) == filtered.values.suffix(5) && pairsFiltered != pairs)
            #expect(filtered.inputs[0].dropFirst(2).first == 2 && filtered.values != set.values)
        }
    }

    @Test(.enabled(if: TestFiles.isPresent("beps_pto"), "no ../shared/data"))
    func `of the recorded loops are as many as there are`() throws {
        let set = try Dataset.load(`The recorded sets`.beps(), relativeTo: "")
        let loops = try TrainingSet.spectra(of: set, name: "loops")
        #expect(loops.count + set.unusableCount == 2500 && loops.width == 64)
        let pairs = try TrainingSet.patchesWithSpectra(of: set, window: 16)
        #expect(pairs.count <= 35 * 35 && pairs.count > 1000)
    }
}
