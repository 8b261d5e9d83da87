private import Foundation
internal import LinearAlgebra

/// A run of the benchmarks: the machine's peaks, measured first, and the rows so far.
struct Bench {
    enum Precision {
        case single
        case double
    }

    let threads: Int
    let isQuick: Bool
    private let usesProcessorTime: Bool
    private(set) var rows: [Row] = []
    private var singlePeak = 0.0
    private var doublePeak = 0.0

    /// Measures the peaks: the best of a few large products.
    init(_ options: Options) {
        threads = options.threads
        isQuick = options.isQuick
        usesProcessorTime = options.usesProcessorTime
        singlePeak = measurePeak("sgemm peak", Float.self)
        doublePeak = measurePeak("dgemm peak", Double.self)
    }

    /// Times `body` repeatedly and adds a row of the shortest time, which other work on the machine disturbs least.
    ///
    /// - Parameters:
    ///   - name: What is measured.
    ///   - n: The size that matters.
    ///   - operations: The floating point operations of one call, where they can be counted.
    ///   - precision: What the operations are compared with.
    ///   - remark: What to print behind the row, given the seconds; it is not written to the file.
    ///   - body: What is timed.
    mutating func measure(
        _ name: String, n: Int?, operations: Double? = nil, precision: Precision = .single,
        remark: (Double) -> String = { _ in "" }, _ body: () -> Void
    ) {
        add(
            name, n: n, seconds: shortest(of: durations(body)), operations: operations, precision: precision,
            remark: remark)
    }

    /// Adds a row of a time that was measured elsewhere.
    mutating func add(
        _ name: String, n: Int?, seconds: Double, operations: Double? = nil, precision: Precision = .single,
        remark: (Double) -> String = { _ in "" }
    ) {
        let gflops = operations.map { $0 / seconds / 1e9 }
        let peak = precision == .single ? singlePeak : doublePeak
        let row = Row(
            name: name, threads: threads, n: n, seconds: seconds, gflops: gflops,
            fractionOfPeak: gflops.map { $0 / peak })
        rows.append(row)
        print(row.text(remark: remark(seconds)))
    }

    /// Writes the rows as a JSON array.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(rows).write(to: URL(filePath: path))
    }

    /// Returns the seconds of each of several calls, after one that does not count.
    func durations(_ body: () -> Void) -> [Double] {
        let budget = isQuick ? 0.3 : 2.0
        var result: [Double] = []
        body()
        repeat {
            let start = now()
            body()
            result.append(now() - start)
        } while result.count < 5 || (result.reduce(0, +) < budget && result.count < 1000)
        return result
    }

    /// Seconds from some origin, of the wall's clock or of the time that the processor spent on this process.
    private func now() -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(usesProcessorTime ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The time of the least disturbed call; the peaks are taken in the same way, so that ratios are fair.
    func shortest(of durations: [Double]) -> Double {
        durations.min() ?? .nan
    }

    private mutating func measurePeak<Scalar: BLASScalar>(_ name: String, _ type: Scalar.Type) -> Double {
        var best = (size: 0, seconds: 1.0, speed: 0.0)
        for size in [512, 1024, 2048] {
            let a = Matrix<Scalar>(rows: size, columns: size, elements: Bench.numbers(size * size))
            let b = a.copy()
            var c = Matrix<Scalar>(rows: size, columns: size)
            let operations = 2 * Double(size) * Double(size) * Double(size)
            let seconds = durations { multiply(a, b, into: &c) }.min() ?? .infinity
            if operations / seconds > best.speed { best = (size, seconds, operations / seconds) }
        }
        let row = Row(
            name: name, threads: threads, n: best.size, seconds: best.seconds, gflops: best.speed / 1e9,
            fractionOfPeak: 1)
        rows.append(row)
        print(row.text(remark: "best of 512, 1024 and 2048 cubed"))
        return best.speed / 1e9
    }

    /// Numbers between -1/2 and 1/2 without a pattern that matters.
    static func numbers<Scalar: BLASScalar>(_ count: Int) -> [Scalar] {
        (0..<count).map { Scalar(($0 &* 2_654_435_761) & 0xffff) / 65536 - 0.5 }
    }
}
