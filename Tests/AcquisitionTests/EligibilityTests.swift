import Acquisition
import Randomness
import Testing

@Suite("Eligibility") struct EligibilityTests {
    @Test("admits all but the excluded, and remembers why")
    func reasons() {
        var eligibility = Eligibility(count: 6)
        eligibility.exclude(where: [false, true, true, false, false, false])
        eligibility.exclude([2, 4], as: .measured)
        eligibility.exclude(5, as: .pending)
        #expect((0..<6).filter(eligibility.admits) == [0, 3])
        #expect(eligibility.admittedCount == 2)
        #expect(eligibility.exclusions[2] == [.forbidden, .measured])
        #expect(eligibility.count(excludedAs: .forbidden) == 2)
        #expect(eligibility.count(excludedAs: [.measured, .pending]) == 3)
        #expect(eligibility.count(excludedAs: .damaged) == 0)
    }

    @Test("counts rows downwards and columns to the right, and does not confuse them")
    func rowsAndColumns() {
        // 5 rows of 11 columns, row by row.
        let pixels = (0..<55).map { Pixel(row: $0 / 11, column: $0 % 11) }
        let index = PixelIndex(pixels)
        #expect(index.candidates(at: Pixel(row: 2, column: 7)) == [29])
        #expect(index.candidates(at: Pixel(row: 7, column: 2)).isEmpty)
        var eligibility = Eligibility(index: index, exclusionRadius: 1)
        eligibility.exclude(29, as: .measured)
        let damaged = pixels.indices.filter { eligibility.exclusions[$0] == .damaged }.map { pixels[$0] }
        #expect(
            damaged == [
                Pixel(row: 1, column: 7), Pixel(row: 2, column: 6), Pixel(row: 2, column: 8), Pixel(row: 3, column: 7),
            ])
    }

    @Test(
        "the radius is between centres and inclusive",
        arguments: [(0, 1), (0.99, 1), (1, 5), (1.5, 9), (2, 13), (2.9, 25)])
    func radius(radius: Double, excluded: Int) {
        let index = PixelIndex((0..<81).map { Pixel(row: $0 / 9, column: $0 % 9) })
        var eligibility = Eligibility(index: index, exclusionRadius: radius)
        eligibility.exclude(40, as: .measured)
        #expect(eligibility.admittedCount == 81 - excluded)
        #expect(eligibility.exclusions[40] == .measured)
    }

    @Test("a forbidden candidate damages nothing, a pending one as much as a measured one")
    func whoDamages() {
        let index = PixelIndex((0..<9).map { Pixel(row: $0 / 3, column: $0 % 3) })
        for (reason, damaged) in [(Exclusion.forbidden, 0), (.measured, 8), (.pending, 8)] {
            var eligibility = Eligibility(index: index, exclusionRadius: 2)
            eligibility.exclude(4, as: reason)
            #expect(eligibility.count(excludedAs: .damaged) == damaged)
        }
    }

    /// 0.1 + 0.2 is not 0.3: a comparison of stage positions would offer the measured point again.
    @Test("a measured point is excluded by its pixel, though its position comes back rounded")
    func roundedPositions() {
        let pitch = 0.1
        let planned = (0..<50).map { Double($0) * pitch }
        let reported = (0..<50).map { index in (0..<index).reduce(0.0) { sum, _ in sum + pitch } }
        #expect(planned != reported)
        let index = PixelIndex(planned.map { Pixel(row: 0, column: Int(($0 / pitch).rounded())) })
        var eligibility = Eligibility(index: index, exclusionRadius: 0)
        for position in reported {
            let pixel = Pixel(row: 0, column: Int((position / pitch).rounded()))
            eligibility.exclude(index.candidates(at: pixel), as: .measured)
        }
        #expect(eligibility.admittedCount == 0)
    }

    enum Pool: CaseIterable {
        case dense
        case stride
        case sparse
        case shared

        var pixels: [Pixel] {
            var source = RandomSource(seed: 8)
            return switch self {
            case .dense: (0..<600).map { Pixel(row: $0 / 30 - 7, column: $0 % 30 + 100) }
            case .stride: (0..<600).map { Pixel(row: 3 * ($0 / 30), column: 2 * ($0 % 30)) }
            case .sparse:
                (0..<600).map { _ in Pixel(row: source.integer(below: 9000) - 4000, column: source.integer(below: 9000))
                }
            case .shared: (0..<600).map { _ in Pixel(row: source.integer(below: 9), column: source.integer(below: 12)) }
            }
        }
    }

    @Test("finds the neighbours that comparing all pairs finds", arguments: Pool.allCases, [0, 1, 2.3, 7, 45, 1e300])
    func bruteForce(pool: Pool, radius: Double) {
        let pixels = pool.pixels
        let index = PixelIndex(pixels)
        for center in [pixels[0], pixels[311], Pixel(row: -300, column: 5), Pixel(row: 4, column: 4)] {
            var found: [Int] = []
            index.forEachCandidate(within: radius, of: center) { found.append($0) }
            let truth = pixels.indices.filter { candidate in
                let down = Double(pixels[candidate].row - center.row)
                let right = Double(pixels[candidate].column - center.column)
                return down * down + right * right <= radius * radius
            }
            #expect(found.sorted() == truth)
        }
        for pixel in pixels {
            #expect(index.candidates(at: pixel) == pixels.indices.filter { pixels[$0] == pixel })
        }
    }

    @Test("an empty pool has no candidates anywhere")
    func emptyPool() {
        let index = PixelIndex([])
        #expect(index.candidates(at: Pixel(row: 0, column: 0)).isEmpty)
        #expect(Eligibility(index: index, exclusionRadius: 3).admittedCount == 0)
    }
}
