extension TrainingData {
    /// The files and folders that the data are read from, as the plan writes them; none of what is made.
    package var paths: [String] {
        switch self {
        case .cards: []
        case .images(let files): files.paths
        case .patches(let choice):
            switch choice.source {
            case .files(let files): files.paths
            case .specimen(let source): source.paths
            }
        case .spectra(let source): source.paths
        case .patchesWithSpectra(let choice): choice.source.paths
        }
    }

    /// Whether examples share pixels, so that those held out are in part known from those learned.
    package var examplesOverlap: Bool {
        switch self {
        case .cards, .images, .spectra: false
        case .patches(let choice):
            switch choice.patches.centers {
            case .grid(let step): step < choice.patches.window
            case .peaks(let search): search.distance < Double(choice.patches.window)
            }
        case .patchesWithSpectra(let choice): choice.window > 1
        }
    }
}

extension TrainingData.ImageFiles {
    fileprivate var paths: [String] { [path, targets, classes].compactMap(\.self) }
}

extension TrainingData.SpecimenSource {
    fileprivate var paths: [String] {
        switch self {
        case .data(let choice): choice.path.isEmpty ? [] : [choice.path]
        case .sample: []
        }
    }
}
