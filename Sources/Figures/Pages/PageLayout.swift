/// The parts that every page has: a header, equal panels in rows, and a footnote.
struct PageLayout: Hashable, Sendable {
    /// The extent of each panel.
    let panel: Size
    let columns: Int
    let rows: Int
    /// The room above the panels.
    var header = 56.0
    /// How many lines of footnote there may be.
    var footnoteLines = 2

    private static let margin = 18.0
    private static let gap = 12.0
    private static let lineHeight = 13.0

    var size: Size {
        Size(
            width: 2 * Self.margin + Double(columns) * panel.width + Double(columns - 1) * Self.gap,
            height: header + Double(rows) * panel.height + Double(rows - 1) * Self.gap + footnoteHeight)
    }

    private var footnoteHeight: Double { 14 + Double(footnoteLines) * Self.lineHeight }

    /// Where the panel with the given index is, counted row by row.
    func rectangle(_ index: Int) -> Rectangle {
        Rectangle(
            x: Self.margin + Double(index % columns) * (panel.width + Self.gap),
            y: header + Double(index / columns) * (panel.height + Self.gap), width: panel.width, height: panel.height)
    }

    /// Writes a heading, what follows from it in the line below, and the footnote.
    ///
    /// So many points at the end of the heading's line are left free.
    func drawWords(
        on canvas: Canvas, heading: String, line: String, footnote: String, reserving reserved: Double = 0
    ) {
        let width = size.width - 2 * Self.margin
        canvas.write(
            canvas.shortened(heading, to: width - reserved, .heading), at: Point(x: Self.margin, y: 27), .heading)
        canvas.write(canvas.shortened(line, to: width, .body), at: Point(x: Self.margin, y: 45), .body)
        let lines = canvas.lines(of: footnote, width: width, atMost: footnoteLines, .note)
        for (index, words) in lines.enumerated() {
            let y = size.height - footnoteHeight + 16 + Double(index) * Self.lineHeight
            canvas.write(words, at: Point(x: Self.margin, y: y), .note)
        }
    }
}
