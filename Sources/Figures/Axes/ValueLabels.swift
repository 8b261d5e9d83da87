private import Foundation

/// The values of rows or columns as they are written beside these.
enum ValueLabels {
    /// Each of `values` with the same number of decimals; `–` where not a number.
    ///
    /// As few as write them exactly, such as −0.625; where more than three would be needed, as few as are true to a
    /// hundredth of the distance between neighbours.
    static func texts(for values: [Double]) -> [String] {
        let finite = values.filter(\.isFinite).sorted()
        let gaps = zip(finite, finite.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
        let tolerance = gaps.min().map { $0 / 100 } ?? (finite.first.map { abs($0) / 200 } ?? 0)
        let greatest = finite.reduce(0) { max($0, abs($1)) }
        func isTrue(_ decimals: Int, within tolerance: Double) -> Bool {
            let power = pow(10, Double(decimals))
            return finite.allSatisfy { abs($0 - ($0 * power).rounded() / power) <= tolerance }
        }
        let decimals =
            (0...3).first { isTrue($0, within: 1e-9 * greatest) }
            ?? (0...4).first { isTrue($0, within: tolerance + 1e-12 * greatest) }
        return values.map { value in
            guard value.isFinite else { return "–" }
            guard let decimals, greatest < 1e5 else { return DecimalText.rounded(value) }
            return DecimalText.exact(Int((value * pow(10, Double(decimals))).rounded()), exponent: -decimals)
        }
    }

    /// The ends of a range in words, in a unit that suits them: `300 to 400 kHz`.
    static func words(for range: ClosedRange<Double>, unit: String = "") -> String {
        let scale = UnitScale(for: range, unit: unit)
        let power = pow(10, Double(scale.exponent))
        let ends = texts(for: [range.lowerBound / power, range.upperBound / power])
        let unit = scale.unit.isEmpty ? "" : scale.unit.hasPrefix("10") ? " × \(scale.unit)" : " \(scale.unit)"
        return "\(ends[0]) to \(ends[1])\(unit)"
    }

    /// How many labels on the next one is that can be written without touching the last.
    ///
    /// - Parameters:
    ///   - length: The room that the longest label needs, with some space.
    ///   - pitch: The distance between neighbours.
    /// - Returns: 1 for every one, 2 for every second, and so on.
    static func step(length: Double, pitch: Double) -> Int {
        max(1, Int((length / max(pitch, 1e-3)).rounded(.up)))
    }
}

extension Canvas {
    /// Writes labels of columns below `y`, as many as fit, with a short line to each.
    func writeLabels(_ labels: [String], ofColumnsAt centers: [Double], below y: Double) {
        guard let first = centers.first, let last = centers.last else { return }
        let length = labels.reduce(0) { max($0, width(of: $1, .tick)) } + 7
        let pitch = centers.count > 1 ? (last - first) / Double(centers.count - 1) : length
        let step = ValueLabels.step(length: length, pitch: pitch)
        // Those that are written lie evenly about the middle.
        for index in stride(from: (labels.count - 1) % step / 2, to: labels.count, by: step) {
            line(
                from: Point(x: centers[index], y: y), to: Point(x: centers[index], y: y + 3),
                Stroke(color: Palette.frame, width: 0.8))
            write(labels[index], at: Point(x: centers[index], y: y + 12.5), .tick, align: .center)
        }
    }

    /// Writes labels of rows to the left of `x`, as many as fit, with a short line to each.
    func writeLabels(_ labels: [String], ofRowsAt centers: [Double], leftOf x: Double) {
        guard let first = centers.first, let last = centers.last else { return }
        let pitch = centers.count > 1 ? abs(last - first) / Double(centers.count - 1) : 100
        let step = ValueLabels.step(length: 12, pitch: pitch)
        for index in stride(from: (labels.count - 1) % step / 2, to: labels.count, by: step) {
            line(
                from: Point(x: x - 3, y: centers[index]), to: Point(x: x, y: centers[index]),
                Stroke(color: Palette.frame, width: 0.8))
            write(
                labels[index], at: Point(x: x - 5.5, y: centers[index]), .tick, align: .right, isCentred: true)
        }
    }
}

extension TextStyle {
    /// How long `text` is when written, before there is a canvas to measure it on: rather too long than too short.
    func estimatedWidth(of text: String) -> Double {
        (isBold ? 0.7 : 0.62) * size * Double(text.count)
    }
}
