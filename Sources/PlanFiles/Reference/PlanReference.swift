package import Experiments

/// What may stand in a plan, told from the table that plans are read by.
package enum PlanReference {
    /// A key, wherever it may stand.
    package struct Entry: Hashable, Sendable {
        /// For example `features.patch.window`.
        package let path: String
        /// The last part of the path.
        package let key: String
        /// What may stand there, for example `a whole number from 1 to 256`.
        package let expected: String
        /// The default as it is written; nil if there is none.
        package let standard: String?
        /// What it means, as sentences.
        package let meaning: String
        /// The words that may stand there and have no entries of their own, in lines with what they mean.
        package var options: [String] = []
    }

    /// Every key of every alternative that plans of a kind may have, in the order of the file.
    package static func entries(of kind: PlanKind = .experiment) -> [Entry] {
        switch kind {
        case .experiment: experimentEntries
        case .training: trainingEntries
        }
    }

    private static let experimentEntries = PlanKeys.plan.entries(at: Path())
    private static let trainingEntries = TrainingPlanKeys.plan.entries(at: Path())

    /// Spells the defaults of a kind of plan out: of an experiment on the sample `nanoparticles`, or of a training with
    /// cards.
    ///
    /// - Returns: YAML.
    package static func explain(_ kind: PlanKind = .experiment) -> String {
        switch kind {
        case .experiment: explain(PlanKeys.plan.initial)
        case .training: explain(TrainingPlanKeys.plan.initial)
        }
    }

    /// Spells a plan out: every key with its meaning, what it may be, its default, and the plan's value.
    ///
    /// The text is a plan itself, and reads as the plan that it was made from.
    ///
    /// - Returns: YAML.
    package static func explain(_ plan: Plan) -> String {
        explain(plan, by: PlanKeys.plan, needing: "a source of measurements")
    }

    /// Spells the plan of a training out, in the same manner; presets are resolved to their parts.
    package static func explain(_ plan: TrainingPlan) -> String {
        explain(plan, by: TrainingPlanKeys.plan, needing: "something to learn from")
    }

    private static func explain<Root>(_ plan: Root, by section: Section<Root>, needing need: String) -> String {
        guard case .map(let lines) = section.write(plan) else { return "" }
        let introduction = Written.Comment(
            "Every key of the plan; what is left out has its default. A plan needs \(need).",
            options: section.codec.options)
        return comment(introduction, isMap: true, indent: "") + "\n"
            + lines.map { block($0, indent: "") }.joined(separator: "\n")
    }

    private static let width = 100

    /// Returns a key with what is told of it; `path` are the keys around it, each followed by a dot.
    private static func block(_ line: Written.Line, at path: String = "", indent: String) -> String {
        let comment = comment(line.comment, isMap: line.value.isBlock, indent: indent)
        let place = "\(path)\(line.key)."
        switch line.value {
        case .map(let lines) where !lines.isEmpty:
            return "\(comment)\(indent)\(line.key):\n" + blocks(lines, at: place, indent: indent + "  ")
        case .entries(let items):
            let entries = items.enumerated().map { index, item in
                entry(item, at: "\(place)\(index)", indent: indent + "  ")
            }
            return "\(comment)\(indent)\(line.key):\n" + entries.joined()
        default:
            return "\(comment)\(indent)\(line.key): \(line.value.onOneLine)\n"
        }
    }

    private static func blocks(_ lines: [Written.Line], at path: String, indent: String) -> String {
        lines.map { block($0, at: path, indent: indent) }.joined()
    }

    /// Returns an entry of a list below its path, by which errors and overrides call it.
    private static func entry(_ item: Written, at path: String, indent: String) -> String {
        let heading = "\(indent)# `\(path)`:\n"
        guard case .map(let lines) = item, !lines.isEmpty else { return "\(heading)\(indent)- \(item.onOneLine)\n" }
        return "\(heading)\(indent)-\n" + blocks(lines, at: "\(path).", indent: indent + "  ")
    }

    private static func comment(_ comment: Written.Comment, isMap: Bool, indent: String) -> String {
        var sentence = comment.meaning
        if !comment.options.isEmpty {
            let standard = comment.standard.map { "; default \($0)" } ?? ""
            sentence += " \(comment.choosing)\(standard)."
        } else if let expected = comment.expected, !isMap {
            sentence += " \(expected.capitalizedSentence)" + (comment.standard.map { "; default \($0)." } ?? ".")
        }
        return wrapped(sentence, after: "\(indent)# ").map { "\($0)\n" }.joined()
            + lines(of: comment.options).map { "\(indent)#   \($0)\n" }.joined()
    }

    /// Returns options one below the other, their meanings in a column.
    static func lines(of options: [(name: String, meaning: String)]) -> [String] {
        let longest = options.map(\.name.count).max() ?? 0
        return options.map { $0.name + String(repeating: " ", count: longest - $0.name.count) + "  \($0.meaning)" }
    }

    /// Returns a text in lines that begin with the same characters.
    static func wrapped(_ text: String, after start: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count + 1 <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("\(start)\(word)")
            }
        }
        return lines
    }
}

extension Written {
    fileprivate var isBlock: Bool {
        switch self {
        case .map(let lines): !lines.isEmpty
        case .entries: true
        case .scalar, .list: false
        }
    }
}

extension String {
    /// The text with a capital letter at its beginning.
    var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}
