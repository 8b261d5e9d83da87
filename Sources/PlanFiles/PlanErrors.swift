/// Everything that is wrong with a plan, in the order of its lines.
package struct PlanErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where something was written.
    package enum Place: Hashable, Sendable {
        /// A line of the file, from 1.
        case line(Int)
        /// An override, as it was given: `budget.measurements=50`.
        case override(String)
    }

    /// One thing that is wrong.
    package struct Problem: Hashable, Sendable {
        package let place: Place
        /// The key, for example `scalarizer.band-maximum.from`; empty if the fault is not one key's.
        package let path: String
        /// What was expected and what to do, as sentences.
        package let text: String

        package init(_ place: Place, _ path: String, _ text: String) {
            self.place = place
            self.path = path
            self.text = text
        }
    }

    /// The name of the file, as messages call it.
    package let name: String
    /// At least one.
    package let problems: [Problem]

    /// Creates the errors of a file; sorts the problems by line, those of overrides last.
    init(_ name: String, _ problems: [Problem]) {
        func line(_ place: Place) -> Int {
            if case .line(let line) = place { line } else { .max }
        }
        self.name = name
        self.problems = problems.enumerated()
            .sorted { (line($0.element.place), $0.offset) < (line($1.element.place), $1.offset) }
            .map(\.element)
    }

    /// One line a problem, as `plan.yaml:9: scalarizer.band-maximum.form: unknown key.`.
    package var description: String {
        problems.map { problem in
            let place =
                switch problem.place {
                case .line(let line): "\(name):\(line)"
                case .override(let text): "--set \(text)"
                }
            return ([place] + (problem.path.isEmpty ? [] : [problem.path]) + [problem.text]).joined(separator: ": ")
        }.joined(separator: "\n")
    }
}
