package import Experiments

/// A recorded experiment: an overview, and a spectrum or a number for each of its positions.
///
/// All spectra are held once, in the precision of the file; a spectrum is a slice of them.
package struct Dataset: Specimen {
    /// Which positions have a spectrum, in the order of the spectra.
    enum Layout: Hashable, Sendable {
        /// Every n-th pixel in both directions from pixel (0, 0), row by row.
        case grid(stride: Int, columns: Int)
        /// Those of ``Overview/positions``.
        case points([Position: Int], pixels: [Pixel: Int])
    }

    package let overview: Overview
    package let axis: Axis
    package var isTruthKnown: Bool { false }
    /// What a user should know of how the data were read, a sentence each.
    package let notes: [String]
    /// How many spectra there are.
    package let count: Int
    /// How many of them hold a value that is not finite.
    package let unusableCount: Int

    let spectra: SpectrumBlock
    let layout: Layout

    init(overview: Overview, spectra: SpectrumBlock, layout: Layout, notes: [String]) {
        self.overview = overview
        self.spectra = spectra
        self.layout = layout
        axis = spectra.axis
        count = spectra.count
        unusableCount = spectra.unusableCount
        self.notes =
            notes + (unusableCount > 0 ? ["\(unusableCount) of \(count) spectra hold values that are not finite"] : [])
    }

    /// Returns spectrum `index`, in the order of the file, median filtered if the plan says so.
    package func spectrum(_ index: Int) -> [Double] {
        spectra[index]
    }

    /// Returns what was recorded at a position; every attempt gives the same.
    ///
    /// - Throws: ``UnmeasurablePosition`` if nothing was recorded there.
    package func spectrum(at position: Position, attempt: Int = 1) throws(UnmeasurablePosition) -> [Double] {
        guard let index = index(at: position) else {
            throw UnmeasurablePosition(position: position, hint: hint)
        }
        return spectra[index]
    }

    /// Returns what was recorded: nothing better is known.
    package func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        try spectrum(at: position)
    }

    private func index(at position: Position) -> Int? {
        guard let pixel = overview.pixel(at: position) else { return nil }
        switch layout {
        case .grid(let stride, let columns):
            guard pixel.row % stride == 0, pixel.column % stride == 0 else { return nil }
            return pixel.row / stride * columns + pixel.column / stride
        case .points(let points, let pixels):
            return points[position] ?? pixels[pixel]
        }
    }

    private var hint: String {
        let (x, y) = (overview.horizontal, overview.vertical)
        let field =
            "the image reaches from x \(x.origin) to \(x.coordinate(of: overview.width - 1)) \(x.unit), "
            + "y \(y.origin) to \(y.coordinate(of: overview.height - 1)) \(y.unit)"
        switch layout {
        case .grid(stride: 1, _): return field
        case .grid(let stride, _): return "\(field), and every \(stride). pixel was measured"
        case .points(let points, _): return "\(field), and \(points.count) points of it were measured"
        }
    }
}
