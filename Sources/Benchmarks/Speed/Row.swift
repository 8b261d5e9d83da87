private import Foundation

/// One measured number, as it stands in the table and in the JSON file.
struct Row: Encodable {
    let name: String
    let threads: Int
    /// The size that matters: rows, points or the order of a matrix.
    let n: Int?
    /// The shortest of the repetitions.
    let seconds: Double
    /// Billions of floating point operations a second, where they can be counted.
    let gflops: Double?
    /// The time at what large products reach in the same precisions, on as many threads in the same run, over the time.
    let fractionOfPeak: Double?

    enum CodingKeys: String, CodingKey {
        case name
        case threads
        case n
        case seconds
        case gflops
        case fractionOfPeak = "fraction_of_peak"
    }

    // Written out so that what is missing stands as null.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(threads, forKey: .threads)
        try container.encode(n, forKey: .n)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(gflops, forKey: .gflops)
        try container.encode(fractionOfPeak, forKey: .fractionOfPeak)
    }

    static let header = line("", "threads", "n", "ms", "GFLOP/s", "of peak", "")

    /// The row of the table, with a remark at its end.
    func text(remark: String) -> String {
        Row.line(
            name, "\(threads)", n.map(String.init) ?? "", String(format: "%.3f", seconds * 1e3),
            gflops.map { String(format: "%.1f", $0) } ?? "",
            fractionOfPeak.map { String(format: "%.0f %%", $0 * 100) } ?? "", remark)
    }

    private static func line(
        _ name: String, _ threads: String, _ n: String, _ time: String, _ speed: String, _ fraction: String,
        _ remark: String
    ) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(1, width - text.count)) + text
        }
        let padded = name.padding(toLength: max(name.count, 52), withPad: " ", startingAt: 0)
        return padded + right(threads, 8) + right(n, 8) + right(time, 12) + right(speed, 9) + right(fraction, 9)
            + (remark.isEmpty ? "" : "  " + remark)
    }
}
