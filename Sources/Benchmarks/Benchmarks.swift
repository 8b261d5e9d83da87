private import Foundation
private import LinearAlgebra

/// Measures what the numerics reach beside what the machine can do, prints a table and writes it as JSON.
@main struct Benchmarks {
    /// What is measured, in this order.
    ///
    /// A new group of rows is a function and a line here.
    static let groups: [Group] = [
        Group("network", networkRows),
        Group("cholesky", choleskyRows),
        Group("surrogates", surrogateRows),
    ]

    struct Group: Sendable {
        let name: String
        let measure: @Sendable (inout Bench) -> Void

        init(_ name: String, _ measure: @escaping @Sendable (inout Bench) -> Void) {
            self.name = name
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
        BLAS.threads = options.threads
        print("\(BLAS.configuration); \(options.threads) thread\(options.threads == 1 ? "" : "s")")
        print(Row.header)
        var bench = Bench(options)
        for group in groups where options.only.isEmpty || options.only.contains(group.name) {
            group.measure(&bench)
        }
        try bench.write(to: options.output)
        print("written to \(options.output)")
    }
}
