import Experiments

/// Spectra and the pixels they belong to, without those that hold a value that is not finite.
///
/// Single spectra fail in every real experiment (a lost contact, a fit that did not end): they are left out and counted,
/// and the first is named.
struct SpectrumCollector {
    let name: String
    let axis: Axis
    private let median: Int
    private let wraps: Bool
    private(set) var pixels: [Pixel] = []
    private var values: [Float] = []
    private var offered = 0
    private var firstFailure: String?

    /// - Throws: ``UnusableTrainingSet`` if the spectra have no points, or the median filter no odd side.
    init(name: String, axis: Axis, median: Int, wraps: Bool) throws(UnusableTrainingSet) {
        guard !axis.values.isEmpty else { throw UnusableTrainingSet(name: name, reason: "its spectra have no points") }
        guard median > 0, median % 2 == 1 else {
            throw UnusableTrainingSet(
                name: name, reason: "the median filter has side \(median); expected an odd one of at least 1")
        }
        self.name = name
        self.axis = axis
        self.median = median
        self.wraps = wraps
    }

    mutating func add(_ spectrum: [Double], at pixel: Pixel) throws(UnusableTrainingSet) {
        guard spectrum.count == axis.values.count else {
            throw UnusableTrainingSet(
                name: name,
                reason:
                    "the spectrum at row \(pixel.row), column \(pixel.column) has \(spectrum.count) points; expected "
                    + "\(axis.values.count)")
        }
        offered += 1
        let filtered = spectrum.medianFiltered(side: median, wraps: wraps).map { Float($0) }
        if let wrong = filtered.firstIndex(where: { !$0.isFinite }) {
            firstFailure = firstFailure ?? "row \(pixel.row), column \(pixel.column), point \(wrong)"
            return
        }
        pixels.append(pixel)
        values += filtered
    }

    /// The spectra so far.
    ///
    /// - Throws: ``UnusableTrainingSet`` if there is none.
    func stack() throws(UnusableTrainingSet) -> ImageStack {
        guard !pixels.isEmpty else {
            throw UnusableTrainingSet(
                name: name,
                reason: firstFailure.map {
                    "all \(offered) spectra hold values that are not finite, the first at \($0)"
                }
                    ?? "it holds no spectrum")
        }
        return ImageStack(height: 1, width: axis.values.count, values: values, axis: axis)
    }

    var factors: [TrainingSet.Factor] {
        [
            TrainingSet.Factor(name: "row", unit: "px", values: pixels.map { Double($0.row) }),
            TrainingSet.Factor(name: "column", unit: "px", values: pixels.map { Double($0.column) }),
        ]
    }

    /// What was left out.
    var notes: [String] {
        firstFailure.map {
            ["\(offered - pixels.count) of \(offered) spectra hold values that are not finite, the first at \($0)"]
        } ?? []
    }
}
