/// What there is to choose from when several objectives are sought: every measurement by two of them, and the front of
/// those that no other one surpasses.
///
/// One panel for each pair of objectives; in three objectives and more the front is that of all of them, and its points
/// need not lie on the edge of a panel.
package struct FrontFigure: Figure {
    /// One of the objectives.
    package struct Objective: Hashable, Sendable {
        /// What it is, in words.
        package let name: String
        /// The unit, empty if it has none or it is not known.
        package let unit: String
        /// Whether smaller is better.
        package let isMinimized: Bool
        /// Where hypervolumes are counted from, if that is to be shown.
        package let reference: Double?

        /// Creates an objective.
        package init(_ name: String, unit: String = "", isMinimized: Bool, reference: Double? = nil) {
            self.name = name
            self.unit = unit
            self.isMinimized = isMinimized
            self.reference = reference
        }

        fileprivate var words: String { "\(name), \(isMinimized ? "less" : "more") is better" }
    }

    /// A measurement.
    package struct Measured: Hashable, Sendable {
        /// What stands of a measurement to the others.
        package enum Standing: Hashable, Sendable {
            /// No other one surpasses it.
            case front
            /// Another one is as good in every objective, and better in one.
            case surpassed
            /// It breaks a constraint, and does not count.
            case infeasible
        }

        /// One number an objective.
        package let values: [Double]
        package let standing: Standing

        /// Creates the record of one measurement.
        package init(_ values: [Double], _ standing: Standing) {
            self.values = values
            self.standing = standing
        }
    }

    private let heading: String
    private let remark: String
    private let footnote: String
    private let objectives: [Objective]
    private let measured: [Measured]
    /// What there would have been to measure, where it is known.
    private let pool: [[Double]]
    private let trueFront: [[Double]]
    /// The objectives along x and y of each panel.
    private let pairs: [(x: Int, y: Int)]

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Of what run.
    ///   - remark: How much was found.
    ///   - objectives: Two or more.
    ///   - measured: All measurements, in any order.
    ///   - pool: The true values of what could be measured, where they are known: one array of numbers a candidate.
    ///   - trueFront: Those of them that no other one surpasses.
    ///   - footnote: Whatever a reader must know besides.
    package init(
        heading: String, remark: String = "", objectives: [Objective], measured: [Measured], pool: [[Double]] = [],
        trueFront: [[Double]] = [], footnote: String = ""
    ) {
        precondition(objectives.count > 1, "a front is of several objectives")
        precondition(
            (measured.map(\.values) + pool + trueFront).allSatisfy { $0.count == objectives.count },
            "a number an objective")
        self.heading = heading
        self.remark = remark
        self.objectives = objectives
        self.measured = measured
        self.pool = pool
        self.trueFront = trueFront
        self.footnote = footnote
        pairs = objectives.indices.flatMap { x in objectives.indices.dropFirst(x + 1).map { (x, $0) } }
    }

    private var layout: PageLayout {
        let columns = min(pairs.count, 3)
        var layout = PageLayout(
            panel: pairs.count == 1 ? Size(width: 520, height: 420) : Size(width: 370, height: 330), columns: columns,
            rows: (pairs.count + columns - 1) / columns)
        layout.header = 60 + Double(legend.estimatedLines(width: layout.size.width - 36, .label)) * Legend.lineHeight
        layout.footnoteLines = footnote.isEmpty ? 0 : 2
        return layout
    }

    package var size: Size { layout.size }

    private static let frontColor = Palette.chosen
    private static let frontLine = Stroke(color: Palette.chosen, width: 1.8)
    private static let trueLine = Stroke(color: Palette.ink, width: 1.1, dash: [4, 3])
    private static let surpassed = Palette.reference.with(alpha: 0.75)
    private static let background = Palette.reference.with(alpha: 0.2)

    private var legend: Legend {
        var entries = [LegendEntry(.disc(Self.frontColor), "front of what was measured")]
        func has(_ standing: Measured.Standing) -> Bool { measured.contains { $0.standing == standing } }
        if has(.surpassed) { entries.append(LegendEntry(.spot(Self.surpassed), "surpassed")) }
        if has(.infeasible) { entries.append(LegendEntry(.ring(Palette.series[0]), "breaks a constraint")) }
        if !trueFront.isEmpty { entries.append(LegendEntry(.line(Self.trueLine), "true front")) }
        if !pool.isEmpty { entries.append(LegendEntry(.spot(Self.background), "the pool")) }
        if objectives.allSatisfy({ $0.reference != nil }) {
            entries.append(LegendEntry(.diamond(Palette.series[2]), "reference point"))
        }
        return Legend(entries: entries)
    }

    package func draw(on canvas: Canvas) {
        layout.drawWords(on: canvas, heading: heading, line: remark, footnote: footnote)
        legend.draw(on: canvas, at: Point(x: 18, y: 64), width: layout.size.width - 36, .label)
        for (index, pair) in pairs.enumerated() { draw(pair, on: canvas, in: layout.rectangle(index)) }
    }

    private func draw(_ pair: (x: Int, y: Int), on canvas: Canvas, in panel: Rectangle) {
        let (x, y) = (objectives[pair.x], objectives[pair.y])
        func domain(_ index: Int) -> ClosedRange<Double> {
            let shown = measured.map(\.values) + pool + trueFront
            return .covering(shown.map { $0[index] } + [objectives[index].reference].compactMap(\.self), margin: 0.06)
        }
        var insets = PlotFrame.insets
        insets.top = 6
        let frame = PlotFrame(
            x: Axis(x.words, unit: x.unit, domain: domain(pair.x)),
            y: Axis(y.words, unit: y.unit, domain: domain(pair.y)), in: panel.inset(by: insets))
        frame.drawAxes(on: canvas)
        guard !measured.isEmpty else { return frame.drawNotice("nothing has been measured yet", on: canvas) }
        func place(_ values: [Double]) -> Point? {
            values[pair.x].isFinite && values[pair.y].isFinite ? frame.point(values[pair.x], values[pair.y]) : nil
        }
        canvas.clipped(to: frame.rectangle.inset(by: -5)) {
            for point in pool.compactMap(place) { canvas.draw(.circle(point, radius: 1.5), fill: Self.background) }
            if objectives.count == 2 {
                drawStairs(trueFront, pair, on: canvas, in: frame, Self.trueLine)
                drawStairs(
                    measured.filter { $0.standing == .front }.map(\.values), pair, on: canvas, in: frame, Self.frontLine
                )
            }
            for standing in [Measured.Standing.infeasible, .surpassed, .front] {
                for point in measured.filter({ $0.standing == standing }).compactMap({ place($0.values) }) {
                    switch standing {
                    case .infeasible: Marks.ring(on: canvas, at: point, radius: 2.6, Palette.series[0])
                    case .surpassed: canvas.draw(.circle(point, radius: 2.6), fill: Self.surpassed)
                    case .front: Marks.disc(on: canvas, at: point, radius: 3.6, Self.frontColor)
                    }
                }
            }
            if let first = x.reference, let second = y.reference {
                Marks.diamond(on: canvas, at: frame.point(first, second), radius: 4.2, Palette.series[2])
            }
        }
    }

    /// Draws the edge of what points of two objectives dominate, out to the reference or the ends of the axes.
    private func drawStairs(
        _ points: [[Double]], _ pair: (x: Int, y: Int), on canvas: Canvas, in frame: PlotFrame, _ stroke: Stroke
    ) {
        let (x, y) = (objectives[pair.x], objectives[pair.y])
        let finite = points.map { (x: $0[pair.x], y: $0[pair.y]) }.filter { $0.x.isFinite && $0.y.isFinite }
        // From the best in x to the worst, so that y becomes better all the way.
        let sorted = finite.sorted { x.isMinimized ? $0.x < $1.x : $0.x > $1.x }
        guard let first = sorted.first, let last = sorted.last else { return }
        func worst(_ axis: Objective, _ domain: ClosedRange<Double>, _ end: Double) -> Double {
            axis.isMinimized
                ? max(axis.reference ?? domain.upperBound, end) : min(axis.reference ?? domain.lowerBound, end)
        }
        let (worstX, worstY) = (worst(x, frame.x.domain, last.x), worst(y, frame.y.domain, first.y))
        var stairs = [(x: first.x, y: worstY), first]
        for (before, point) in zip(sorted, sorted.dropFirst()) { stairs += [(x: point.x, y: before.y), point] }
        stairs.append((x: worstX, y: last.y))
        frame.drawCurve(stairs, on: canvas, stroke)
    }
}
