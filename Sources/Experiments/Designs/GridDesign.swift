private import Foundation
import Randomness

/// Points in rows and columns over the field, as evenly as the number allows.
///
/// The field is cut into rows of equal height, each row into cells of equal width, as nearly square as possible; the
/// candidate nearest to the centre of each cell is taken. If the number has no fitting factors, some rows have one cell more
/// than others, so that there are always exactly as many points as asked for. Or the candidate nearest to a place drawn in
/// each cell is taken (stratified random sampling with one unit a stratum: Cochran, Sampling Techniques, 1977, chapter 5):
/// as even as the rows are, unbiased by the edges of the field or by a lattice in it, and with points close to each other,
/// from which alone a model learns how fast things change.
struct GridDesign {
    private let places: [Position]
    /// The centres of the cells, row by row, and how wide and high each is.
    private let cells: [(centre: Position, width: Double, height: Double)]

    /// Creates the design of `count` points over `places`; 0 < `count` <= `places.count`.
    init(_ places: [Position], count: Int) {
        self.places = places
        let (left, width) = Self.extent(of: places.map(\.x))
        let (top, height) = Self.extent(of: places.map(\.y))
        let rows = Self.rows(count, width: width, height: height)
        cells = (0..<rows).flatMap { row in
            let columns = (row + 1) * count / rows - row * count / rows
            let (cellWidth, cellHeight) = (width / Double(columns), height / Double(rows))
            return (0..<columns).map { column in
                let centre = Position(
                    x: left + cellWidth * (Double(column) + 0.5), y: top + cellHeight * (Double(row) + 0.5))
                return (centre, cellWidth, cellHeight)
            }
        }
    }

    /// Returns the index of a free candidate for each cell, ties broken by the source.
    ///
    /// - Parameters:
    ///   - isJittered: Whether it is the one nearest to a place drawn in the cell, and not to the cell's centre.
    ///   - source: Where places and ties are drawn from.
    /// - Returns: One index a cell, none twice.
    /// - Complexity: O(candidates · points).
    func indices(jittered isJittered: Bool = false, using source: inout RandomSource) -> [Int] {
        var isTaken = [Bool](repeating: false, count: places.count)
        return cells.map { cell in
            var place = cell.centre
            if isJittered {
                place.x += cell.width * (source.uniform() - 0.5)
                place.y += cell.height * (source.uniform() - 0.5)
            }
            var least = Double.infinity
            for index in places.indices where !isTaken[index] {
                least = min(least, places[index].squaredDistance(to: place))
            }
            let threshold = least * (1 + 1e-9)
            let ties = places.indices.filter { !isTaken[$0] && places[$0].squaredDistance(to: place) <= threshold }
            let index = ties.count == 1 ? ties[0] : ties[source.integer(below: ties.count)]
            isTaken[index] = true
            return index
        }
    }

    /// Returns the number of rows whose cells are nearest to squares, the smaller of two that are equally near.
    private static func rows(_ count: Int, width: Double, height: Double) -> Int {
        guard height > 0 else { return 1 }
        guard width > 0 else { return count }
        func oblongness(_ rows: Int) -> Double {
            abs(log(height / Double(rows) / (width * Double(rows) / Double(count))))
        }
        return (1...count).reduce(1) { oblongness($1) < oblongness($0) - 1e-9 ? $1 : $0 }
    }

    /// Returns where the field begins in one direction and how far it extends, half a spacing beyond the outer places.
    private static func extent(of coordinates: [Double]) -> (start: Double, length: Double) {
        guard let low = coordinates.min(), let high = coordinates.max(), low < high else { return (coordinates[0], 0) }
        let spacing = (high - low) / Double(Set(coordinates).count - 1)
        return (low - spacing / 2, high - low + spacing)
    }
}
