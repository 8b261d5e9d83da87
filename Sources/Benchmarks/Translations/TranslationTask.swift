internal import Datasets
internal import Experiments
internal import TrainingSets

/// Something that an encoder-decoder is to make of something else.
enum TranslationTask: Hashable, Sendable {
    /// Clean cards of noisy ones, the noise of this standard deviation.
    case denoising(Double)
    /// Coloured cards of grey ones.
    case coloring
    /// Spectra of the windows of a synthetic sample's image around where they are measured.
    case spectra(String)

    static let all: [TranslationTask] =
        [0.1, 0.3, 0.5].map(denoising) + [coloring] + Plan.SampleChoice.names.map(spectra)

    /// What it is called on the command line and in records.
    var name: String {
        switch self {
        case .denoising(let noise): "denoise-\(noise)"
        case .coloring: "color"
        case .spectra(let sample): "spectra-\(sample)"
        }
    }

    /// And in the table.
    var title: String {
        switch self {
        case .denoising(let noise): "noisy to clean, noise \(Spread.number(noise, 1))"
        case .coloring: "grey to colour"
        case .spectra(let sample): "image to spectrum, \(sample)"
        }
    }

    var isOfCards: Bool {
        if case .spectra = self { false } else { true }
    }

    /// What is learned, what is scored, and the truth of that where it is known.
    struct Parts {
        let learned: TrainingSet
        let scored: TrainingSet
        /// The targets without noise, one after the other; nil where they have none.
        let truth: [Float]?
    }

    /// Which pairs are scored.
    enum Split: String, Codable, Sendable {
        /// Others than are looked at while settings are chosen.
        case test
        /// Those that settings are chosen by.
        case tuning
        /// Of windows of one image a fifth at random: they overlap with those learned, which flatters.
        case random
    }

    /// Makes the data.
    func parts(seed: UInt64, _ split: Split) throws -> Parts {
        guard case .spectra(let name) = self else {
            return Parts(
                learned: try cards(3000, seed: seed).trainingSet(),
                scored: try cards(1000, seed: seed + (split == .test ? 1000 : 2000)).trainingSet(), truth: nil)
        }
        var choice = Plan.SampleChoice(name: name)
        (choice.height, choice.width, choice.seed) = (96, 96, seed)
        let sample = try Sample.make(choice)
        let window = 16
        let all = try TrainingSet.patchesWithSpectra(of: sample, window: window)
        let columns = all.factor("column")?.values ?? []
        let rows = all.factor("row")?.values ?? []
        let regions = Regions(columns, window: window)
        let parts: (training: [Int], heldOut: [Int]) =
            switch split {
            case .test: (regions.left(of: 4), regions.within(4))
            case .tuning: (regions.left(of: 3), regions.within(3))
            case .random:
                try all.partition(holdingOut: 0.2, seed: seed)
            }
        // As many are learned in either split.
        let learned =
            split == .random ? spread(parts.training, count: regions.left(of: 4).count) : parts.training
        let truth = parts.heldOut.flatMap { index in
            sample.truth(at: Pixel(row: Int(rows[index]), column: Int(columns[index]))).map { Float($0) }
        }
        return Parts(learned: try all.subset(learned), scored: try all.subset(parts.heldOut), truth: truth)
    }

    /// So many of some items, evenly among them.
    private func spread(_ items: [Int], count: Int) -> [Int] {
        (0..<count).map { items[$0 * items.count / count] }
    }

    private func cards(_ count: Int, seed: UInt64) -> Cards {
        var cards = Cards.lecture(2)
        (cards.count, cards.seed) = (count, seed)
        if case .denoising(let noise) = self {
            (cards.noise, cards.target) = (noise, .clean)
        } else {
            cards.target = .color
        }
        return cards
    }

    /// Five upright stripes of an image of windows: what lies in one shares no pixel with what is learned left of it.
    private struct Regions {
        let columns: [Double]
        let window: Int
        let least: Double
        let greatest: Double

        init(_ columns: [Double], window: Int) {
            self.columns = columns
            self.window = window
            (least, greatest) = (columns.min() ?? 0, columns.max() ?? 0)
        }

        private func edge(_ stripe: Int) -> Double { least + (greatest + 1 - least) * Double(stripe) / 5 }

        func within(_ stripe: Int) -> [Int] {
            columns.indices.filter { columns[$0] >= edge(stripe) && columns[$0] < edge(stripe + 1) }
        }

        func left(of stripe: Int) -> [Int] {
            columns.indices.filter { columns[$0] + Double(window) <= edge(stripe) }
        }
    }
}
