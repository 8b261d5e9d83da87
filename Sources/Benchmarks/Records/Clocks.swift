private import Foundation

/// Seconds from some origin.
enum Clocks {
    /// Of the clock on the wall.
    static var wall: Double { seconds(CLOCK_MONOTONIC) }
    /// Of what the processor spent on this process, all threads added up: other work on the machine hardly changes it.
    static var processor: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
