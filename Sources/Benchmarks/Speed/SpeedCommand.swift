internal import ArgumentParser
private import LinearAlgebra

/// `Benchmarks speed`: what the numerics reach beside what the machine can do.
struct SpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed", abstract: "Measures speed beside the machine's own peak, and holds it to the thresholds.",
        discussion: """
            The exit status is 1 if a threshold does not hold. Times are the shortest of several; measure on a quiet machine.
            """)

    /// What is measured, in this order.
    ///
    /// A new group of rows is a function and a line here.
    static let groups: [Group] = [
        Group("network", usesThreads: true, networkRows),
        Group("cholesky", usesThreads: false, choleskyRows),
        Group("surrogates", usesThreads: true, surrogateRows),
        Group("steps", usesThreads: true, stepRows),
        Group("autoencoders", usesThreads: true, autoencoderRows),
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

    @Option(help: "Where the rows are written as JSON.") var output = "bench.json"
    @Option(
        help: ArgumentHelp(
            "How many threads may be used; with several numbers, all is measured with each.", valueName: "n,..."))
    var threads = ThreadCounts(counts: [1, 2])
    @Flag(help: "Fewer repetitions: seconds instead of a minute, and noisier.") var quick = false
    @Flag(
        help: """
            Time that the processor spent on us rather than time on the wall: for busy machines; what several threads spend is \
            added, so that thresholds of several threads are not looked at.
            """)
    var processorTime = false
    @Option(help: "Measure this group only; may be repeated.") var only: [String] = []

    func validate() throws {
        if let unknown = only.first(where: { name in !Self.groups.contains { $0.name == name } }) {
            let known = Self.groups.map(\.name).joined(separator: ", ")
            throw ValidationError("no group is called \(unknown); there are \(known)")
        }
    }

    func run() throws {
        print("\(BLAS.configuration); threads: \(threads)")
        print(Row.header)
        var bench = Bench(threads: threads.counts, isQuick: quick, usesProcessorTime: processorTime)
        for group in Self.groups where only.isEmpty || only.contains(group.name) {
            for threads in threads.counts where threads == 1 || group.usesThreads {
                bench.with(threads: threads, group.measure)
            }
        }
        try bench.write(to: output)
        print("written to \(output)\n")
        let verdicts = Threshold.all.compactMap { $0.verdict(of: bench) }
        for verdict in verdicts { print(verdict.text) }
        let failures = verdicts.count { !$0.holds }
        print("\(verdicts.count - failures) of \(verdicts.count) thresholds hold")
        if failures > 0 { throw ExitCode(1) }
    }
}

/// Numbers of threads, as `1,2` says them.
struct ThreadCounts: ExpressibleByArgument, CustomStringConvertible {
    let counts: [Int]

    init(counts: [Int]) { self.counts = counts }

    init?(argument: String) {
        let numbers = argument.split(separator: ",").map { Int($0) ?? 0 }
        guard !numbers.isEmpty, numbers.allSatisfy({ (1...64).contains($0) }) else { return nil }
        counts = numbers
    }

    var description: String { counts.map(String.init).joined(separator: ",") }
    var defaultValueDescription: String { description }
}
