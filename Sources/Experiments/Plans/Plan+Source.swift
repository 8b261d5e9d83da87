extension Plan {
    /// Where measurements come from.
    package enum Source: Codable, Hashable, Sendable {
        /// The instrument of this id, over the instrument protocol.
        case instrument(String)
        /// A recorded data set.
        case data(DataChoice)
        /// A built-in synthetic sample.
        case sample(SampleChoice)
    }

    /// A recorded data set: a folder of NPY files, an NPZ file or an HDF5 file, and what in it is what.
    package struct DataChoice: Codable, Hashable, Sendable {
        /// An array, or an image computed from the spectra.
        package enum ImageSource: Codable, Hashable, Sendable {
            /// A file in the folder, an entry of the NPZ file, or a dataset's path in the HDF5 file.
            case array(String)
            /// The value of each spectrum that this scalarizer gives.
            case spectra(Scalarizer)
        }

        /// The folder or file, relative to the plan's own folder; `--data` overrides it.
        package var path = ""
        package var image: ImageSource?
        /// Spectra [rows, columns, channels] or [points, channels], or numbers [rows, columns] or [points].
        package var spectra: String?
        /// The axis of the spectra: an array's name; nil counts channels or takes what the file says.
        package var axis: String?
        package var axisName: String?
        package var axisUnit: String?
        /// Positions [points, 2] (x, y) of spectra given as a list.
        package var positions: String?
        /// The distance of neighbouring pixels and its unit; nil takes what the file says, or pixels.
        package var step: Double?
        package var stepUnit: String?
        /// The side of the median filter over neighbouring pixels of an image computed from spectra; 1 for none.
        package var imageMedian = 1
        /// The side of the median filter along each spectrum; 1 for none.
        package var spectrumMedian = 1
        /// Whether the median along a spectrum wraps around, as for a closed loop.
        package var spectrumMedianWraps = false
        /// Percentiles to which an image computed from spectra is clipped.
        package var imagePercentiles: [Double]?

        package init() {}
    }

    /// A built-in synthetic sample, made from a seed.
    package struct SampleChoice: Codable, Hashable, Sendable {
        /// The samples that there are.
        package static let names = ["nanoparticles", "ferroelectric"]

        /// One of ``names``.
        package var name: String
        package var height = 64
        package var width = 64
        package var seed: UInt64 = 1
        /// The standard deviation of the noise of a measurement, relative to the sample's own signal.
        package var noise = 0.02

        package init(name: String) {
            self.name = name
        }
    }
}

extension Plan.DataChoice {
    package init(from decoder: any Decoder) throws {
        self.init()
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        try stored.take(.path, into: &path)
        try stored.take(.image, into: &image)
        try stored.take(.spectra, into: &spectra)
        try stored.take(.axis, into: &axis)
        try stored.take(.axisName, into: &axisName)
        try stored.take(.axisUnit, into: &axisUnit)
        try stored.take(.positions, into: &positions)
        try stored.take(.step, into: &step)
        try stored.take(.stepUnit, into: &stepUnit)
        try stored.take(.imageMedian, into: &imageMedian)
        try stored.take(.spectrumMedian, into: &spectrumMedian)
        try stored.take(.spectrumMedianWraps, into: &spectrumMedianWraps)
        try stored.take(.imagePercentiles, into: &imagePercentiles)
    }
}

extension Plan.SampleChoice {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(name: try stored.decode(String.self, forKey: .name))
        try stored.take(.height, into: &height)
        try stored.take(.width, into: &width)
        try stored.take(.seed, into: &seed)
        try stored.take(.noise, into: &noise)
    }
}
