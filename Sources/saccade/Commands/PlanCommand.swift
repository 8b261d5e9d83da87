import ArgumentParser
import Formulas
import PlanFiles

/// `saccade plan`: what a plan says.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Explains and checks plans.", subcommands: [Explain.self, Check.self])

    /// `saccade plan explain`.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a plan with every key, its value or default, and what it means.")

        @Argument(help: "The plan; without one, the defaults are explained.") var plan: String?
        @Option(
            help: ArgumentHelp(
                "Explains one key and those inside it instead, such as features.patch or window.", valueName: "key"))
        var key: String?
        @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
        var overrides: [String] = []

        func run() throws {
            if let key {
                guard let lines = PlanReference.explain(key: key) else {
                    let question = NearestName.question(
                        key, among: PlanReference.entries.flatMap { [$0.path, $0.key] })
                    throw Failure("--key \(key): plans have no such key.\(question)", .usage)
                }
                return print(lines.joined(separator: "\n"))
            }
            print(PlanReference.explain(try plan.map { try PlanSource($0, overriding: overrides).plan }))
        }
    }

    /// `saccade plan check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks a plan and says what is wrong with it.")

        @Argument(help: "The plan; - reads standard input.") var plan: String
        @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
        var overrides: [String] = []

        func run() throws {
            let source = try PlanSource(plan, overriding: overrides)
            print("\(plan): good")
            for remark in Remark.found(in: source.plan) { print("  note: \(remark)") }
            // They may be made before the plan is used.
            do { _ = try source.weights() } catch { print("  note: not yet to be used: \(error)") }
        }
    }
}
