/// One colour a name, one dash a variant, for all the curves on a page.
struct CurveStyles: Hashable, Sendable {
    /// The signs of all curves, each once, in the order of their first appearance.
    private(set) var legend: [LegendEntry] = []
    private var styles: [Key: Stroke] = [:]

    private struct Key: Hashable, Sendable {
        let label: String
        let isReference: Bool
    }

    private static let dashes: [[Double]] = [[], [2, 3], [8, 3], [8, 3, 2, 3]]

    init(_ curves: [LearningCurve]) {
        var names: [String] = []
        var variants: [String] = []
        for curve in curves {
            let key = Key(label: curve.label, isReference: curve.isReference)
            guard styles[key] == nil else { continue }
            let style: Stroke
            if curve.isReference {
                style = Stroke(color: Palette.reference, width: 1.8, dash: [6, 4])
            } else {
                let (name, variant) = (
                    Self.place(of: curve.name, in: &names), Self.place(of: curve.variant, in: &variants)
                )
                // More names than colours: the second time round the dashes of the third variant tell them apart.
                let round = name / Palette.series.count
                style = Stroke(
                    color: Palette.series[name % Palette.series.count], width: 2,
                    dash: Self.dashes[(variant + 2 * round) % Self.dashes.count])
            }
            styles[key] = style
            legend.append(LegendEntry(.line(style), curve.label))
        }
    }

    private static func place(of word: String, in words: inout [String]) -> Int {
        if let place = words.firstIndex(of: word) { return place }
        words.append(word)
        return words.count - 1
    }

    /// How `curve` is drawn.
    func style(of curve: LearningCurve) -> Stroke {
        styles[Key(label: curve.label, isReference: curve.isReference)]
            ?? Stroke(color: Palette.reference, width: 1.8, dash: [6, 4])
    }
}
