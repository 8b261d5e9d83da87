import Experiments
import Foundation
import Randomness
import Testing

@testable import TrainingSets

@Suite struct `A search for peaks` {
    struct Lattice {
        let height = 96
        let width = 128
        var centers: [(row: Double, column: Double)] = []
        var values: [Float] = []
    }

    /// Gaussian columns on an oblique lattice, each moved by up to half a pixel, on a tilted background with noise.
    static func lattice(noise: Double) -> Lattice {
        var lattice = Lattice()
        var source = RandomSource(seed: 7)
        for i in -5..<16 {
            for j in -5..<16 {
                let row = 6 + 9.3 * Double(i) + 1.1 * Double(j) + source.uniform(in: -0.5...0.5)
                let column = 5 + 10.7 * Double(j) - 0.8 * Double(i) + source.uniform(in: -0.5...0.5)
                if row > 3, row < 92, column > 3, column < 124 { lattice.centers.append((row, column)) }
            }
        }
        for row in 0..<lattice.height {
            for column in 0..<lattice.width {
                var value = 100 + 0.002 * Double(row)
                for center in lattice.centers {
                    let (dy, dx) = (Double(row) - center.row, Double(column) - center.column)
                    value += exp(-(dy * dy + dx * dx) / (2 * 2.2 * 2.2))
                }
                lattice.values.append(Float(value + noise * source.normal()))
            }
        }
        return lattice
    }

    @Test(arguments: [(0, 0), (0, 1.5), (0.02, 1.5)])
    func `finds every atom column to a tenth of a pixel`(
        noise: Double, blur: Double
    ) {
        let lattice = Self.lattice(noise: noise)
        var search = PeakSearch()
        search.blur = blur
        search.height = 0.3
        let peaks = search.peaks(in: lattice.values, height: lattice.height, width: lattice.width)
        #expect(peaks.count == lattice.centers.count && peaks.count > 80)
        let errors = lattice.centers.map { center in
            peaks.map { hypot($0.row - center.row, $0.column - center.column) }.min() ?? .infinity
        }
        // Found without noise: 0.026 without blur, 0.077 with it, for the tails of neighbours then reach further;
        // 0.108 with noise of a fiftieth of a column's height.
        #expect(errors.allSatisfy { $0 < (noise > 0 ? 0.15 : 0.1) })
        #expect((errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot() < 0.06)
    }

    static func search(_ distance: Double, _ height: Double = 0, blur: Double = 0) -> PeakSearch {
        var search = PeakSearch()
        (search.distance, search.height, search.blur) = (distance, height, blur)
        return search
    }

    /// Single bright pixels on black.
    static func plane(_ spots: [(Int, Int, Float)], _ rows: Int = 12, _ columns: Int = 15) -> [Float] {
        var values = [Float](repeating: 0, count: rows * columns)
        for (row, column, value) in spots { values[row * columns + column] = value }
        return values
    }

    @Test func `is exact for a quadratic surface`() {
        let values = (0..<49).map { index in
            let (y, x) = (Double(index / 7) - 3.2, Double(index % 7) - 2.7)
            return Float(5 - x * x - 0.5 * x * y - 2 * y * y)
        }
        let peaks = Self.search(2).peaks(in: values, height: 7, width: 7)
        #expect(peaks.count == 1 && abs(peaks[0].row - 3.2) < 1e-5 && abs(peaks[0].column - 2.7) < 1e-5)
        #expect(peaks[0].height == 1)
    }

    @Test func `takes the higher of two that are near, and drops the low`() {
        let values = Self.plane([(3, 3, 0.9), (3, 6, 1), (8, 11, 0.5), (8, 3, 0.1)])
        let columns = { (search: PeakSearch) in
            search.peaks(in: values, height: 12, width: 15).map { Int($0.column.rounded()) }
        }
        #expect(columns(Self.search(3)) == [6, 3, 11, 3])
        #expect(columns(Self.search(3.01)) == [6, 11, 3])
        #expect(columns(Self.search(3.01, 0.2)) == [6, 11])
        #expect(columns(Self.search(100)) == [6])
    }

    @Test func `takes a plateau once and the border never`() {
        let plateau = Self.plane([(4, 4, 1), (4, 5, 1), (5, 4, 1), (5, 5, 1), (0, 9, 5), (11, 2, 5), (7, 14, 5)])
        let peaks = Self.search(0, 0.1).peaks(in: plateau, height: 12, width: 15)
        #expect(peaks.count == 1 && peaks[0].row >= 4 && peaks[0].row <= 5)
        let flat = Self.search(0).peaks(in: [Float](repeating: 3, count: 180), height: 12, width: 15)
        #expect(flat.isEmpty)
    }

    @Test func `blurs as the convolution with a Gaussian does`() {
        // A spot of width 2 blurred by 1.5 is one of width 2.5: its curvature at the top falls by (2.5/2)^4.
        let spot = { (side: Int, width: Double) -> [Float] in
            (0..<side * side).map { index in
                let (y, x) = (Double(index / side) - 20.3, Double(index % side) - 19.6)
                return Float(exp(-(y * y + x * x) / (2 * width * width)) / (width * width))
            }
        }
        let blurred = Self.search(5, blur: 1.5).peaks(in: spot(41, 2), height: 41, width: 41)
        let plain = Self.search(5).peaks(in: spot(41, 2.5), height: 41, width: 41)
        #expect(blurred.count == 1 && plain.count == 1)
        #expect(abs(blurred[0].row - plain[0].row) < 1e-3 && abs(blurred[0].column - plain[0].column) < 1e-3)
    }
}
