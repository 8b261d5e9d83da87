import Experiments
import Figures
import Orchestration
import TrainingSets

/// Where images lie in the plane of two latents.
struct ScatterPicture {
    private let table: LatentTable
    private let about: AutoencoderDescription
    private let set: TrainingSet
    private let x: LatentTable.Column
    private let y: LatentTable.Column
    private let colors: [String]

    /// - Throws: ``Failure`` for a name that there is none of, or a model with one latent alone.
    init(
        _ table: LatentTable, _ about: AutoencoderDescription, set: TrainingSet, x: String?, y: String?,
        colors: String?
    ) throws {
        self.table = table
        self.about = about
        self.set = set
        let standard = table.latents.filter { $0.kind != .share }
        guard let first = standard.first else {
            throw Failure("--scatter: the model has classes alone, no latents to draw a plane of", .usage)
        }
        self.x = try x.map { try table.column($0, "--x") } ?? first
        self.y = try y.map { try table.column($0, "--y") } ?? (standard.count > 1 ? standard[1] : first)
        if let x, let y, x == y { throw Failure("--x and --y are both \(x); choose two", .usage) }
        self.colors =
            colors.map { $0.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) } }
            ?? Self.standardColors(table, besides: [self.x.name, self.y.name])
    }

    /// The class, what the model found, the pose and what is known of it; without all that a latent that is not an axis.
    private static func standardColors(_ table: LatentTable, besides axes: [String]) -> [String] {
        var names: [String] = []
        if table.known != nil { names.append("class") }
        if !table.found.isEmpty { names.append("found") }
        names += table.latents.filter { $0.kind == .rotation || $0.kind == .pose }.map(\.name)
        // What is the same for all says nothing.
        let factors = table.factors.filter { $0.values.min() != $0.values.max() }
        names += factors.filter { $0.unit == "deg" }.map(\.name)
        if names.isEmpty { names = factors.map(\.name) }
        if names.isEmpty { names = table.latents.map(\.name).filter { !axes.contains($0) }.prefix(1).map(\.self) }
        return Array(names.prefix(6))
    }

    func figure() throws -> LatentScatterFigure {
        let panels = try colors.map(panel)
        let name = set.name == set.noun ? "" : "\(set.name): "
        return LatentScatterFigure(
            heading: about.plan.title, remark: "\(name)\(table.count.grouped) \(set.noun)",
            x: LatentAxis(x.name, unit: x.unit, values: x.values),
            y: LatentAxis(y.name, unit: y.unit, values: y.values), panels: panels.isEmpty ? [.init("", .alike)] : panels
        )
    }

    private func panel(_ name: String) throws -> LatentScatterFigure.Panel {
        if name == "class" {
            guard let known = table.known else {
                throw Failure("--color class: \(set.name) have no known classes", .usage)
            }
            return .init("known class", .classes(known.names, of: known.indices.map(Optional.some)))
        }
        if name == "found" {
            guard !table.found.isEmpty else { throw Failure("--color found: the model has no classes", .usage) }
            let names = (0..<about.plan.model.classes.count).map { "\($0)" }
            return .init("found class", .classes(names, of: table.found.map(Optional.some)))
        }
        let column = try table.column(name, "--color")
        let isRound = column.kind == .rotation && (column.values.map(abs).max() ?? 0) > 90
        return .init(
            column.name,
            .numbers(
                column.values, unit: column.unit, colorMap: isRound ? .compass : .lagoon,
                limits: isRound ? .fixed(-180...180) : .withoutOutliers))
    }
}
