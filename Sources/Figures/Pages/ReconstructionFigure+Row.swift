extension ReconstructionFigure {
    /// One picture of each example.
    package struct Row: Hashable, Sendable {
        /// What it shows, such as `input` or `reconstruction`.
        package let name: String
        /// One tile an example.
        package let tiles: [ImageTile]
        /// What colours the values have; rows of equal colours share a scale.
        package let colors: TileColors
        /// Whether it has a scale of its own, though other rows have the same colours: what it shows is of another kind.
        package let isOnItsOwn: Bool
        /// A number below each tile, such as an error; empty for none, not a number where unknown.
        package let numbers: [Double]
        /// What the numbers are.
        package let quantity: String
        /// What a reader must know of the row, for the footnote; may be empty.
        package let remark: String

        /// Creates a row.
        ///
        /// - Precondition: There are no numbers, or as many as tiles.
        package init(
            _ name: String, tiles: [ImageTile], colors: TileColors = .grey, isOnItsOwn: Bool = false,
            numbers: [Double] = [], quantity: String = "", remark: String = ""
        ) {
            precondition(numbers.isEmpty || numbers.count == tiles.count, "a row has one number a tile, or none")
            self.name = name
            self.tiles = tiles
            self.colors = colors
            self.isOnItsOwn = isOnItsOwn
            self.numbers = numbers
            self.quantity = quantity
            self.remark = remark
        }

        /// Creates the row of the differences between two others, in signed colours, and says what is taken from what.
        ///
        /// Differences of images in colour are images in colour, grey where there is none, and as far from grey as their
        /// share of the greatest.
        ///
        /// - Precondition: The two have as many tiles, each of the same shape as its counterpart.
        package static func difference(
            _ name: String = "difference", of row: Row, from other: Row, colors: TileColors = .signed,
            numbers: [Double] = [], quantity: String = ""
        ) -> Row {
            let pairs = Array(zip(row.tiles, other.tiles))
            let reach = pairs.filter { $0.0.isColor }.reduce(0) { reach, pair in
                zip(pair.0.values, pair.1.values).reduce(reach) { max($0, abs($1.0 - $1.1)) }
            }
            let isInColor = reach > 0 && reach.isFinite
            let tiles = pairs.compactMap { $0.difference(from: $1, reach: isInColor ? reach : 1) }
            precondition(
                tiles.count == row.tiles.count && tiles.count == other.tiles.count,
                "only tiles of the same shape can be compared")
            let sign = "\(name.capitalizedFirst): \(row.name) − \(other.name)"
            let key =
                isInColor
                ? " in red, green and blue each, from −\(DecimalText.rounded(reach)) (black) over none (mid-grey) to "
                    + "\(DecimalText.rounded(reach)) (white)" : ""
            return Row(
                name, tiles: tiles, colors: colors, numbers: numbers, quantity: quantity, remark: sign + key + ".")
        }

        /// What the tiles run over if they are spectra.
        var axis: SpectralAxis? { tiles.lazy.compactMap(\.axis).first }
    }
}

extension String {
    /// The text with a capital at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
