package import Experiments

extension PeakSearch {
    /// A maximum of the blurred image.
    package struct Peak: Hashable, Sendable {
        /// Where it lies: whole numbers are the centres of pixels.
        package let row: Double
        package let column: Double
        /// How high it is: 0 for the smallest value of the blurred image, 1 for the largest.
        package let height: Double
    }

    /// What is out of range for images of so many channels, or nil.
    func fault(channels: Int) -> String? {
        guard blur >= 0, blur <= 64 else { return "a blur of \(blur) pixels; expected 0 to 64" }
        guard distance >= 0, distance.isFinite else { return "a least distance of \(distance); expected 0 or more" }
        guard height >= 0, height <= 1 else { return "a least height of \(height); expected 0 to 1" }
        guard (0..<channels).contains(channel) else {
            return "peaks in channel \(channel); there are channels 0 to \(channels - 1)"
        }
        return nil
    }

    /// Finds the peaks of a plane of finite values, the highest first.
    ///
    /// The outermost pixels are never peaks: what lies beyond them is not known.
    ///
    /// - Complexity: O(pixels · blur + peaks · ln peaks).
    package func peaks(in values: some Collection<Float>, height rows: Int, width columns: Int) -> [Peak] {
        precondition(values.count == rows * columns, "a plane has a value a pixel")
        let plane = blurred(values.map { Double($0) }, rows, columns)
        let (low, high) = (plane.min() ?? 0, plane.max() ?? 0)
        guard high > low, rows > 2, columns > 2 else { return [] }
        let threshold = low + height * (high - low)
        var found: [(index: Int, value: Double)] = []
        for row in 1..<rows - 1 {
            for index in row * columns + 1..<row * columns + columns - 1
            where plane[index] >= threshold && isMaximum(index, plane, columns) {
                found.append((index, plane[index]))
            }
        }
        found.sort { $0.value > $1.value || ($0.value == $1.value && $0.index < $1.index) }

        var taken: [Peak] = []
        // The peaks taken so far by squares as wide as the least distance: a rival lies in one of nine.
        let side = max(distance, 1)
        var squares: [Pixel: [Int]] = [:]
        for (index, value) in found {
            let place = refined(index, plane, columns)
            let square = Pixel(row: Int(place.row / side), column: Int(place.column / side))
            let isCrowded = (-1...1).contains { down in
                (-1...1).contains { right in
                    squares[Pixel(row: square.row + down, column: square.column + right), default: []].contains {
                        let (dy, dx) = (taken[$0].row - place.row, taken[$0].column - place.column)
                        return dy * dy + dx * dx < distance * distance
                    }
                }
            }
            guard !isCrowded else { continue }
            squares[square, default: []].append(taken.count)
            taken.append(Peak(row: place.row, column: place.column, height: (value - low) / (high - low)))
        }
        return taken
    }

    /// Whether no neighbour is higher; of equal neighbours the first counts.
    private func isMaximum(_ index: Int, _ plane: [Double], _ columns: Int) -> Bool {
        let value = plane[index]
        for before in [index - columns - 1, index - columns, index - columns + 1, index - 1]
        where plane[before] >= value { return false }
        for after in [index + 1, index + columns - 1, index + columns, index + columns + 1]
        where plane[after] > value { return false }
        return true
    }

    /// The top of z = a + bx + cy + dx² + exy + fy² through nine pixels; the pixel itself if there is no top in reach.
    private func refined(_ index: Int, _ plane: [Double], _ columns: Int) -> (row: Double, column: Double) {
        var (b, c, d, e, f) = (0.0, 0.0, 0.0, 0.0, 0.0)
        // Taken relative to the middle, so that a large offset does not drown the curvature.
        let middle = plane[index]
        for y in -1...1 {
            for x in -1...1 {
                let value = plane[index + y * columns + x] - middle
                b += Double(x) * value / 6
                c += Double(y) * value / 6
                d += (Double(x * x) - 2.0 / 3) * value / 2
                e += Double(x * y) * value / 4
                f += (Double(y * y) - 2.0 / 3) * value / 2
            }
        }
        let (row, column) = (Double(index / columns), Double(index % columns))
        let determinant = 4 * d * f - e * e
        guard determinant > 0, d < 0 else { return (row, column) }
        let (x, y) = ((e * c - 2 * f * b) / determinant, (e * b - 2 * d * c) / determinant)
        guard abs(x) <= 1, abs(y) <= 1 else { return (row, column) }
        return (row + y, column + x)
    }

    /// The plane blurred, mirrored at its edges.
    private func blurred(_ plane: [Double], _ rows: Int, _ columns: Int) -> [Double] {
        guard blur > 0 else { return plane }
        let kernel = GaussianKernel(scale: blur)
        let weights = (-kernel.radius...kernel.radius).map { Double(kernel.smoothing[abs($0)]) }
        var across = [Double](repeating: 0, count: plane.count)
        let columnMap = (-kernel.radius..<columns + kernel.radius).map { Self.mirrored($0, columns) }
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0
                for offset in weights.indices {
                    sum += weights[offset] * plane[row * columns + columnMap[column + offset]]
                }
                across[row * columns + column] = sum
            }
        }
        var result = [Double](repeating: 0, count: plane.count)
        let rowMap = (-kernel.radius..<rows + kernel.radius).map { Self.mirrored($0, rows) }
        for row in 0..<rows {
            for offset in weights.indices {
                let (weight, source) = (weights[offset], rowMap[row + offset] * columns)
                for column in 0..<columns { result[row * columns + column] += weight * across[source + column] }
            }
        }
        return result
    }

    /// Returns which of `count` elements stands at an index beyond the ends when they are mirrored: c b a | a b c.
    private static func mirrored(_ index: Int, _ count: Int) -> Int {
        let remainder = index % (2 * count)
        let folded = remainder < 0 ? remainder + 2 * count : remainder
        return folded < count ? folded : 2 * count - 1 - folded
    }
}
