package import Experiments
package import TrainingSets

extension TrainingSet {
    /// Makes or reads the data that a plan names.
    ///
    /// - Parameters:
    ///   - data: What the plan says.
    ///   - folder: The plan's own folder, from which relative paths count.
    ///   - path: What `--data` gave: a file or folder in place of the plan's, counted from the current folder. In place of
    ///     cards it is read as images, in place of a synthetic sample as a recorded data set.
    /// - Returns: The set as it is, not scaled.
    /// - Throws: ``UnusableTrainingSet``, ``UnusableData`` or ``UnusableSample``, each naming what, where and what was
    ///   expected.
    package static func load(
        _ data: TrainingData, relativeTo folder: String, overriding path: String? = nil
    ) throws -> TrainingSet {
        let place = Place(folder: folder, path: path)
        switch data {
        case .cards(let cards):
            if let path { return try images(.init(path: path), place) }
            return try cards.trainingSet()
        case .images(let files):
            return try images(files, place)
        case .patches(let choice):
            switch choice.source {
            case .files(let files):
                return try patches(
                    of: stack(files.path, files.array, place), choice.patches, name: place.name(files.path))
            case .specimen(let source):
                return try patches(of: overview(source, place), choice.patches)
            }
        case .spectra(let source):
            switch place.resolved(source) {
            case .data(let choice): return try spectra(choice, place)
            case .sample(let choice): return try spectra(of: Sample.make(choice))
            }
        case .patchesWithSpectra(let choice):
            switch place.resolved(choice.source) {
            case .data(let data):
                return try patchesWithSpectra(
                    of: Dataset.load(data, relativeTo: folder, overriding: path), window: choice.window)
            case .sample(let sample): return try patchesWithSpectra(of: Sample.make(sample), window: choice.window)
            }
        }
    }

    /// Images that patches were cut from or spectra measured in.
    package struct Background: Hashable, Sendable {
        /// One image, or those of a file.
        package let images: ImageStack
        /// What the channels are called; empty if it is not known.
        package let channels: [String]

        fileprivate init(_ images: ImageStack) {
            self.images = images
            channels = []
        }

        fileprivate init(_ overview: Overview) {
            images = ImageStack(overview)
            channels = overview.channels
        }
    }

    /// Makes or reads the images that the data of a plan were cut from or measured in: one, or those of a file.
    ///
    /// - Parameters:
    ///   - data: What the plan says.
    ///   - folder: The plan's own folder.
    ///   - path: What `--data` gave.
    /// - Returns: The images, or nil if the data are images themselves.
    /// - Throws: What ``load(_:relativeTo:overriding:)`` throws.
    package static func background(
        of data: TrainingData, relativeTo folder: String, overriding path: String? = nil
    ) throws -> Background? {
        let place = Place(folder: folder, path: path)
        switch data {
        case .cards, .images: return nil
        case .patches(let choice):
            switch choice.source {
            case .files(let files): return Background(try stack(files.path, files.array, place))
            case .specimen(let source): return Background(try overview(source, place))
            }
        case .spectra(let source): return Background(try overview(source, place))
        case .patchesWithSpectra(let choice): return Background(try overview(choice.source, place))
        }
    }

    /// Where paths count from, and what takes their place.
    private struct Place {
        let folder: String
        let path: String?

        /// A path of the plan, or what `--data` gave instead.
        func file(_ written: String) -> String { path ?? beside(written) }

        /// A path of the plan.
        func beside(_ written: String) -> String {
            written.hasPrefix("/") || folder.isEmpty ? written : "\(folder)/\(written)"
        }

        func name(_ written: String) -> String { path ?? written }

        /// A recorded data set in place of a sample where `--data` names one.
        func resolved(_ source: TrainingData.SpecimenSource) -> TrainingData.SpecimenSource {
            if case .sample = source, path != nil { return .data(Plan.DataChoice()) }
            return source
        }
    }

    private static func overview(_ source: TrainingData.SpecimenSource, _ place: Place) throws -> Overview {
        switch place.resolved(source) {
        case .data(let choice):
            try Dataset.loadOverview(choice, relativeTo: place.folder, overriding: place.path)
        case .sample(let choice): try Sample.make(choice).overview
        }
    }

    private static func stack(_ path: String, _ array: String?, _ place: Place) throws(UnusableData) -> ImageStack {
        try ImageStack.load(array, from: place.file(path))
    }

    /// Reads the spectra of a data set, of which there need be no image, or of a file that is one array.
    private static func spectra(_ choice: Plan.DataChoice, _ place: Place) throws -> TrainingSet {
        let file = place.file(choice.path)
        if FileContent.isOneArray(file) {
            let array = try NPY.read(file, named: place.name(choice.path))
            return try spectra(of: array.doubles, shape: array.shape, name: place.name(choice.path))
        }
        let loader = try DatasetLoader(choice, relativeTo: place.folder, overriding: place.path)
        guard try !loader.hasImage, choice.positions == nil else { return try spectra(of: loader.dataset()) }
        let found = try loader.spectraAlone()
        return try spectra(
            of: found.block.filtered, shape: found.shape, axis: found.block.axis, name: place.name(choice.path))
    }

    private static func images(_ files: TrainingData.ImageFiles, _ place: Place) throws -> TrainingSet {
        let inputs = try stack(files.path, files.array, place)
        // What the images become and their classes belong to the plan's images, not to others.
        guard place.path == nil else { return try TrainingSet(name: place.name(files.path), inputs: inputs) }
        var targets: ImageStack?
        if let file = files.targets { targets = try ImageStack.load(files.targetArray, from: place.beside(file)) }
        var classes: Classes?
        if let file = files.classes {
            classes = try Self.classes(file, files.classArray, place, count: inputs.count)
        }
        return try TrainingSet(name: files.path, inputs: inputs, targets: targets, classes: classes)
    }

    /// Reads whole numbers, one an image, as classes without names.
    private static func classes(
        _ file: String, _ array: String?, _ place: Place, count: Int
    ) throws(UnusableData) -> Classes {
        let path = place.beside(file)
        let values = try NumericArray.load(array, from: path, named: file).array.doubles
        guard values.count == count else {
            throw UnusableData(file: file, reason: "it holds \(values.count) classes for \(count) images")
        }
        if let wrong = values.firstIndex(where: { $0 != $0.rounded() || !(0...9999).contains($0) }) {
            throw UnusableData(
                file: file,
                reason: "the class of image \(wrong) is \(values[wrong]); expected a whole number from 0 to 9999")
        }
        let indices = values.map { Int($0) }
        return Classes(names: (0...(indices.max() ?? 0)).map { "\($0)" }, indices: indices)
    }
}
