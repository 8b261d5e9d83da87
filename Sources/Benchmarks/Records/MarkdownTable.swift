/// A table as Markdown has it.
struct MarkdownTable {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header, header.map { _ in "---" }] }

    /// Adds a row; cells that are missing at its end are empty.
    mutating func add(_ cells: [String]) {
        rows.append(cells + Array(repeating: "", count: max(0, rows[0].count - cells.count)))
    }

    var text: String { rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n" }
}
