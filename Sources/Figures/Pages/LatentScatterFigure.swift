/// Where the examples lie in the plane of two latents, coloured by what is known of them: one panel a property.
///
/// All panels have the same axes. Up to tens of thousands of points: they grow smaller and paler with their number, and
/// are drawn in a mixed order, so that no class hides another.
package struct LatentScatterFigure: Figure {
    /// What the colours of the points say.
    package enum Coloring: Hashable, Sendable {
        /// Named classes, and for each point the index of its name; none where the class is unknown.
        ///
        /// Twelve of them look different, six colours as discs and as rings; a thirteenth looks as the first.
        case classes([String], of: [Int?])
        /// A number for each point, not a number where unknown, its unit, and how it becomes a colour.
        ///
        /// ``ColorMap/compass`` suits angles; the white middle of ``ColorMap/tide`` would be lost on the white page.
        case numbers([Double], unit: String = "", colorMap: ColorMap = .lagoon, limits: ColorLimits = .withoutOutliers)

        /// One colour for all: there is nothing to tell them apart by.
        case alike

        /// How many points there are a colour of; nil if any number.
        fileprivate var count: Int? {
            switch self {
            case .alike: nil
            case .classes(_, let classes): classes.count
            case .numbers(let numbers, _, _, _): numbers.count
            }
        }
    }

    /// The points, coloured by one property.
    package struct Panel: Hashable, Sendable {
        /// The property, above the panel.
        package let title: String
        /// What the colours say.
        package let coloring: Coloring

        /// Creates a panel.
        ///
        /// - Precondition: The index of every class is that of a name.
        package init(_ title: String, _ coloring: Coloring) {
            if case .classes(let names, let classes) = coloring {
                precondition(
                    classes.allSatisfy { $0.map(names.indices.contains) ?? true }, "every class of a point has a name")
            }
            self.title = title
            self.coloring = coloring
        }
    }

    private let page: PicturePage
    private let x: LatentAxis
    private let y: LatentAxis
    private let panels: [Panel]

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Whose latents.
    ///   - remark: Of what examples.
    ///   - x: The latent to the right, one value a point; a point without a finite value of both is left out, and counted
    ///     in the remark.
    ///   - y: The latent upwards.
    ///   - panels: One for each property: one alone is large, others stand two in a row.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: There is at least one panel; the latents and every panel have as many values.
    package init(
        heading: String, remark: String = "", x: LatentAxis, y: LatentAxis, panels: [Panel], footnote: String = ""
    ) {
        precondition(!panels.isEmpty, "a page of latents has at least one panel")
        precondition(x.values.count == y.values.count, "a point has a value of both latents")
        precondition(
            panels.allSatisfy { ($0.coloring.count ?? x.values.count) == x.values.count },
            "a panel has a colour for each point")
        let lost = zip(x.values, y.values).count { !($0.isFinite && $1.isFinite) }
        let loss = lost == 0 ? "" : "without a place: \(lost) of \(x.values.count) points"
        page = PicturePage(
            heading: heading, remark: [remark, loss].filter { !$0.isEmpty }.joined(separator: " · "), footnote: footnote
        )
        self.x = x
        self.y = y
        self.panels = panels
    }

    private static let unknown = "unknown"

    /// The largest that a plot may be along a side.
    private static let largest = 430.0

    /// The axes of all panels.
    private var axes: (x: Axis, y: Axis) {
        let placed = zip(x.values, y.values).filter { $0.isFinite && $1.isFinite }
        func axis(_ latent: LatentAxis, _ values: [Double]) -> Axis {
            Axis(latent.name, unit: latent.unit, domain: .covering(values, noise: Scale.noiseOfSinglePrecision))
        }
        return (axis(x, placed.map(\.0)), axis(y, placed.map(\.1)))
    }

    /// The room around a plot: on the left for the numbers of its axis, on the right for the names of the classes or the
    /// colour bar.
    private var insets: Insets {
        let longest =
            panels.flatMap { panel -> [String] in
                if case .classes(let names, _) = panel.coloring { names + [Self.unknown] } else { [] }
            }.map(TextStyle.note.estimatedWidth).max() ?? 0
        let bars = panels.compactMap { Self.bar(of: $0.coloring)?.estimatedRoom(along: Self.largest) }
        let room = [min(longest + 26, 130), bars.max().map { max($0, 72) } ?? 0, 40].max() ?? 0
        return Insets(
            left: axes.y.estimatedRoom(along: Self.largest), top: 28, right: room.rounded(.up), bottom: 40)
    }

    private var layout: PageLayout {
        let insets = insets
        let columns = min(panels.count, 2)
        let room = (PicturePage.widest - 12 * Double(columns - 1)) / Double(columns) - insets.left - insets.right
        let side = min(room, Self.largest).rounded(.down)
        let rows = (panels.count + columns - 1) / columns
        let panel = insets.around(Size(width: side, height: side))
        return page.layout(of: panel, columns: columns, rows: rows)
    }

    /// The line below the heading.
    var remark: String { page.remark }

    package var size: Size { layout.size }

    /// The axes of the panel with the given index.
    func frame(_ index: Int) -> PlotFrame {
        let room = layout.rectangle(index).inset(by: insets)
        let side = min(room.width, room.height)
        let axes = axes
        return PlotFrame(
            x: axes.x, y: axes.y, in: Rectangle(x: room.x, y: room.y, width: side, height: side))
    }

    package func draw(on canvas: Canvas) {
        layout.drawWords(on: canvas, heading: page.heading, line: page.remark, footnote: page.footnote)
        let cloud = PointCloud(count: x.values.count)
        for (index, panel) in panels.enumerated() {
            let frame = frame(index)
            frame.drawAxes(on: canvas)
            let title = canvas.shortened(panel.title, to: frame.rectangle.width + insets.right - 8, .title)
            canvas.write(title, at: Point(x: frame.rectangle.x, y: frame.rectangle.y - 10), .title)
            let places = zip(x.values, y.values).map { x, y in
                x.isFinite && y.isFinite ? frame.point(x, y) : Point(x: .nan, y: .nan)
            }
            guard places.contains(where: { $0.x.isFinite }) else {
                frame.drawNotice("there is no point", on: canvas)
                continue
            }
            let looks = drawKey(of: panel.coloring, on: canvas, beside: frame.rectangle)
            // A number is read off its colour, which must not be too pale; a class only needs to be told apart.
            let least = if case .numbers = panel.coloring { 0.75 } else { 0.0 }
            cloud.draw(places, looks: looks, atLeast: least, on: canvas, in: frame.rectangle)
        }
    }

    /// The colours of numbers and their unit; nil for classes, and for points that are all alike.
    private static func bar(of coloring: Coloring) -> ColorBar? {
        guard case .numbers(let numbers, let unit, let colorMap, let limits) = coloring else { return nil }
        let scale = ColorScale(of: numbers, colorMap, limits: limits, noise: Scale.noiseOfSinglePrecision)
        return ColorBar(scale: scale, unit: unit)
    }

    /// Draws what the colours mean to the right of `area`, and says how each point looks.
    private func drawKey(
        of coloring: Coloring, on canvas: Canvas, beside area: Rectangle
    ) -> [PointCloud.Look?] {
        switch coloring {
        case .alike: return Array(repeating: Self.look(ofClass: 0), count: x.values.count)
        case .classes(let names, let classes):
            let known = names.indices.map(Self.look)
            var entries = zip(names, known).map { name, look in
                LegendEntry(look.isRing ? .hollow(look.color) : .spot(look.color), name)
            }
            if classes.contains(nil) { entries.append(LegendEntry(.spot(Palette.hatching), Self.unknown)) }
            Legend(entries: entries).drawColumn(
                on: canvas, at: Point(x: area.maxX + 10, y: area.y + 5),
                in: Size(width: insets.right - 12, height: area.height))
            return classes.map { $0.map { known[$0] } }
        case .numbers(let numbers, _, _, _):
            guard let bar = Self.bar(of: coloring) else { return [] }
            // Below the line of the numbers along x, whose last may reach under the bar.
            bar.draw(on: canvas, beside: area, maxX: area.maxX + insets.right, unitLine: 29)
            if numbers.contains(where: \.isNaN) {
                let entry = LegendEntry(.spot(Palette.hatching), Self.unknown)
                Legend(entries: [entry]).draw(
                    on: canvas, at: Point(x: area.maxX + 10, y: area.maxY + (bar.hasWords ? 38 : 26)),
                    width: insets.right)
            }
            return numbers.map { bar.scale.color(of: $0).map { PointCloud.Look(color: $0) } }
        }
    }

    /// How the points of a class look: the colours of the palette as discs, then as rings, then again.
    static func look(ofClass index: Int) -> PointCloud.Look {
        let colors = Palette.series
        return PointCloud.Look(
            color: colors[index % colors.count], isRing: !(index / colors.count).isMultiple(of: 2))
    }
}
