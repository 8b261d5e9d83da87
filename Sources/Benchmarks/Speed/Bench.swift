private import Foundation
internal import LinearAlgebra

/// A run of the benchmarks: the machine's peaks, measured first, and the rows so far.
struct Bench {
    enum Precision {
        case single
        case double
    }

    /// The floating point operations of a call, by precision.
    struct Operations {
        var single = 0.0
        var double = 0.0
    }

    /// How many threads what is measured may use.
    private(set) var threads: Int
    let isQuick: Bool
    let usesProcessorTime: Bool
    private(set) var rows: [Row] = []
    /// Billions of operations a second in a large product, by precision and threads.
    private var peaks: [Precision: [Int: Double]] = [:]

    /// Measures the peaks: the best of a few large products, for each number of threads.
    ///
    /// The library multiplies on several threads for its peaks only; what is measured shares its work out itself.
    init(threads counts: [Int], isQuick: Bool, usesProcessorTime: Bool) {
        threads = 1
        self.isQuick = isQuick
        self.usesProcessorTime = usesProcessorTime
        for count in Set([1] + counts).sorted() {
            BLAS.threads = count
            threads = count
            peaks[.single, default: [:]][count] = measurePeak("sgemm peak", Float.self)
            peaks[.double, default: [:]][count] = measurePeak("dgemm peak", Double.self)
        }
        BLAS.threads = 1
        threads = 1
    }

    /// The time that one thread takes for a product of 1000 x 1000 matrices in single precision at its peak, in seconds:
    /// the unit of limits that must hold on slower machines and faster ones.
    var unit: Double { 2 / (peaks[.single]?[1] ?? .nan) }

    /// Calls `body`, whose rows are of as many threads as given.
    mutating func with(threads: Int, _ body: (inout Bench) -> Void) {
        self.threads = threads
        body(&self)
        self.threads = 1
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
        let counted = operations.map {
            precision == .single ? Operations(single: $0) : Operations(double: $0)
        }
        add(name, n: n, seconds: shortest(of: durations(body)), operations: counted, remark: remark)
    }

    /// Adds a row of a time that was measured elsewhere.
    ///
    /// The fraction of the peak is the time that the operations would take at the peaks of their precisions, over the time
    /// that they took.
    mutating func add(
        _ name: String, n: Int?, seconds: Double, operations: Operations? = nil,
        remark: (Double) -> String = { _ in "" }
    ) {
        let attainable = operations.map { operations in
            operations.single / (peaks[.single]?[threads] ?? .nan) / 1e9
                + operations.double / (peaks[.double]?[threads] ?? .nan) / 1e9
        }
        let row = Row(
            name: name, threads: threads, n: n, seconds: seconds,
            gflops: operations.map { ($0.single + $0.double) / seconds / 1e9 },
            fractionOfPeak: attainable.map { $0 / seconds })
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
        } while result.count < (isQuick ? 2 : 3) || (result.reduce(0, +) < budget && result.count < 1000)
        return result
    }

    /// Seconds from some origin, of the wall's clock or of the time that the processor spent on this process.
    private func now() -> Double {
        usesProcessorTime ? Clocks.processor : Clocks.wall
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
