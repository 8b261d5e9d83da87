package import Experiments

/// A specimen whose image and spectra follow from a formula: bright stripes whose brightness makes the objective.
package struct FormulaSpecimen: Specimen {
    package let overview: Overview
    package let axis = Axis(name: "energy", unit: "eV", values: [0.1, 0.2, 0.3])
    package let isTruthKnown = true

    /// Creates a specimen of so many rows and columns.
    package init(height: Int = 16, width: Int = 20) throws(UnusableOverview) {
        var values: [Float] = []
        for row in 0..<height {
            for column in 0..<width {
                values.append(Float((row * 7 + column * 3) % 11) / 11 + Float(column) / Float(4 * width))
            }
        }
        overview = try Overview(
            channels: ["HAADF"], height: height, width: width, values: values,
            horizontal: ImageAxis(unit: "nm", origin: 0, step: 0.5),
            vertical: ImageAxis(unit: "nm", origin: 0, step: 0.5))
    }

    package func spectrum(at position: Position, attempt: Int) throws(UnmeasurablePosition) -> [Double] {
        try truth(at: position)
    }

    package func truth(at position: Position) throws(UnmeasurablePosition) -> [Double] {
        guard let pixel = overview.pixel(at: position) else {
            throw UnmeasurablePosition(position: position, hint: "outside the image")
        }
        let brightness = Double(overview.values[pixel.row * overview.width + pixel.column])
        return [brightness * brightness, brightness, 1 - brightness]
    }
}
