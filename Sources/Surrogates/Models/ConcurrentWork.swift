private import Foundation

/// Independent pieces of work on several threads, which the calling thread can end.
package enum ConcurrentWork {
    /// How often the calling thread, its own pieces done, asks whether to go on, in seconds.
    private static let patience = 0.005

    /// Calls `body` once for each of 0 ..< `count`, on at most `threads` threads at once, and returns when all are done.
    ///
    /// - Parameters:
    ///   - count: The number of pieces.
    ///   - threads: How many threads may be used, the calling one among them.
    ///   - shouldContinue: Asked on the calling thread only, which is where tasks are cancelled: by the pieces that it works
    ///     on, and while it waits for the others.
    ///   - body: Does a piece, and ends early when the function it is given answers false. Pieces must share nothing that
    ///     one of them changes.
    package static func perform(
        _ count: Int, threads: Int, shouldContinue: () -> Bool, _ body: (Int, () -> Bool) -> Void
    ) {
        withoutActuallyEscaping(shouldContinue) { shouldContinue in
            withoutActuallyEscaping(body) { body in
                run(count, threads: threads, shouldContinue, body)
            }
        }
    }

    private static func run(
        _ count: Int, threads: Int, _ shouldContinue: @escaping () -> Bool,
        _ body: @escaping (Int, () -> Bool) -> Void
    ) {
        let helpers = min(threads, count) - 1
        guard helpers > 0 else {
            for piece in 0..<count { body(piece, shouldContinue) }
            return
        }
        let queue = Queue(count: count, helpers: helpers, body: body)
        for _ in 0..<helpers {
            Thread.detachNewThread {
                queue.work { !queue.isCancelled }
                queue.leave()
            }
        }
        let ask = {
            if !queue.isCancelled, !shouldContinue() { queue.cancel() }
            return !queue.isCancelled
        }
        queue.work(ask)
        queue.waitForHelpers(asking: ask)
        queue.forget()
    }

    /// The pieces that nobody has begun.
    ///
    /// `@unchecked Sendable`: what changes is guarded by the lock, and the pieces share nothing that changes.
    private final class Queue: @unchecked Sendable {
        private let count: Int
        private var body: ((Int, () -> Bool) -> Void)?
        private let condition = NSCondition()
        private var next = 0
        private var helpers: Int
        private var wasCancelled = false

        init(count: Int, helpers: Int, body: @escaping (Int, () -> Bool) -> Void) {
            self.count = count
            self.helpers = helpers
            self.body = body
        }

        var isCancelled: Bool { condition.withLock { wasCancelled } }

        func cancel() { condition.withLock { wasCancelled = true } }

        /// Does pieces until none is left.
        func work(_ shouldContinue: () -> Bool) {
            while let (piece, body) = take() { body(piece, shouldContinue) }
        }

        private func take() -> (Int, (Int, () -> Bool) -> Void)? {
            condition.withLock {
                guard next < count, let body else { return nil }
                next += 1
                return (next - 1, body)
            }
        }

        /// Says that a helper is done.
        func leave() {
            condition.withLock {
                helpers -= 1
                condition.broadcast()
            }
        }

        /// Lets go of what is done, so that nothing holds it when the caller returns.
        func forget() { condition.withLock { body = nil } }

        func waitForHelpers(asking ask: () -> Bool) {
            while condition.withLock({ helpers > 0 }) {
                _ = ask()
                condition.withLock {
                    if helpers > 0 { _ = condition.wait(until: Date(timeIntervalSinceNow: patience)) }
                }
            }
        }
    }
}
