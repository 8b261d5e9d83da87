/// The share of each pixel that a polygon covers, exactly.
///
/// Pixel (row, column) is the unit square from (column, row) to (column + 1, row + 1), y down. An edge that climbs or
/// falls by h within a pixel covers h times the mean width to its right in that pixel and h in every pixel further right,
/// with the sign of its direction. Kept as differences between neighbours that is two additions an edge and pixel, and
/// one running sum a row gives the covered area (Green's theorem, applied pixel by pixel).
struct Coverage {
    let height: Int
    let width: Int
    /// Differences of neighbouring areas, one more a row than there are columns.
    private var differences: [Double]

    init(height: Int, width: Int) {
        self.height = height
        self.width = width
        differences = [Double](repeating: 0, count: height * (width + 1))
    }

    /// Appends the covered shares of all pixels, row by row, each 0...1.
    ///
    /// - Parameters:
    ///   - points: The corners of a polygon that does not cross itself; it may reach beyond the image.
    ///   - values: Gets `height * width` more.
    mutating func append(_ points: [Outline.Point], to values: inout [Float]) {
        for index in differences.indices { differences[index] = 0 }
        var previous = points[points.count - 1]
        for point in points {
            if previous.y < point.y {
                addEdge(from: previous, to: point, sign: 1)
            } else if previous.y > point.y {
                addEdge(from: point, to: previous, sign: -1)
            }
            previous = point
        }
        for row in 0..<height {
            var area = 0.0
            for index in row * (width + 1)..<row * (width + 1) + width {
                area += differences[index]
                values.append(Float(min(abs(area), 1)))
            }
        }
    }

    /// Cuts an edge at the rows; `top` is above `bottom`.
    private mutating func addEdge(from top: Outline.Point, to bottom: Outline.Point, sign: Double) {
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        let end = min(bottom.y, Double(height))
        var y = max(top.y, 0)
        guard y < end else { return }
        var x = top.x + slope * (y - top.y)
        var row = Int(y)
        while y < end {
            let nextY = min(Double(row + 1), end)
            // The last piece ends where the next edge begins, to the bit.
            let nextX = nextY == bottom.y ? bottom.x : top.x + slope * (nextY - top.y)
            addPiece(row, from: min(x, nextX), to: max(x, nextX), rise: sign * (nextY - y))
            (x, y) = (nextX, nextY)
            row += 1
        }
    }

    /// Cuts a piece within one row at the columns; left of the image it counts as if on its left edge.
    private mutating func addPiece(_ row: Int, from left: Double, to right: Double, rise: Double) {
        let start = row * (width + 1)
        guard right > 0 else {
            differences[start] += rise
            return
        }
        guard left < Double(width) else { return }
        if left >= 0, Int(left) == Int(right) || left == right {
            add(rise, at: (left + right) / 2, column: Int(left), start)
            return
        }
        let risePerWidth = rise / (right - left)
        var x = left
        if x < 0 {
            differences[start] += risePerWidth * -x
            x = 0
        }
        let end = min(right, Double(width))
        var column = Int(x)
        while x < end {
            let next = min(Double(column + 1), end)
            add(risePerWidth * (next - x), at: (x + next) / 2, column: column, start)
            x = next
            column += 1
        }
    }

    private mutating func add(_ rise: Double, at x: Double, column: Int, _ start: Int) {
        let beyond = x - Double(column)
        differences[start + column] += rise * (1 - beyond)
        differences[start + column + 1] += rise * beyond
    }
}
