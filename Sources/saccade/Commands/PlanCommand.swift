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
        @Flag(help: "Explains plans of trainings, for `saccade train`; of a given plan it is found out.")
        var training = false
        @Option(
            help: ArgumentHelp(
                "Explains one key and those inside it instead, such as features.patch or window.", valueName: "key"))
        var key: String?
        @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
        var overrides: [String] = []

        func run() throws {
            let source = try plan.map { try PlanText($0) }
            let kind = training ? .training : source?.kind(overriding: overrides)
            if let key { return try explain(key, of: kind) }
            guard let source else { return print(PlanReference.explain(kind ?? .experiment)) }
            switch kind ?? .experiment {
            case .experiment: print(PlanReference.explain(try PlanSource(source, overriding: overrides).plan))
            case .training:
                print(
                    PlanReference.explain(
                        try PlanFile.parseTraining(text: source.text, name: source.name, overriding: overrides)))
            }
        }

        /// Explains a key of one kind of plan, or of the first kind that has it.
        private func explain(_ key: String, of kind: PlanKind?) throws {
            let kinds = kind.map { [$0] } ?? PlanKind.allCases
            for kind in kinds {
                guard let lines = PlanReference.explain(key: key, of: kind) else { continue }
                return print(lines.joined(separator: "\n"))
            }
            let known = kinds.flatMap { PlanReference.entries(of: $0) }.flatMap { [$0.path, $0.key] }
            throw Failure(
                "--key \(key): plans have no such key.\(NearestName.question(key, among: known))", .usage)
        }
    }

    /// `saccade plan check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks a plan and says what is wrong with it.")

        @Argument(help: "The plan; - reads standard input.") var plan: String
        @Option(name: .customLong("set"), help: ArgumentHelp("Overrides a key of the plan.", valueName: "key=value"))
        var overrides: [String] = []

        func run() throws {
            let text = try PlanText(plan)
            switch text.kind(overriding: overrides) {
            case .experiment:
                let source = try PlanSource(text, overriding: overrides)
                report(Remark.found(in: source.plan))
                // They may be made before the plan is used.
                do { _ = try source.weights() } catch { print("  note: not yet to be used: \(error)") }
            case .training:
                let plan = try PlanFile.parseTraining(text: text.text, name: text.name, overriding: overrides)
                report(Remark.found(in: plan))
            }
        }

        private func report(_ remarks: [Remark]) {
            print("\(plan): good")
            for remark in remarks { print("  note: \(remark)") }
        }
    }
}
