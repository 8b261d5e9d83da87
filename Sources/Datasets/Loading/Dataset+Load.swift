package import Experiments

extension Dataset {
    /// Reads a data set.
    ///
    /// - Parameters:
    ///   - choice: What a plan says of it. What it leaves open is taken from the file where that follows NSID: the
    ///     spectra are then the only dataset of type `SPECTRAL_IMAGE`, the image all of type `IMAGE`. Otherwise an
    ///     array is what its name says: `image`, `spectra` or `axis`.
    ///   - folder: The plan's own folder, from which a relative path counts.
    ///   - path: What `--data` gave; overrides the plan's path and counts from the current folder.
    /// - Returns: The data set, all of its arrays read.
    /// - Throws: ``UnusableData`` naming the file, what was found, what was expected and what is there.
    package static func load(
        _ choice: Plan.DataChoice, relativeTo folder: String, overriding path: String? = nil
    ) throws(UnusableData) -> Dataset {
        try DatasetLoader(choice, relativeTo: folder, overriding: path).dataset()
    }

    /// Reads only the overview image: for files of images without spectra, too.
    ///
    /// - Throws: ``UnusableData`` as ``load(_:relativeTo:overriding:)``.
    package static func loadOverview(
        _ choice: Plan.DataChoice, relativeTo folder: String, overriding path: String? = nil
    ) throws(UnusableData) -> Overview {
        try DatasetLoader(choice, relativeTo: folder, overriding: path).overviewAlone()
    }
}

/// Puts a data set together from the arrays of a store.
struct DatasetLoader {
    let choice: Plan.DataChoice
    let store: any ArrayStore
    /// What the file says of itself.
    let recognized: [RecognizedArray]

    init(_ choice: Plan.DataChoice, relativeTo folder: String, overriding path: String?) throws(UnusableData) {
        let given = path ?? choice.path
        guard !given.isEmpty else { throw UnusableData(file: "data", reason: "no path to a folder or file is given") }
        let isRelative = path == nil && !given.hasPrefix("/") && !folder.isEmpty
        self.choice = choice
        store = try arrayStore(at: isRelative ? "\(folder)/\(given)" : given, named: given)
        recognized = try store.recognized()
        for (name, side) in [
            ("data.image-median", choice.imageMedian), ("data.spectrum-median", choice.spectrumMedian),
        ] {
            guard side > 0, side % 2 == 1 else {
                throw refuse("`\(name)` is \(side); a median filter needs an odd side of at least 1")
            }
        }
    }

    func refuse(_ reason: String) -> UnusableData { UnusableData(file: store.file, reason: reason) }

    /// What the file says of an array that the plan names by its path or quantity.
    func recognized(_ name: String) throws(UnusableData) -> RecognizedArray? {
        guard !recognized.isEmpty, let store = store as? HDF5Store, let path = try store.resolve(name) else {
            return nil
        }
        return recognized.first { $0.path == path }
    }

    func dataset() throws(UnusableData) -> Dataset {
        let name = try spectraName()
        let array = try store.read(name)
        let explained = try recognized(name)
        if let positions = choice.positions {
            return try pointed(array, name: name, explained: explained, positions: positions)
        }
        let spectra = try gridded(array, name: name, explained: explained)
        let (rows, columns) = (array.shape[0], array.shape[1])
        var notes: [String] = []
        let image = try image(from: spectra, rows: rows, columns: columns, &notes)
        let stride = try stride(rows: rows, columns: columns, of: image, name: name)
        if stride > 1 {
            notes.append(
                "\(rows) x \(columns) spectra over \(image.height) x \(image.width) pixels: every \(stride). pixel")
        }
        let axes = try imageAxes(image.explained ?? explained, stride: image.explained == nil ? stride : 1)
        if let explained, explained.dimensions.count >= 2 {
            notes.append(
                "rows run along the file's dimension `\(explained.dimensions[0].label)`, columns along "
                    + "`\(explained.dimensions[1].label)`")
        }
        var positions: [Position]?
        if stride > 1 {
            positions = (0..<rows * columns).map { index in
                Position(
                    x: axes.horizontal.coordinate(of: index % columns * stride),
                    y: axes.vertical.coordinate(of: index / columns * stride))
            }
        }
        let overview = try overview(image, axes, positions: positions)
        return Dataset(
            overview: overview, spectra: spectra, layout: .grid(stride: stride, columns: columns), notes: notes)
    }

