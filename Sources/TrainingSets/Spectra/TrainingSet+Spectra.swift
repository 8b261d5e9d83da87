package import Experiments

extension TrainingSet {
    /// Takes every spectrum that can be measured on a specimen: a recorded data set or a synthetic sample.
    ///
    /// The factors are `row` and `column` in px, of the pixel nearest to the position. Spectra with values that are not
    /// finite are left out and counted in ``notes``.
    ///
    /// - Parameters:
    ///   - specimen: What is measured; a data set has applied its plan's own median filter already.
    ///   - name: What the set is called.
    ///   - attempt: Which of the measurements of a place is taken.
    ///   - median: The side of a median filter along each spectrum, odd; 1 for none.
    ///   - wraps: Whether that filter wraps around, as for a closed loop.
    /// - Returns: The spectra as images of one row, in the order of the positions.
    /// - Throws: ``UnusableTrainingSet`` if the filter's side is not odd, or there is no usable spectrum.
    package static func spectra(
        of specimen: some Specimen, name: String = "spectra", attempt: Int = 1, median: Int = 1, wraps: Bool = false
    ) throws(UnusableTrainingSet) -> TrainingSet {
        var spectra = try SpectrumCollector(name: name, axis: specimen.axis, median: median, wraps: wraps)
        for place in specimen.overview.places {
            try spectra.add(measure(specimen, place.position, attempt, name), at: place.pixel)
        }
        return try TrainingSet(
            name: name, inputs: spectra.stack(), factors: spectra.factors, notes: spectra.notes)
    }

    /// Takes every spectrum of an array [rows, columns, points].
    ///
    /// - Parameters:
    ///   - cube: The spectra, the points of one side by side.
    ///   - shape: The extents.
    ///   - axis: What the points stand for; nil counts them.
    ///   - name: What the set is called.
    ///   - median: The side of a median filter along each spectrum, odd; 1 for none.
    ///   - wraps: Whether that filter wraps around, as for a closed loop.
    /// - Returns: The spectra as images of one row, row by row of the array, with the factors `row` and `column`.
    /// - Throws: ``UnusableTrainingSet`` if the array has another shape, the axis another length, the filter's side is
    ///   not odd, or there is no usable spectrum.
    package static func spectra(
        of cube: [Double], shape: [Int], axis: Axis? = nil, name: String = "spectra", median: Int = 1,
        wraps: Bool = false
    ) throws(UnusableTrainingSet) -> TrainingSet {
        guard shape.count == 3 else {
            throw UnusableTrainingSet(
                name: name, reason: "it has shape \(shape); expected [rows, columns, points]")
        }
        precondition(cube.count == shape.reduce(1, *), "an array has a number for each place of its shape")
        let points = shape[2]
        if let axis, axis.values.count != points {
            throw UnusableTrainingSet(
                name: name, reason: "its axis has \(axis.values.count) values for spectra of \(points) points")
        }
        var spectra = try SpectrumCollector(name: name, axis: axis ?? .channels(points), median: median, wraps: wraps)
        for index in 0..<shape[0] * shape[1] {
            let pixel = Pixel(row: index / shape[1], column: index % shape[1])
            try spectra.add(Array(cube[index * points..<(index + 1) * points]), at: pixel)
        }
        return try TrainingSet(
            name: name, inputs: spectra.stack(), factors: spectra.factors, notes: spectra.notes)
    }

    /// Pairs the patch of the overview around each position with the spectrum measured there.
    ///
    /// Positions whose window would reach beyond the image are left out and counted in ``notes``, as are spectra with
    /// values that are not finite.
    ///
    /// - Parameters:
    ///   - specimen: Whose overview, all channels, gives the inputs, and whose spectra the targets.
    ///   - window: The side of the patches; ``PatchChoice/window`` says where it lies.
    ///   - name: What the set is called.
    ///   - attempt: Which of the measurements of a place is taken.
    ///   - median: The side of a median filter along each spectrum, odd; 1 for none.
    ///   - wraps: Whether that filter wraps around, as for a closed loop.
    /// - Returns: The pairs in the order of the positions, with the factors `row` and `column` in px.
    /// - Throws: ``UnusableTrainingSet`` if the window is larger than the image or fits around no position, the filter's
    ///   side is not odd, or there is no usable spectrum.
    package static func patchesWithSpectra(
        of specimen: some Specimen, window: Int, name: String = "patches and spectra", attempt: Int = 1,
        median: Int = 1, wraps: Bool = false
    ) throws(UnusableTrainingSet) -> TrainingSet {
        let image = ImageStack(specimen.overview)
        if let fault = PatchChoice(window: window).fault(image) {
            throw UnusableTrainingSet(name: name, reason: fault)
        }
        let places = specimen.overview.places
        let inside = places.filter { image.holdsWindow(window, around: $0.pixel) }
        guard !inside.isEmpty else {
            throw UnusableTrainingSet(
                name: name,
                reason: "all \(places.count) positions lie too near the border for a window of \(window) pixels")
        }
        var spectra = try SpectrumCollector(name: name, axis: specimen.axis, median: median, wraps: wraps)
        for place in inside { try spectra.add(measure(specimen, place.position, attempt, name), at: place.pixel) }
        let targets = try spectra.stack()
        var windows = WindowCutter(images: image, window: window, name: name)
        try windows.reserve(spectra.pixels.count)
        for pixel in spectra.pixels { try windows.cut(around: pixel, ofImage: 0) }
        let border = places.count - inside.count
        let notes =
            border > 0
            ? ["\(border) of \(places.count) positions lie too near the border for a window of \(window) pixels"] : []
        return try TrainingSet(
            name: name, inputs: windows.stack, targets: targets, factors: spectra.factors, notes: notes + spectra.notes)
    }

    private static func measure(
        _ specimen: some Specimen, _ position: Position, _ attempt: Int, _ name: String
    ) throws(UnusableTrainingSet) -> [Double] {
        do {
            return try specimen.spectrum(at: position, attempt: attempt)
        } catch {
            throw UnusableTrainingSet(name: name, reason: error.description)
        }
    }
}

extension Overview {
    /// The positions that can be measured, and the pixels they are nearest to.
    fileprivate var places: [(position: Position, pixel: Pixel)] {
        if let positions {
            return positions.compactMap { position in pixel(at: position).map { (position, $0) } }
        }
        return (0..<pixelCount).map { index in
            let pixel = Pixel(row: index / width, column: index % width)
            return (position(of: pixel), pixel)
        }
    }
}
