package import Experiments

extension TrainingSet {
    /// Cuts patches out of images, never beyond their borders.
    ///
    /// The factors are `row` and `column` in px, the pixel that a window is around or, to a fraction of a pixel, the peak,
    /// and `image`, the index of the image. What could not be cut is said in ``notes``.
    ///
    /// - Parameters:
    ///   - images: One or several, all of their channels.
    ///   - choice: The size and the places of the windows.
    ///   - name: What the set is called.
    /// - Returns: The patches, image by image: of a grid row by row, of peaks from the highest down.
    /// - Throws: ``UnusableTrainingSet`` if a setting is out of range, no patch can be cut, or one holds a value that is
    ///   not finite; the text says where in the image.
    package static func patches(
        of images: ImageStack, _ choice: PatchChoice, name: String = "patches"
    ) throws(UnusableTrainingSet) -> TrainingSet {
        if let fault = choice.fault(images) { throw UnusableTrainingSet(name: name, reason: fault) }
        let (places, notes) =
            switch choice.centers {
            case .grid(let step): grid(step, choice.window, images)
            case .peaks(let search): try peaks(search, choice.window, images, name)
            }
        var windows = WindowCutter(images: images, window: choice.window, name: name)
        try windows.reserve(places.count)
        for place in places { try windows.cut(around: place.pixel, ofImage: place.image) }
        return try TrainingSet(
            name: name, inputs: windows.stack,
            factors: [
                Factor(name: "row", unit: "px", values: places.map(\.row)),
                Factor(name: "column", unit: "px", values: places.map(\.column)),
                Factor(name: "image", values: places.map { Double($0.image) }),
            ], notes: notes)
    }

    /// Cuts patches out of all channels of an overview, as out of a stack of one image.
    package static func patches(
        of overview: Overview, _ choice: PatchChoice, name: String = "patches"
    ) throws(UnusableTrainingSet) -> TrainingSet {
        try patches(of: ImageStack(overview), choice, name: name)
    }

    /// A place to cut a window.
    private struct Place {
        let image: Int
        let row: Double
        let column: Double

        var pixel: Pixel { Pixel(row: Int(row.rounded()), column: Int(column.rounded())) }
    }

    private static func grid(_ step: Int, _ window: Int, _ images: ImageStack) -> ([Place], [String]) {
        let rows = Array(stride(from: 0, through: images.height - window, by: step))
        let columns = Array(stride(from: 0, through: images.width - window, by: step))
        let half = Double(window / 2)
        let places = (0..<images.count).flatMap { image in
            rows.flatMap { row in
                columns.map { Place(image: image, row: Double(row) + half, column: Double($0) + half) }
            }
        }
        let rest = [
            ("rows", images.height - (rows.last ?? 0) - window),
            ("columns", images.width - (columns.last ?? 0) - window),
        ]
        let left = rest.filter { $0.1 > 0 }.map { "the last \($0.1) \($0.0)" }.joined(separator: " and ")
        return (places, left.isEmpty ? [] : ["\(left) of each image are in no patch of the grid"])
    }

    private static func peaks(
        _ search: PeakSearch, _ window: Int, _ images: ImageStack, _ name: String
    ) throws(UnusableTrainingSet) -> ([Place], [String]) {
        var places: [Place] = []
        var found = 0
        var without: [Int] = []
        for image in 0..<images.count {
            let plane = images.plane(search.channel, of: image)
            if let wrong = plane.firstIndex(where: { !$0.isFinite }) {
                throw UnusableTrainingSet(
                    name: name,
                    reason: "no peaks can be found in image \(image), which holds \(plane[wrong]) at "
                        + images.placeInWords(wrong))
            }
            let peaks = search.peaks(in: plane, height: images.height, width: images.width)
            found += peaks.count
            if peaks.isEmpty { without.append(image) }
            for peak in peaks {
                let place = Place(image: image, row: peak.row, column: peak.column)
                if images.holdsWindow(window, around: place.pixel) { places.append(place) }
            }
        }
        guard found > 0 else {
            throw UnusableTrainingSet(
                name: name,
                reason: "there is no peak of a height of \(search.height) or more in \(images.count) images of "
                    + "\(images.height) x \(images.width) pixels blurred by \(search.blur); an image that is the same "
                    + "everywhere has none")
        }
        guard !places.isEmpty else {
            throw UnusableTrainingSet(
                name: name,
                reason: "all \(found) peaks lie too near the border for a window of \(window) pixels")
        }
        var notes: [String] = []
        if places.count < found {
            notes.append(
                "\(found - places.count) of \(found) peaks lie too near the border for a window of \(window) pixels")
        }
        if !without.isEmpty {
            notes.append("\(without.count) of \(images.count) images have no peak, the first image \(without[0])")
        }
        return (places, notes)
    }
}