    /// Whether there is an image, named or found.
    var hasImage: Bool {
        get throws(UnusableData) {
            if choice.image != nil || recognized.contains(where: { $0.type == "IMAGE" }) { return true }
            return try store.holds("image")
        }
    }

    /// The spectra of a grid, for files without an image.
    ///
    /// - Returns: The spectra, and the extents: rows, columns and channels.
    func spectraAlone() throws(UnusableData) -> (block: SpectrumBlock, shape: [Int]) {
        let name = try spectraName()
        let array = try store.read(name)
        let block = try gridded(array, name: name, explained: recognized(name))
        return (block, [array.shape[0], array.shape[1], block.axis.values.count])
    }

    func overviewAlone() throws(UnusableData) -> Overview {
        if case .spectra? = choice.image { return try dataset().overview }
        let image = try arrays(named: imageNames())
        return try overview(image, imageAxes(image.explained, stride: 1), positions: nil)
    }

    private func spectraName() throws(UnusableData) -> String {
        if let name = choice.spectra { return name }
        let found = recognized.filter { $0.type == "SPECTRAL_IMAGE" }
        if found.count == 1 { return found[0].path }
        if found.isEmpty, try store.holds("spectra") { return "spectra" }
        let listed = found.isEmpty ? try store.list().map(\.description) : found.map(\.path)
        throw refuse(
            "which array holds the spectra? Say `data.spectra` in the plan; an array called `spectra` needs no word. "
                + "There are \(listed.joined(separator: ", "))."
        )
    }

    /// Spectra of which a list of positions says where they were taken.
    private func pointed(
        _ array: NumericArray, name: String, explained: RecognizedArray?, positions: String
    ) throws(UnusableData) -> Dataset {
        guard array.shape.count == 1 || array.shape.count == 2 else {
            throw refuse(
                "`\(name)` has shape \(array.shape); with `data.positions` expected [points] or [points, channels]")
        }
        let places = try store.read(positions)
        guard places.shape == [array.shape[0], 2] else {
            throw refuse(
                "`\(positions)` has shape \(places.shape); expected [\(array.shape[0]), 2], x and y of each spectrum"
            )
        }
        if case .spectra? = choice.image {
            throw refuse("an image cannot be computed from spectra at single points; name an array as `data.image`")
        }
        let image = try arrays(named: imageNames())
        let coordinates = places.doubles
        let points = (0..<array.shape[0]).map { Position(x: coordinates[2 * $0], y: coordinates[2 * $0 + 1]) }
        let overview = try overview(image, imageAxes(image.explained, stride: 1), positions: points)
        let spectra = try block(
            array, channels: array.shape.count == 2 ? array.shape[1] : nil, dimension: explained?.dimensions.last)
        let indexed = points.enumerated().map { ($1, $0) }
        let byPosition = Dictionary(indexed, uniquingKeysWith: { first, _ in first })
        let byPixel = Dictionary(
            indexed.compactMap { point, index in overview.pixel(at: point).map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        let repeated = points.count - byPosition.count
        return Dataset(
            overview: overview, spectra: spectra, layout: .points(byPosition, pixels: byPixel),
            notes: repeated > 0 ? ["\(repeated) positions stand twice; the first spectrum counts"] : [])
    }

    private func gridded(
        _ array: NumericArray, name: String, explained: RecognizedArray?
    ) throws(UnusableData) -> SpectrumBlock {
        guard array.shape.count == 2 || array.shape.count == 3, array.count > 0 else {
            throw refuse(
                "`\(name)` has shape \(array.shape); expected [rows, columns, channels], [rows, columns], or with "
                    + "`data.positions` [points, channels] or [points]")
        }
        let isCube = array.shape.count == 3
        return try block(
            array, channels: isCube ? array.shape[2] : nil, dimension: isCube ? explained?.dimensions[2] : nil)
    }
}
