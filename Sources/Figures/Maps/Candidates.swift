/// The places that a map has values for.
package enum Candidates: Hashable, Sendable {
    /// Every pixel of the grid, row by row.
    case everyPixel
    /// These places, in the order of the values: the pixels of a stride, those inside a mask, or any.
    case points([GridPoint])

    /// How many there are on `grid`.
    package func count(on grid: Grid) -> Int {
        switch self {
        case .everyPixel: grid.count
        case .points(let points): points.count
        }
    }
}
