import Experiments
import Foundation
import Testing
import TrainingSets

@testable import Datasets

@Suite struct `The data of a training plan` {
    static func images(_ count: Int, _ height: Int, _ width: Int) -> NumericArray {
        NumericArray(
            shape: [count, height, width], floats: (0..<count * height * width).map { Float($0 * $0 % 101) })
    }

    @Test func `may be cards, and other images in their place`() throws {
        var cards = Cards.lecture(4)
        cards.count = 7
        let set = try TrainingSet.load(.cards(cards), relativeTo: "")
        #expect(set == (try cards.trainingSet()))
        try TestFiles.withFolder { folder in
            try NPY.write(Self.images(3, 48, 48), to: "\(folder)/other.npy")
            let others = try TrainingSet.load(.cards(cards), relativeTo: "", overriding: "\(folder)/other.npy")
            #expect(others.values == Self.images(3, 48, 48).floats)
            #expect(others.classes == nil)
        }
    }

    @Test func `may be spectra without an image, in a store or a file of one array`() throws {
        try TestFiles.withFolder { folder in
            let numbers = (0..<3 * 4 * 5).map(Double.init)
            let cube = NumericArray(shape: [3, 4, 5], doubles: numbers)
            try NPY.write(cube, to: "\(folder)/spectra.npy")
            try NPY.write(NumericArray(shape: [5], doubles: [1, 2, 4, 8, 16]), to: "\(folder)/axis.npy")
            var choice = Plan.DataChoice()
            choice.path = folder
            let stored = try TrainingSet.load(.spectra(.data(choice)), relativeTo: "")
            #expect(stored.count == 12 && stored.width == 5 && stored.height == 1)
            #expect(stored.values == numbers.map { Float($0) })
            #expect(stored.inputs.axis?.values == [1, 2, 4, 8, 16])
            #expect(stored.factor("row")?.values[5] == 1 && stored.factor("column")?.values[5] == 1)
            choice.path = "spectra.npy"
            let alone = try TrainingSet.load(.spectra(.data(choice)), relativeTo: folder)
            #expect(alone.values == stored.values)
            // The median of a spectrum that only rises is itself but for its ends.
            choice.path = folder
            choice.spectrumMedian = 3
            let filtered = try TrainingSet.load(.spectra(.data(choice)), relativeTo: "")
            #expect(Array(filtered.values[1...3]) == [1, 2, 3])
            try NPY.write(NumericArray(shape: [12, 5], doubles: numbers), to: "\(folder)/flat.npy")
            choice.path = "flat.npy"
            #expect(throws: UnusableTrainingSet.self) {
                try TrainingSet.load(.spectra(.data(choice)), relativeTo: folder)
            }
        }
    }

    @Test func `tell which files they are read from, and whether their examples share pixels`() {
        var files = TrainingData.ImageFiles(path: "a.npy")
        files.targets = "b.npy"
        #expect(TrainingData.images(files).paths == ["a.npy", "b.npy"])
        #expect(TrainingData.cards(Cards.lecture(1)).paths.isEmpty)
        var data = Plan.DataChoice()
        data.path = "film.h5"
        #expect(TrainingData.spectra(.data(data)).paths == ["film.h5"])
        #expect(TrainingData.patchesWithSpectra(.init(source: .data(data))).paths == ["film.h5"])
        for (step, overlaps) in [(15, true), (16, false)] {
            var patches = TrainingData.PatchData(source: .files(files))
            patches.patches = PatchChoice(window: 16, centers: .grid(step: step))
            #expect(TrainingData.patches(patches).examplesOverlap == overlaps)
        }
        #expect(!TrainingData.images(files).examplesOverlap)
    }

    @Test func `may be images with targets and classes beside the plan`() throws {
        try TestFiles.withFolder { folder in
            try NPY.write(Self.images(4, 5, 6), to: "\(folder)/noisy.npy")
            try NPY.write(Self.images(4, 2, 3), to: "\(folder)/clean.npy")
            try NPY.write(NumericArray(shape: [4], doubles: [0, 2, 2, 1]), to: "\(folder)/labels.npy")
            var files = TrainingData.ImageFiles(path: "noisy.npy")
            files.targets = "clean.npy"
            files.classes = "labels.npy"
            let set = try TrainingSet.load(.images(files), relativeTo: folder)
            #expect(set.targets?.width == 3)
            #expect(set.classes == TrainingSet.Classes(names: ["0", "1", "2"], indices: [0, 2, 2, 1]))
            // Other images have neither the targets nor the classes of the plan's.
            let others = try TrainingSet.load(
                .images(files), relativeTo: folder, overriding: "\(folder)/clean.npy")
            #expect(others.targets == nil && others.classes == nil && others.width == 3)
        }
    }

    @Test(arguments: [
        ([0, 1], "labels.npy: it holds 2 classes for 4 images"),
        ([0, 1, 0.5, 1], "labels.npy: the class of image 2 is 0.5; expected a whole number from 0 to 9999"),
        ([0, -1, 0, 1], "labels.npy: the class of image 1 is -1.0; expected a whole number from 0 to 9999"),
        ([0, .nan, 0, 1], "labels.npy: the class of image 1 is nan; expected a whole number from 0 to 9999"),
    ]) func `refuses classes that are none`(numbers: [Double], message: String) throws {
        try TestFiles.withFolder { folder in
            try NPY.write(Self.images(4, 5, 6), to: "\(folder)/images.npy")
            try NPY.write(NumericArray(shape: [numbers.count], doubles: numbers), to: "\(folder)/labels.npy")
            var files = TrainingData.ImageFiles(path: "images.npy")
            files.classes = "labels.npy"
            let error = #expect(throws: UnusableData.self) {
                try TrainingSet.load(.images(files), relativeTo: folder)
            }
            #expect(error?.description == message)
        }
    }

    @Test func `may be patches of a file or of a sample`() throws {
        try TestFiles.withFolder { folder in
            try NPY.write(Self.images(2, 9, 11), to: "\(folder)/frames.npy")
            var data = TrainingData.PatchData(source: .files(TrainingData.ImageFiles(path: "frames.npy")))
            data.patches = PatchChoice(window: 4, centers: .grid(step: 2))
            let set = try TrainingSet.load(.patches(data), relativeTo: folder)
            let stack = try ImageStack(Self.images(2, 9, 11), named: "frames")
            #expect(set.values == (try TrainingSet.patches(of: stack, data.patches)).values)
        }
        var sample = Plan.SampleChoice(name: "ferroelectric")
        (sample.height, sample.width) = (20, 24)
        var data = TrainingData.PatchData(source: .specimen(.sample(sample)))
        data.patches = PatchChoice(window: 8, centers: .grid(step: 4))
        let set = try TrainingSet.load(.patches(data), relativeTo: "")
        #expect(set.height == 8 && set.count == 4 * 5)
    }

    @Test func `may be spectra, alone or with patches`() throws {
        var sample = Plan.SampleChoice(name: "nanoparticles")
        (sample.height, sample.width) = (12, 10)
        let spectra = try TrainingSet.load(.spectra(.sample(sample)), relativeTo: "")
        #expect(spectra.count == 120 && spectra.height == 1)
        var pairs = TrainingData.PatchSpectrumData(source: .sample(sample))
        pairs.window = 5
        let set = try TrainingSet.load(.patchesWithSpectra(pairs), relativeTo: "")
        #expect(set.count == 8 * 6 && set.width == 5 && set.targets?.width == spectra.width)
    }

    @Test func `tells what the channels of the image are called that it was measured in`() throws {
        var sample = Plan.SampleChoice(name: "ferroelectric")
        (sample.height, sample.width) = (12, 10)
        let overview = try Sample.make(sample).overview
        let background = try TrainingSet.background(of: .spectra(.sample(sample)), relativeTo: "")
        #expect(background?.channels == overview.channels && overview.channels.count == 2)
        #expect(background?.images == ImageStack(overview))
        #expect(try TrainingSet.background(of: .cards(.lecture(1)), relativeTo: "") == nil)
        try TestFiles.withFolder { folder in
            try NPY.write(Self.images(2, 9, 11), to: "\(folder)/frames.npy")
            let data = TrainingData.PatchData(source: .files(TrainingData.ImageFiles(path: "frames.npy")))
            let file = try TrainingSet.background(of: .patches(data), relativeTo: folder)
            #expect(file?.channels.isEmpty == true && file?.images.count == 2)
        }
    }

    @Test func `names the file that is not there`() {
        #expect(throws: UnusableData.self) {
            try TrainingSet.load(.images(TrainingData.ImageFiles(path: "nowhere.npy")), relativeTo: "/tmp")
        }
    }
}
