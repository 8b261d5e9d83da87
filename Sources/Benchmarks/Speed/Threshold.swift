private import Foundation

/// A limit that a row of the benchmarks must keep, in numbers that hold on slower machines and faster ones.
struct Threshold: Sendable {
    /// A row: what is measured, with how many threads, of which size.
    struct Place: Hashable, Sendable {
        var name: String
        var threads = 1
        var n: Int
    }

    enum Limit: Sendable {
        /// At least this fraction of the machine's peak.
        case fractionOfPeak(Double)
        /// At most so many times the time of another row.
        case times(Double, Place)
        /// At most so many times the time in which one thread multiplies two 1000 x 1000 matrices in single precision.
        case units(Double)
    }

    let place: Place
    let limit: Limit

    init(_ place: Place, _ limit: Limit) {
        self.place = place
        self.limit = limit
    }

    /// Whether a threshold holds, and the line that says so.
    struct Verdict {
        let holds: Bool
        let text: String
    }

    /// Judges the rows of a run; nil if they were not all measured, or by a clock that adds up threads.
    func verdict(of bench: Bench) -> Verdict? {
        guard let row = Self.row(place, of: bench) else { return nil }
        switch limit {
        case .fractionOfPeak(let least):
            guard let fraction = row.fractionOfPeak else { return nil }
            return verdict(
                fraction >= least, "\(Self.percent(fraction)) of the peak, at least \(Self.percent(least))")
        case .times(let most, let other):
            guard let reference = Self.row(other, of: bench) else { return nil }
            let ratio = row.seconds / reference.seconds
            return verdict(ratio <= most, String(format: "%.2f times ", ratio) + "\(other), at most \(most)")
        case .units(let most):
            let ratio = row.seconds / bench.unit
            return verdict(
                ratio <= most,
                String(format: "%.2f products of 1000³ (%.2f ms), at most ", ratio, row.seconds * 1e3) + "\(most)")
        }
    }

    private func verdict(_ holds: Bool, _ text: String) -> Verdict {
        Verdict(holds: holds, text: "\(holds ? "pass" : "FAIL")  \(place): \(text)")
    }

    private static func row(_ place: Place, of bench: Bench) -> Row? {
        if bench.usesProcessorTime && place.threads > 1 { return nil }
        return bench.rows.first { $0.name == place.name && $0.threads == place.threads && $0.n == place.n }
    }

    private static func percent(_ fraction: Double) -> String {
        String(format: "%.0f %%", 100 * fraction)
    }
}

extension Threshold.Place: CustomStringConvertible {
    var description: String { "\(name), n = \(n), \(threads) thread\(threads == 1 ? "" : "s")" }
}
