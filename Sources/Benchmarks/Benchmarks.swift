private import Foundation
private import LinearAlgebra

/// Measures what the numerics reach beside what the machine can do, prints a table, writes it as JSON, and holds it to
/// the thresholds.
@main struct Benchmarks {
    /// What is measured, in this order.
    ///
    /// A new group of rows is a function and a line here.
    static let groups: [Group] = [
        Group("network", usesThreads: true, networkRows),
        Group("cholesky", usesThreads: false, choleskyRows),
        Group("surrogates", usesThreads: true, surrogateRows),
        Group("steps", usesThreads: true, stepRows),
    ]

    struct Group: Sendable {
        let name: String
        /// Whether what it measures can use several threads.
        let usesThreads: Bool
        let measure: @Sendable (inout Bench) -> Void

        init(_ name: String, usesThreads: Bool, _ measure: @escaping @Sendable (inout Bench) -> Void) {
            self.name = name
            self.usesThreads = usesThreads
            self.measure = measure
        }
    }

    static func main() throws {
        let options: Options
        do {
            options = try Options(CommandLine.arguments.dropFirst())
        } catch {
            FileHandle.standardError.write(Data("Benchmarks: \(error)\n".utf8))
            exit(2)
        }
        if options.wantsHelp {
            print(Options.usage)
            return
        }
        print("\(BLAS.configuration); threads: \(options.threads.map(String.init).joined(separator: ", "))")
        print(Row.header)
        var bench = Bench(options)
        for group in groups where options.only.isEmpty || options.only.contains(group.name) {
            for threads in options.threads where threads == 1 || group.usesThreads {
                bench.with(threads: threads, group.measure)
            }
        }
        try bench.write(to: options.output)
        print("written to \(options.output)\n")
        let verdicts = Threshold.all.compactMap { $0.verdict(of: bench) }
        for verdict in verdicts { print(verdict.text) }
        let failures = verdicts.count { !$0.holds }
        print("\(verdicts.count - failures) of \(verdicts.count) thresholds hold")
        if failures > 0 { exit(1) }
    }
}
