private import Dispatch

/// Loops over the rows of a product, cut into shares for several threads.
///
/// A product cut by rows at multiples of the tile that its kernel works in has the same bits as one that is not cut; so
/// it is with OpenBLAS on processors with AVX2, and tested where the tests run.
package enum Shares {
    /// The multiplications that a thread must have to do for it to be woken.
    ///
    /// Waking one takes some ten microseconds, in which a core multiplies about half a million times; and every share of
    /// a product packs the factor that they have in common anew.
    static let leastOperations = 2_000_000

    /// What the bounds of shares are multiples of: twice the rows that the products' kernel takes at once.
    static let tile = 24

    /// Calls `body` once for each share of 0 ..< `rows`, on several threads at once if that is worth it.
    ///
    /// - Parameters:
    ///   - rows: The number of rows.
    ///   - operations: What all of them cost, in multiplications.
    ///   - threads: How many threads may be used.
    ///   - body: What is done with a share; no share may write what another reads or writes.
    static func perform(_ rows: Int, operations: Int, threads: Int, _ body: (Range<Int>) -> Void) {
        perform(rows, inTilesOf: tile, operations: operations, threads: threads) { _, share in body(share) }
    }

    /// Calls `body` once for each share of 0 ..< `count`, on several threads at once if that is worth it.
    ///
    /// - Parameters:
    ///   - count: The number of things to do.
    ///   - tile: What the bounds of shares are multiples of.
    ///   - operations: What all of them cost, in multiplications.
    ///   - threads: How many threads may be used.
    ///   - body: What is done with a share, given its number, which is less than `threads`: no two shares of one number
    ///     are under way at once, so that each number can have memory of its own to work in.
    static func perform(
        _ count: Int, inTilesOf tile: Int, operations: Int, threads: Int, _ body: (Int, Range<Int>) -> Void
    ) {
        let tiles = (count + tile - 1) / tile
        let shares = min(threads, operations / leastOperations, tiles)
        guard shares > 1 else { return body(0, 0..<count) }
        each(of: tiles, in: shares) { share, part in
            body(share, min(part.lowerBound * tile, count)..<min(part.upperBound * tile, count))
        }
    }

    /// Calls `body` for each of several shares of 0 ..< `count` at once, with the share's number and bounds.
    ///
    /// - Parameters:
    ///   - count: What is shared out.
    ///   - shares: How many shares there are, 1 or more; they differ by one at most.
    ///   - body: What is done with a share; no share may write what another reads or writes.
    package static func each(of count: Int, in shares: Int, _ body: (_ share: Int, _ bounds: Range<Int>) -> Void) {
        guard shares > 1 else { return body(0, 0..<count) }
        withoutActuallyEscaping(body) { body in
            let work = Work(body: body)
            DispatchQueue.concurrentPerform(iterations: shares) { share in
                work.body(share, share * count / shares..<(share + 1) * count / shares)
            }
        }
    }

    /// What is done with a share.
    ///
    /// `@unchecked Sendable`: the caller waits for all shares, and none writes what another reads.
    private struct Work: @unchecked Sendable {
        let body: (Int, Range<Int>) -> Void
    }
}
