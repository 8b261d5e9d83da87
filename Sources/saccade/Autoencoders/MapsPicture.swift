import Datasets
import Experiments
import Figures
import Networks
import Orchestration
import TrainingSets

/// Latents as maps over the image that patches or spectra belong to.
struct MapsPicture {
    private let table: LatentTable
    private let about: AutoencoderDescription
    private let set: TrainingSet
    private let background: TrainingSet.Background
    /// The examples of the first image.
    private let rows: [Int]

    /// - Throws: ``Failure`` if it is not known where the examples lie.
    init(
        _ table: LatentTable, _ about: AutoencoderDescription, set: TrainingSet, background: TrainingSet.Background
    ) throws {
        guard set.factor("row") != nil, set.factor("column") != nil else {
            throw Failure("--maps: it is not known where in an image \(set.name) lie", .usage)
        }
        self.table = table
        self.about = about
        self.set = set
        self.background = background
        let image = set.factor("image")?.values
        rows = (0..<set.count).filter { image?[$0] ?? 0 == 0 }
    }

    func figure() -> EncodedMapsFigure {
        let (down, right) = (set.factor("row")?.values ?? [], set.factor("column")?.values ?? [])
        let shown = table.latents.filter { $0.kind != .share } + classes
        let images = background.images
        let count = images.count > 1 ? ", the first of \(images.count) images" : ""
        return EncodedMapsFigure(
            heading: about.plan.title,
            remark: "\(rows.count.grouped) \(set.height > 1 ? "patches of \(about.input.inWords)" : "spectra")\(count)",
            grid: Grid(rows: images.height, columns: images.width),
            image: DecisionFigure.Field(channel, values: images.plane(0, of: 0).map(Double.init)),
            candidates: .points(rows.map { GridPoint(column: right[$0], row: down[$0]) }),
            maps: shown.map { column in
                let isRound = column.kind == .rotation && (column.values.map(abs).max() ?? 0) > 90
                return EncodedMapsFigure.Map(
                    column.name, unit: column.unit, values: rows.map { column.values[$0] },
                    colorMap: isRound ? .compass : .lagoon,
                    limits: isRound ? .fixed(-180...180) : .withoutOutliers)
            })
    }

    /// What the channel is called that is shown of the image.
    private var channel: String {
        let count = background.images.channels
        let name = background.channels.first ?? "Image"
        return count > 1 ? "\(name) (channel 1 of \(count))" : name
    }

    /// The likeliest class as a map of numbers.
    private var classes: [LatentTable.Column] {
        guard !table.found.isEmpty else { return [] }
        return [.init(name: "class", unit: "", kind: .share, values: table.found.map(Double.init))]
    }
}
