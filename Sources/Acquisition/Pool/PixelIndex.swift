/// Finds the candidates of a pool by the pixel on which they lie.
///
/// Places are compared as integers. Stage positions come back rounded, so that comparing them as numbers misses the very
/// point that was measured.
///
/// A pool that fills at least about a sixteenth of its bounding box is kept as a table of the box, a sparser one as a
/// dictionary. The index is made once for a pool.
package struct PixelIndex: Hashable, Sendable {
    private enum Storage: Hashable {
        /// The first candidate of every pixel of the box, row by row; -1 where there is none.
        case table([Int32])
        case dictionary([Pixel: Int32])
    }

    /// The pixel of every candidate.
    package let pixels: [Pixel]
    private let rows: Range<Int>
    private let columns: Range<Int>
    private let storage: Storage
    /// For each candidate the next one on the same pixel; -1 where there is none.
    private let next: [Int32]

    /// Creates the index of a pool.
    ///
    /// - Parameter pixels: The pixel of every candidate; fewer than 2³¹, several may share one. Rows and columns lie within ±2³¹.
    /// - Complexity: O(N), time and memory.
    package init(_ pixels: [Pixel]) {
        precondition(pixels.count < Int(Int32.max), "a pool holds fewer than 2^31 candidates")
        precondition(
            pixels.allSatisfy { abs($0.row) <= 1 << 31 && abs($0.column) <= 1 << 31 },
            "a pixel's row and column lie within ±2^31")
        var rows = (first: Int.max, last: Int.min)
        var columns = (first: Int.max, last: Int.min)
        for pixel in pixels {
            rows = (min(rows.first, pixel.row), max(rows.last, pixel.row))
            columns = (min(columns.first, pixel.column), max(columns.last, pixel.column))
        }
        self.pixels = pixels
        self.rows = pixels.isEmpty ? 0..<0 : rows.first..<rows.last + 1
        self.columns = pixels.isEmpty ? 0..<0 : columns.first..<columns.last + 1
        var next = [Int32](repeating: -1, count: pixels.count)
        let area = self.rows.count.multipliedReportingOverflow(by: self.columns.count)
        // From the last to the first, so that candidates of one pixel are found in ascending order.
        if !area.overflow && area.partialValue <= 16 * pixels.count + 4096 {
            var table = [Int32](repeating: -1, count: area.partialValue)
            for candidate in pixels.indices.reversed() {
                let pixel = pixels[candidate]
                let place =
                    (pixel.row - self.rows.lowerBound) * self.columns.count + pixel.column - self.columns.lowerBound
                next[candidate] = table[place]
                table[place] = Int32(candidate)
            }
            storage = .table(table)
        } else {
            var dictionary: [Pixel: Int32] = [:]
            dictionary.reserveCapacity(pixels.count)
            for candidate in pixels.indices.reversed() {
                next[candidate] = dictionary.updateValue(Int32(candidate), forKey: pixels[candidate]) ?? -1
            }
            storage = .dictionary(dictionary)
        }
        self.next = next
    }

    /// The candidates on a pixel, in ascending order; none for a pixel outside of the pool.
    package func candidates(at pixel: Pixel) -> [Int] {
        var found: [Int] = []
        forEachCandidate(at: pixel) { found.append($0) }
        return found
    }

    /// The first candidate on a pixel, if there is one.
    @inline(__always)
    func first(at pixel: Pixel) -> Int? {
        let candidate = head(at: pixel)
        return candidate < 0 ? nil : Int(candidate)
    }

    /// Calls `body` with every candidate whose pixel lies within `radius` of `center`, that of `center` included.
    ///
    /// The center may be any pixel, of the pool or not. The radius is in pixels, between centres and inclusive: 0 is the
    /// pixel itself, 1 adds four neighbours, 1.5 eight.
    ///
    /// - Complexity: O(radius²), or O(N) if that is less.
    package func forEachCandidate(within radius: Double, of center: Pixel, _ body: (Int) -> Void) {
        precondition(radius >= 0, "an exclusion radius is 0 or above")
        let reach = Int(min(radius, 0x1p30))
        let limit = min(radius * radius, 0x1p60)
        let nearRows = rows.clamped(to: center.row - reach..<center.row + reach + 1)
        let nearColumns = columns.clamped(to: center.column - reach..<center.column + reach + 1)
        if nearRows.count > pixels.count / max(nearColumns.count, 1) {
            for candidate in pixels.indices where Self.isNear(pixels[candidate], center, limit) { body(candidate) }
            return
        }
        for row in nearRows {
            for column in nearColumns {
                let pixel = Pixel(row: row, column: column)
                if Self.isNear(pixel, center, limit) { forEachCandidate(at: pixel, body) }
            }
        }
    }

    private static func isNear(_ pixel: Pixel, _ center: Pixel, _ limit: Double) -> Bool {
        let down = Double(pixel.row - center.row)
        let right = Double(pixel.column - center.column)
        return down * down + right * right <= limit
    }

    @inline(__always)
    private func forEachCandidate(at pixel: Pixel, _ body: (Int) -> Void) {
        var candidate = head(at: pixel)
        while candidate >= 0 {
            body(Int(candidate))
            candidate = next[Int(candidate)]
        }
    }

    /// The first candidate on a pixel, or -1.
    @inline(__always)
    private func head(at pixel: Pixel) -> Int32 {
        switch storage {
        case .table(let table):
            guard rows.contains(pixel.row), columns.contains(pixel.column) else { return -1 }
            return table[(pixel.row - rows.lowerBound) * columns.count + pixel.column - columns.lowerBound]
        case .dictionary(let dictionary):
            return dictionary[pixel] ?? -1
        }
    }
}
