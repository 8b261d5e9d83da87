/// Spectra over one axis, with the window that a scalarizer looks at.
package struct SpectrumPlot: Figure {
    /// One spectrum and its name.
    package struct Spectrum: Hashable, Sendable {
        /// What the legend says.
        package let name: String
        /// One value for each place on the axis; gaps where not a number.
        package let values: [Double]

        /// Creates a spectrum; whether it fits the axis is checked by the plot.
        package init(_ name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    private let title: String
    private let axis: (quantity: String, unit: String, values: [Double])
    private let spectra: [Spectrum]
    private let quantity: String
    private let unit: String
    private let window: ClosedRange<Double>?

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: What is shown, in a few words.
    ///   - axis: What the spectra run over, its unit, and its values; these need not ascend: a loop is drawn as one.
    ///   - spectra: What is drawn, the first on top.
    ///   - quantity: What the values of the spectra are.
    ///   - unit: The unit of the values of the spectra.
    ///   - window: The part of the axis that was reduced to a number.
    /// - Precondition: Every spectrum has as many values as the axis.
    package init(
        title: String, axis: (quantity: String, unit: String, values: [Double]), spectra: [Spectrum], quantity: String,
        unit: String = "", window: ClosedRange<Double>? = nil
    ) {
        precondition(
            spectra.allSatisfy { $0.values.count == axis.values.count },
            "a spectrum has one value for each place on its axis")
        self.title = title
        self.axis = axis
        self.spectra = spectra
        self.quantity = quantity
        self.unit = unit
        self.window = window
    }

    private static let windowColor = Color(0xfbe9c6)

    package var size: Size { PlotFrame.insets.around(Size(width: 380, height: 230)) }

    package func draw(on canvas: Canvas) {
        draw(on: canvas, in: Rectangle(page: size))
    }

    /// Draws the plot as a part of a page.
    func draw(on canvas: Canvas, in panel: Rectangle) {
        let frame = PlotFrame(
            x: Axis(axis.quantity, unit: axis.unit, domain: .covering(axis.values, margin: 0)),
            y: Axis(quantity, unit: unit, domain: .covering(spectra.lazy.flatMap(\.values), margin: 0.08)),
            in: panel.inset(by: PlotFrame.insets))
        if let window {
            let visible = window.clamped(to: frame.x.domain)
            let start = frame.point(visible.lowerBound, frame.y.domain.upperBound)
            let end = frame.point(visible.upperBound, frame.y.domain.lowerBound)
            canvas.draw(
                .rectangle(Rectangle(x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y)),
                fill: Self.windowColor)
        }
        frame.drawAxes(on: canvas)
        let colors = spectra.indices.map { Palette.series[$0 % Palette.series.count] }
        let names = zip(spectra, colors).map { LegendEntry(.line(Stroke(color: $1, width: 2)), $0.name) }
        let windowName = window == nil ? [] : [LegendEntry(.band(Self.windowColor), "window")]
        frame.drawTitle(title, legend: names + windowName, on: canvas)
        canvas.clipped(to: frame.rectangle) {
            for (spectrum, color) in zip(spectra, colors).reversed() {
                frame.drawCurve(
                    zip(axis.values, spectrum.values).map { (x: $0, y: $1) }, on: canvas,
                    Stroke(color: color, width: 1.6))
            }
        }
    }
}
