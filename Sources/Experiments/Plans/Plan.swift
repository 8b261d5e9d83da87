/// What an experiment is: where its data come from, what is looked for, and how far it may go.
///
/// A plan is a value without behaviour. `PlanFiles` reads one from YAML; every property's default is what a careful
/// microscopist would choose, and is the value of the initialiser below.
package struct Plan: Codable, Hashable, Sendable {
    /// A title for tables and pictures.
    package var name = ""
    package var source: Source
    package var overview = OverviewChoice()
    package var candidates = CandidateChoice()
    package var features = Features.patch(PatchFeatures())
    package var scalarizer = Scalarizer()
    package var goal = Goal.maximize
    package var surrogate = SurrogateChoice.deepKernel(DeepKernelChoice())
    package var acquisition = AcquisitionChoice()
    package var batch = Batch()
    package var seeds = SeedChoice()
    package var budget = Budget()
    package var training = TrainingChoice()
    /// How often one place may be measured if a result cannot be used; 1 spares the sample.
    package var attempts = 1
    /// The seed of everything random in the run.
    package var randomSeed: UInt64 = 0

    package init(source: Source) {
        self.source = source
    }
}

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

    /// Which channels of the overview the features are cut from, in this order; empty takes all.
    package struct OverviewChoice: Codable, Hashable, Sendable {
        package var channels: [String] = []

        package init() {}
    }

    /// Which positions may be measured.
    package struct CandidateChoice: Codable, Hashable, Sendable {
        package enum Positions: Codable, Hashable, Sendable {
            /// Those that the instrument offers, or every pixel.
            case all
            /// Every n-th pixel in both directions.
            case stride(Int)
            /// A list, in the units of the overview's axes.
            case points([Position])
        }

        package var positions = Positions.all
        /// Pixels along the image's border that are left out.
        package var margin = 0
        /// Positions within this many pixels of a measured one are not measured again (beam damage); 0 for none.
        package var exclusionRadius = 0.0
        /// Rectangles of pixels that must not be measured.
        package var forbidden: [PixelRectangle] = []

        package init() {}
    }

    /// Pixels `rows` x `columns`, bounds included.
    package struct PixelRectangle: Codable, Hashable, Sendable {
        package var rows: ClosedRange<Int>
        package var columns: ClosedRange<Int>

        package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// How many requests are decided at once and how many are out at once.
    package struct Batch: Codable, Hashable, Sendable {
        /// Points chosen by one decision.
        package var count = 1
        /// Requests that the instrument holds at once, so that it never waits for a decision; at most what it takes.
        package var inFlight = 1

        package init() {}
    }

    /// When the model is trained.
    package struct TrainingChoice: Codable, Hashable, Sendable {
        package enum Schedule: String, Codable, Hashable, Sendable, CaseIterable {
            /// Beside the measurement: decisions come from the last finished training, updated by every result.
            case concurrent
            /// Before each decision, which waits for it: the same decisions as a simulation.
            case lockstep
        }

        package var schedule = Schedule.concurrent
        /// A training after this many new measurements.
        package var every = 1

        package init() {}
    }
}
