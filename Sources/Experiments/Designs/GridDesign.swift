private import Foundation
import Randomness

/// Points in rows and columns over the field, as evenly as the number allows.
///
/// The field is cut into rows of equal height, each row into cells of equal width, as nearly square as possible; the
/// candidate nearest to the centre of each cell is taken. If the number has no fitting factors, some rows have one cell more
/// than others, so that there are always exactly as many points as asked for.
struct GridDesign {
    private let places: [Position]
    /// The centres of the cells, row by row.
    private let centres: [Position]

    /// Creates the design of `count` points over `places`; 0 < `count` <= `places.count`.
    init(_ places: [Position], count: Int) {
        self.places = places
        let (left, width) = Self.extent(of: places.map(\.x))
        let (top, height) = Self.extent(of: places.map(\.y))
        let rows = Self.rows(count, width: width, height: height)
        centres = (0..<rows).flatMap { row in
            let cells = (row + 1) * count / rows - row * count / rows
            return (0..<cells).map { cell in
                Position(
                    x: left + width * (Double(cell) + 0.5) / Double(cells),
                    y: top + height * (Double(row) + 0.5) / Double(rows))
            }
        }
    }

    /// Returns the index of the nearest free candidate for each cell, ties broken by the source.
    ///
    /// - Complexity: O(candidates · points).
    func indices(using source: inout RandomSource) -> [Int] {
        var isTaken = [Bool](repeating: false, count: places.count)
        return centres.map { centre in
            var least = Double.infinity
            for index in places.indices where !isTaken[index] {
                least = min(least, places[index].squaredDistance(to: centre))
            }
            let threshold = least * (1 + 1e-9)
            let ties = places.indices.filter { !isTaken[$0] && places[$0].squaredDistance(to: centre) <= threshold }
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
