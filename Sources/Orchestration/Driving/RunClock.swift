package import Experiments
private import Foundation

/// The time of one run: seconds that it has been going on, and the time of day.
///
/// Running time is taken from a monotonic clock, goes on from where the journal left off, and stands still while the
/// run is paused.
package struct RunClock: Sendable {
    private var accumulated: Double
    private var since: ContinuousClock.Instant?

    /// Creates a clock that has run for `elapsed` seconds.
    package init(elapsed: Double, isRunning: Bool) {
        accumulated = elapsed
        since = isRunning ? .now : nil
    }

    /// Seconds that the run has been going on.
    package var elapsed: Double { elapsed(at: .now) }

    /// Seconds that the run had been going on at a moment; never less than when it was last paused or resumed.
    package func elapsed(at moment: ContinuousClock.Instant) -> Double {
        accumulated + max(0, since?.duration(to: moment).seconds ?? 0)
    }

    package mutating func pause() {
        accumulated = elapsed
        since = nil
    }

    package mutating func resume() {
        if since == nil { since = .now }
    }

    /// Dates an event.
    package func date(_ event: Event, elapsed: Double) -> JournalDraft {
        JournalDraft(event, time: Int64((Date().timeIntervalSince1970 * 1e6).rounded()), elapsed: elapsed)
    }
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
