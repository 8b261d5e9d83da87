private import Randomness

/// Candidates in an order in which neighbours in the image are near each other, from which strata of equal size are cut.
///
/// The order is that of Hilbert's curve (Math. Ann. 38, 1891) through the pixels: a stretch of it is a compact region, so
/// that a draw from each of M equal stretches covers a pool of any shape evenly. Every stretch stands for as many
/// candidates as any other, so the plain average over the draws estimates that over the pool.
package struct CandidateOrder: Hashable, Sendable {
    /// The candidates, those that are forbidden left out.
    package let candidates: [Int32]

    /// The order in which the candidates are numbered.
    package init(count: Int) {
        candidates = Array(0..<Int32(count))
    }

    /// The order along the curve through the pixels; of candidates on one pixel, that of their numbers.
    ///
    /// - Parameters:
    ///   - pixels: The pixel of every candidate; an image of up to 65,536 rows and columns is resolved to the pixel.
    ///   - isForbidden: The candidates to leave out; empty leaves out none.
    /// - Complexity: O(N log N).
    package init(along pixels: [Pixel], isForbidden: [Bool] = []) {
        precondition(isForbidden.isEmpty || isForbidden.count == pixels.count, "a mask has one entry a candidate")
        let rows = pixels.lazy.map(\.row).min() ?? 0
        let columns = pixels.lazy.map(\.column).min() ?? 0
        let extent = pixels.lazy.map { max($0.row - rows, $0.column - columns) }.max() ?? 0
        var shift = 0
        while extent >> shift >= 1 << 16 { shift += 1 }
        var keys: [UInt64] = []
        keys.reserveCapacity(pixels.count)
        for candidate in pixels.indices where isForbidden.isEmpty || !isForbidden[candidate] {
            let place = Self.distanceAlongCurve(
                UInt32((pixels[candidate].column - columns) >> shift), UInt32((pixels[candidate].row - rows) >> shift))
            keys.append(UInt64(place) << 32 | UInt64(candidate))
        }
        keys.sort()
        candidates = keys.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Draws one candidate from each of `number` strata; all candidates if there are no more.
    ///
    /// A pure function of the order, the number and the seed.
    ///
    /// - Parameters:
    ///   - number: How many, 1 or above.
    ///   - seed: Names the random numbers.
    /// - Returns: Candidates in ascending order, none twice.
    package func stratifiedPoints(_ number: Int, seed: UInt64) -> [Int] {
        guard number < candidates.count else { return candidates.map { Int($0) }.sorted() }
        var source = RandomSource(seed: seed, stream: "stratified points")
        return (0..<number).map { stratum in
            let range = bounds(ofStratum: stratum, of: number)
            return Int(candidates[range.lowerBound + source.integer(below: range.count)])
        }.sorted()
    }

    /// Returns the best candidate of each of `number` strata, the best of the pool among them.
    ///
    /// - Parameters:
    ///   - number: How many, 1 or above.
    ///   - desirability: How good each candidate of the pool is; those for which it is no finite number are passed over.
    /// - Returns: Candidates in ascending order, none twice; fewer if there are fewer. Of equals the first on the curve.
    package func bestOfStrata(_ number: Int, by desirability: [Double]) -> [Int] {
        let number = min(number, candidates.count)
        return (0..<number).compactMap { stratum in
            var best: Int?
            for place in bounds(ofStratum: stratum, of: number) {
                let candidate = Int(candidates[place])
                guard desirability[candidate].isFinite else { continue }
                if let held = best, desirability[held] >= desirability[candidate] { continue }
                best = candidate
            }
            return best
        }.sorted()
    }

    private func bounds(ofStratum stratum: Int, of number: Int) -> Range<Int> {
        stratum * candidates.count / number..<(stratum + 1) * candidates.count / number
    }

    /// How far along Hilbert's curve of 2^16 x 2^16 cells a cell lies.
    ///
    /// The quadrants are visited from the coarsest to the finest; each but the middle two is mirrored at a diagonal.
    private static func distanceAlongCurve(_ column: UInt32, _ row: UInt32) -> UInt32 {
        var (x, y) = (column, row)
        var distance: UInt32 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side > 0 ? 1 : 0
            let below: UInt32 = y & side > 0 ? 1 : 0
            distance = distance << 2 | ((3 * right) ^ below)
            if below == 0 {
                if right == 1 { (x, y) = (0xffff - x, 0xffff - y) }
                swap(&x, &y)
            }
            side >>= 1
        }
        return distance
    }
}
