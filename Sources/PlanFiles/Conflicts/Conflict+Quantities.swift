internal import Experiments

extension Conflict {
    /// What does not go together among objectives and constraints, and between them and how points are chosen.
    ///
    /// - Parameters:
    ///   - plan: What was read.
    ///   - written: The keys that were.
    /// - Returns: Every conflict.
    static func found(among plan: Plan, written: Set<String>) -> [Conflict] {
        var result: [Conflict] = []
        if written.contains(where: { $0.hasPrefix("objectives.") }) {
            result += ["scalarizer", "objective"].filter(written.contains).map { key in
                Conflict(
                    paths: [key, "objectives"],
                    text: "`objectives` says it of each objective. Leave this out, or write it there.")
            }
        }
        let names = plan.objectives.map(\.name)
        for constraint in plan.constraints where names.contains(constraint.name) {
            result.append(
                Conflict(
                    paths: ["constraints.\(constraint.name)"],
                    text: "an objective has this name already. Choose another."))
        }
        if plan.hasSeveralObjectives { result += foundAmongSeveral(plan) }
        if !plan.constraints.isEmpty { result += foundWithConstraints(plan) }
        return result
    }

    private static func foundAmongSeveral(_ plan: Plan) -> [Conflict] {
        var result: [Conflict] = []
        for objective in plan.objectives where objective.goal != .maximize && objective.goal != .minimize {
            let path = "objectives.\(objective.name).goal"
            result.append(
                Conflict(
                    paths: [path],
                    text:
                        "of several objectives each is maximised or minimised. Make what lies in a band a constraint, "
                        + "or seek this one alone."))
        }
        let limits: [(key: String, isSet: Bool)] = [
            ("target", plan.budget.target != nil), ("uncertainty", plan.budget.uncertainty != nil),
        ]
        for limit in limits where limit.isSet {
            result.append(
                Conflict(
                    paths: ["budget.\(limit.key)", "objectives"],
                    text: "there are several objectives, and it is for one. Leave it out."))
        }
        if plan.batch.strategy != .believer {
            result.append(
                Conflict(
                    paths: ["batch.strategy", "objectives"],
                    text: "with several objectives a decision's further points are chosen by `believer`."))
        }
        return result
    }

    private static func foundWithConstraints(_ plan: Plan) -> [Conflict] {
        var result: [Conflict] = []
        if let function = AcquisitionChoice.Function(rawValue: plan.acquisition.function), !function.hasLogarithm,
            function != .random
        {
            let suitable = AcquisitionChoice.Function.allCases.filter {
                $0.hasLogarithm && $0.suits(plan.objectives.compactMap(\.goal))
            }
            result.append(
                Conflict(
                    paths: ["acquisition", "constraints"],
                    text:
                        "the score of `\(function.rawValue)` cannot be weighed by the probability that constraints are "
                        + "kept. Choose one of \(suitable.map { "`\($0.rawValue)`" }.joined(separator: ", "))."))
        }
        if plan.batch.strategy == .thompson {
            result.append(
                Conflict(
                    paths: ["batch.strategy", "constraints"],
                    text: "draws of the model cannot be weighed by the probability that constraints are kept. "
                        + "Choose another strategy."))
        }
        return result
    }
}
