private import Foundation

/// How the parts of a loss fell while a model was trained: panels one below the other over a common axis of epochs.
package struct LossFigure: Figure {
    /// One part of the loss.
    package struct Curve: Hashable, Sendable {
        /// What it is called, such as `reconstruction` or `KL of rotation`.
        package let name: String
        /// Its value on the training examples, one an epoch; not a number where it was not computed.
        package let training: [Double]
        /// The same on held-out examples, empty if there are none.
        package let heldOut: [Double]

        /// Creates a curve; how many values it needs is checked by the figure.
        package init(_ name: String, training: [Double], heldOut: [Double] = []) {
            self.name = name
            self.training = training
            self.heldOut = heldOut
        }
    }

    /// Parts that share an axis.
    package struct Panel: Hashable, Sendable {
        /// What is shown, above the panel.
        package let title: String
        /// What is measured along y.
        package let quantity: String
        /// The unit of the quantity, empty if it has none.
        package let unit: String
        /// From the first colour on; more than six begin again with the first.
        package let curves: [Curve]
        /// Whether y is logarithmic; values that are not positive then have no place.
        package let isLogarithmic: Bool

        /// Creates a panel.
        package init(_ title: String, quantity: String, unit: String = "", curves: [Curve], isLogarithmic: Bool = false)
        {
            self.title = title
            self.quantity = quantity
            self.unit = unit
            self.curves = curves
            self.isLogarithmic = isLogarithmic
        }

        /// Whether there is nothing to draw yet.
        fileprivate var isEmpty: Bool {
            !curves.contains { ($0.training + $0.heldOut).contains { shown($0).isFinite } }
        }

        /// Where `value` lies along y: itself or its decimal logarithm, not a number where it has none.
        fileprivate func shown(_ value: Double) -> Double {
            guard isLogarithmic else { return value }
            return value > 0 ? log10(value) : .nan
        }
    }

    /// An epoch at which something happened.
    package struct Mark: Hashable, Sendable {
        /// When, on the axis of epochs.
        package let epoch: Double
        /// What, such as `content released` or `best`.
        package let name: String

        /// Creates a mark.
        package init(_ name: String, epoch: Double) {
            self.name = name
            self.epoch = epoch
        }
    }

    private let page: PicturePage
    private let epochs: [Double]
    private let panels: [Panel]
    private let marks: [Mark]

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - heading: Of what training.
    ///   - remark: Where it ended.
    ///   - epochs: The numbers of the epochs, ascending; they need not begin with 1.
    ///   - panels: From top to bottom.
    ///   - marks: Epochs to be told, drawn through all panels; those outside the axis are left out.
    ///   - footnote: Whatever a reader must know besides.
    /// - Precondition: There is at least one panel; every curve has a value for each epoch, on held-out examples too
    ///   unless there are none.
    package init(
        heading: String, remark: String = "", epochs: [Double], panels: [Panel], marks: [Mark] = [],
        footnote: String = ""
    ) {
        precondition(!panels.isEmpty, "a page of losses has at least one panel")
        precondition(
            panels.flatMap(\.curves).allSatisfy {
                $0.training.count == epochs.count && ($0.heldOut.isEmpty || $0.heldOut.count == epochs.count)
            }, "a loss has a value for each epoch")
        page = PicturePage(heading: heading, remark: remark, footnote: footnote)
        self.epochs = epochs
        self.panels = panels
        let domain = Self.domain(of: epochs)
        self.marks = marks.filter { domain.contains($0.epoch) }.sorted { $0.epoch < $1.epoch }
    }

    private static func domain(of epochs: [Double]) -> ClosedRange<Double> { .covering(epochs, margin: 0.015) }

    private static let legendHeight = 22.0
    private static let axisHeight = 40.0
    private static let markHeight = 12.5
    private static let titleHeight = 28.0

    /// How high each plot is.
    private var plotHeight: Double { [280.0, 210, 165][min(panels.count, 3) - 1] }

    private var insets: Insets {
        let longest =
            panels.flatMap(\.curves).map {
                TextStyle(size: 9.5, isBold: true).estimatedWidth(of: $0.name)
            }.max() ?? 0
        let left = panels.map { axis(of: $0).estimatedRoom(along: plotHeight) }.max() ?? 0
        return Insets(left: max(left, 62), top: 0, right: min(max(longest + 16, 40), 170).rounded(.up), bottom: 0)
    }

    /// The plot with the given index, where the plots begin at `top`.
    private func area(_ index: Int, below top: Double, from x: Double) -> Rectangle {
        let pitch = Self.titleHeight + plotHeight + 12
        return Rectangle(
            x: x + insets.left, y: top + Double(index) * pitch + Self.titleHeight + marksHeight,
            width: PicturePage.widest - insets.left - insets.right, height: plotHeight)
    }

    /// The line, counted from the plot upwards, that the name of each mark stands on.
    ///
    /// Of two names that would touch, the earlier stands above: its line to the plot then passes the later one.
    var markLines: [Int] {
        let width = PicturePage.widest - insets.left - insets.right
        let scale = Scale(domain: Self.domain(of: epochs), start: 0, end: width)
        var beginnings: [Double] = []
        var lines: [Int] = []
        for mark in marks.reversed() {
            let place = scale.position(of: mark.epoch)
            let length = Self.length(of: mark)
            let begin = place + length > width + insets.right ? place - length : place
            let line = beginnings.firstIndex { begin + length <= $0 } ?? beginnings.count
            if line == beginnings.count { beginnings.append(0) }
            beginnings[line] = begin
            lines.append(line)
        }
        return lines.reversed()
    }

    /// The room that the name of a mark needs.
    private static func length(of mark: Mark) -> Double { TextStyle.note.estimatedWidth(of: mark.name) + 6 }

    private var marksHeight: Double {
        marks.isEmpty ? 0 : Double((markLines.max() ?? 0) + 1) * Self.markHeight
    }

    private var picture: Size {
        let last = area(panels.count - 1, below: Self.legendHeight, from: 0)
        return Size(width: PicturePage.widest, height: last.maxY + Self.axisHeight)
    }

    package var size: Size { page.layout(of: picture).size }

    /// The axis of a panel's values.
    private func axis(of panel: Panel) -> Axis {
        let values = panel.curves.flatMap { $0.training + $0.heldOut }.map { panel.shown($0) }
        return Axis(panel.quantity, unit: panel.unit, domain: .covering(values), isLogarithmic: panel.isLogarithmic)
    }

    /// The axes of the panel with the given index.
    func frame(_ index: Int) -> PlotFrame {
        let place = page.layout(of: picture).rectangle(0)
        let panel = panels[index]
        return PlotFrame(
            x: Axis("epoch", domain: Self.domain(of: epochs), isCount: true), y: axis(of: panel),
            in: area(index, below: place.y + Self.legendHeight, from: place.x))
    }

    package func draw(on canvas: Canvas) {
        let corner = page.draw(around: picture, on: canvas)
        drawLegend(on: canvas, at: corner.moved(y: 6))
        for (index, panel) in panels.enumerated() {
            let frame = frame(index)
            frame.drawAxes(on: canvas, labelsX: index == panels.count - 1)
            let title = canvas.shortened(panel.title, to: frame.rectangle.width + insets.right, .title)
            let titleY = frame.rectangle.y - 10 - (index == 0 ? marksHeight : 0)
            canvas.write(title, at: Point(x: frame.rectangle.x, y: titleY), .title)
            for mark in marks where !panel.isEmpty {
                let x = frame.point(mark.epoch, 0).x
                canvas.line(
                    from: Point(x: x, y: frame.rectangle.y), to: Point(x: x, y: frame.rectangle.maxY), Self.markStroke)
            }
            if index == 0 { drawMarkNames(on: canvas, above: frame) }
            drawCurves(panel, on: canvas, in: frame)
        }
    }

    private static let markStroke = Stroke(color: Palette.quietInk, width: 0.9, dash: [3, 3])

    private func drawLegend(on canvas: Canvas, at place: Point) {
        let hasHeldOut = panels.flatMap(\.curves).contains { !$0.heldOut.isEmpty }
        guard hasHeldOut else { return }
        Legend(entries: [
            LegendEntry(.line(Stroke(color: Palette.ink, width: 1.6)), "training"),
            LegendEntry(.line(Self.heldOutStroke(Palette.ink)), "held-out"),
        ]).draw(on: canvas, at: place, width: PicturePage.widest)
    }

    private static func heldOutStroke(_ color: Color) -> Stroke { Stroke(color: color, width: 1.8, dash: [5, 3]) }

    private func drawMarkNames(on canvas: Canvas, above frame: PlotFrame) {
        let places = zip(marks, markLines).map { mark, line in
            Point(x: frame.point(mark.epoch, 0).x, y: frame.rectangle.y - 5 - Double(line) * Self.markHeight)
        }
        for place in places {
            canvas.line(
                from: place.moved(y: 2), to: Point(x: place.x, y: frame.rectangle.y), Self.markStroke)
        }
        for (mark, place) in zip(marks, places) {
            // A name that has no room to the right of its mark stands to the left of it.
            let isLeft = place.x + Self.length(of: mark) > frame.rectangle.maxX + insets.right
            canvas.write(mark.name, at: place.moved(x: isLeft ? -3 : 3), .note, align: isLeft ? .right : .left)
        }
    }

    private func drawCurves(_ panel: Panel, on canvas: Canvas, in frame: PlotFrame) {
        var ends: [CurveEnd] = []
        for (index, curve) in panel.curves.enumerated() {
            let color = Palette.series[index % Palette.series.count]
            let styles = [
                (curve.training, Stroke(color: color, width: 1.6)), (curve.heldOut, Self.heldOutStroke(color)),
            ]
            for (values, stroke) in styles {
                // Values that were computed every few epochs only are joined all the same.
                let points = zip(epochs, values.map { panel.shown($0) }).filter(\.1.isFinite)
                canvas.clipped(to: frame.rectangle.inset(by: -3)) {
                    frame.drawCurve(points.map { (x: $0, y: $1) }, on: canvas, stroke)
                    guard points.count <= 12 else { return }
                    for (x, y) in points { canvas.draw(.circle(frame.point(x, y), radius: 2), fill: color) }
                }
            }
            let last = [curve.heldOut, curve.training].lazy.compactMap { values in
                values.lastIndex { panel.shown($0).isFinite }.map { (epochs[$0], panel.shown(values[$0])) }
            }.first
            if let last { ends.append(CurveEnd(name: curve.name, color: color, place: frame.point(last.0, last.1))) }
        }
        guard !panel.isEmpty else {
            let isEarly = epochs.isEmpty || panel.curves.isEmpty
            return frame.drawNotice(isEarly ? "nothing was computed yet" : "no value is a finite number", on: canvas)
        }
        CurveEnd.write(ends, on: canvas, beside: frame.rectangle, width: insets.right - 14)
    }
}
