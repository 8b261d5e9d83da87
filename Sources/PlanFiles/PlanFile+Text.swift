package import Experiments

extension PlanFile {
    /// Writes the plan of a training as a person would: without comments, and without what is so by default.
    ///
    /// - Returns: YAML, which reads as the plan that it was made from.
    package static func text(of plan: TrainingPlan) -> String {
        guard case .map(let lines) = TrainingPlanKeys.plan.write(plan).brief else { return "" }
        return lines.map { $0.text(indent: "") }.joined()
    }
}

extension Written {
    /// The value without the keys that say what would be so without them.
    fileprivate var brief: Written {
        switch self {
        case .scalar: self
        case .list(let items): .list(items.map(\.brief))
        case .entries(let items): .entries(items.map(\.brief))
        case .map(let lines):
            .map(
                lines.filter { !$0.isDefault }.map { line in
                    Line(key: line.key, value: line.value.brief, comment: line.comment)
                })
        }
    }
}

extension Written.Line {
    private static let width = 100

    /// The line, or a block of lines where it would be too long.
    fileprivate func text(indent: String) -> String {
        let line = "\(indent)\(key): \(value.onOneLine)\n"
        guard line.count > Self.width, case .map(let lines) = value, !lines.isEmpty else { return line }
        return "\(indent)\(key):\n" + lines.map { $0.text(indent: indent + "  ") }.joined()
    }
}
