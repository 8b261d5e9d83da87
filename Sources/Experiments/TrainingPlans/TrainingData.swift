/// What an autoencoder learns from.
package enum TrainingData: Codable, Hashable, Sendable {
    /// Playing cards, made as told.
    case cards(Cards)
    /// The images of a file as they are.
    case images(ImageFiles)
    /// Windows cut out of images.
    case patches(PatchData)
    /// The spectra of a specimen.
    case spectra(SpecimenSource)
    /// Windows of a specimen's image, each with the spectrum measured in its middle.
    case patchesWithSpectra(PatchSpectrumData)

    /// Images in a file: rows x columns, images x rows x columns, or images x channels x rows x columns.
    package struct ImageFiles: Codable, Hashable, Sendable {
        /// An NPY, NPZ or HDF5 file, relative to the plan's own folder.
        package var path: String
        /// The array in the file; nil for the only one of an NPY file.
        package var array: String?
        /// A file of what each image is to become, as many as there are images; nil if they are to become themselves.
        package var targets: String?
        package var targetArray: String?
        /// A file of whole numbers, the class of each image from 0.
        package var classes: String?
        package var classArray: String?

        package init(path: String = "") {
            self.path = path
        }
    }

    /// Windows cut out of images.
    package struct PatchData: Codable, Hashable, Sendable {
        package var patches = PatchChoice()
        package var source: ImageSource

        package init(source: ImageSource) {
            self.source = source
        }
    }

    /// Windows with spectra.
    package struct PatchSpectrumData: Codable, Hashable, Sendable {
        /// The side of the square windows in pixels.
        package var window = 16
        package var source: SpecimenSource

        package init(source: SpecimenSource) {
            self.source = source
        }
    }

    /// Where images are cut from.
    package enum ImageSource: Codable, Hashable, Sendable {
        case files(ImageFiles)
        /// The overview of a specimen.
        case specimen(SpecimenSource)
    }

    /// A recorded or a synthetic specimen.
    package enum SpecimenSource: Codable, Hashable, Sendable {
        case data(Plan.DataChoice)
        case sample(Plan.SampleChoice)
    }

    /// Whether each input has something else that it is to become.
    package var hasTargets: Bool {
        switch self {
        case .cards(let cards): cards.target != .none
        case .images(let files): files.targets != nil
        case .patches, .spectra: false
        case .patchesWithSpectra: true
        }
    }

    /// Whether the class of each image is known.
    package var hasClasses: Bool {
        switch self {
        case .cards: true
        case .images(let files): files.classes != nil
        case .patches, .spectra, .patchesWithSpectra: false
        }
    }
}
