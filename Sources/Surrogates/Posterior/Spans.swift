private import Dispatch

/// The candidates of a pool in spans, for work on each that does not depend on the others.
enum Spans {
    /// How many candidates are worked on at a time: what n of them need fits the nearer caches.
    static let blockWidth = 512

    /// The same for work that goes through the rows of V once: long pieces of a row, a few of which fit the nearest
    /// cache.
    static let streamWidth = 2048

    /// The multiplications below which starting a thread costs more than it saves.
    private static let worthwhile = 8_000_000

    /// Calls `body` with ranges that cover 0 ..< `count`, on several threads where that pays.
    ///
    /// - Parameters:
    ///   - count: The number of candidates.
    ///   - work: The multiplications a candidate, roughly.
    ///   - threads: How many threads may be used.
    ///   - body: What is done with a span; it starts at a multiple of `blockWidth`.
    static func forEach(_ count: Int, work: Int, threads: Int, _ body: (Range<Int>) -> Void) {
        guard threads > 1, count > blockWidth, count * max(1, work) > worthwhile else {
            if count > 0 { body(0..<count) }
            return
        }
        // More spans than threads, so that a thread held up by others does not hold up the rest.
        let blocks = (count + blockWidth - 1) / blockWidth
        let spans = min(blocks, 8 * threads)
        let length = (blocks + spans - 1) / spans * blockWidth
        // As many tasks as threads, however many the machine has.
        let lanes = min(threads, spans)
        withoutActuallyEscaping(body) { body in
            let work = SpanWork(body: body)
            DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                for span in stride(from: lane, to: spans, by: lanes) where span * length < count {
                    work.body(span * length..<min((span + 1) * length, count))
                }
            }
        }
    }

    /// Calls `body` with the blocks of a span, `width` candidates each but for the last.
    static func forEachBlock(of span: Range<Int>, width: Int = blockWidth, _ body: (Range<Int>) -> Void) {
        for start in stride(from: span.lowerBound, to: span.upperBound, by: width) {
            body(start..<min(start + width, span.upperBound))
        }
    }
}

/// Work on spans, done by several threads at once.
///
/// `@unchecked Sendable`: spans do not overlap, each has one thread, and all have ended when the call returns.
private struct SpanWork: @unchecked Sendable {
    let body: (Range<Int>) -> Void
}
