/// A table of text with aligned columns.
struct TextTable {
    enum Alignment {
        case left
        case right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    init(_ columns: [(String, Alignment)]) {
        self.columns = columns.map { (title: $0.0, alignment: $0.1) }
    }

    /// Adds a row; missing cells are empty.
    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// Returns the lines of the table, the titles first.
    func lines(terminal: Terminal = .standard) -> [String] {
        let widths = columns.indices.map { index in
            max(columns[index].title.count, rows.map { index < $0.count ? $0[index].count : 0 }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (index, column) in columns.enumerated() {
                let cell = index < cells.count ? cells[index] : ""
                let padding = String(repeating: " ", count: max(0, widths[index] - cell.count))
                text += (index == 0 ? "" : "  ") + (column.alignment == .left ? cell + padding : padding + cell)
            }
            while text.last == " " { text.removeLast() }
            return text
        }
        return [terminal.styled(line(columns.map(\.title)), .bold)] + rows.map(line)
    }
}
