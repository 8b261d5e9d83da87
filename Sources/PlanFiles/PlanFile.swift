package import Experiments

/// The YAML form of plans.
///
/// `PlanReference` tells every key. A file is read as a whole or not at all: an unknown key, a value of the wrong kind or
/// out of range, a unit that does not exist or keys that contradict each other are refused, all at once.
package enum PlanFile {
    /// The most characters that a plan may have.
    static let longestText = 1_000_000

    /// Reads a plan.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - name: The file's name, for messages.
    ///   - overrides: Changes of the form `budget.measurements=50`, made before the text is understood, so that they may
    ///     also take the place of what is wrong in it. Their values are YAML too.
    /// - Returns: The plan, with the defaults of all that the text leaves out.
    /// - Throws: ``PlanErrors`` with everything that is wrong.
    package static func parse(
        text: String, name: String = "plan", overriding overrides: [String] = []
    ) throws(PlanErrors) -> Plan {
        try read(text, name, overrides, as: .experiment) { tree, findings in
            var plan = PlanKeys.plan.read(tree, Path(), &findings)
            let isNamed = AcquisitionChoice.Function.allCases.contains { function in
                findings.places["acquisition.\(function.rawValue)"] != nil
            }
            if !isNamed {
                let cost = plan.acquisition.cost
                plan.acquisition = AcquisitionChoice(
                    .natural(for: plan.objectives.compactMap(\.goal), isConstrained: !plan.constraints.isEmpty))
                plan.acquisition.cost = cost
            }
            Conflict.report(in: plan, &findings)
            return plan
        }
    }

    /// Reads the plan of a training.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - name: The file's name, for messages.
    ///   - overrides: Changes of the form `training.epochs=50`, as in plans of experiments.
    /// - Returns: The plan, with the defaults of all that the text leaves out; presets are resolved to their parts.
    /// - Throws: ``PlanErrors`` with everything that is wrong.
    package static func parseTraining(
        text: String, name: String = "plan", overriding overrides: [String] = []
    ) throws(PlanErrors) -> TrainingPlan {
        try read(text, name, overrides, as: .training) { tree, findings in
            var plan = TrainingPlanKeys.plan.read(tree, Path(), &findings)
            // What is said of inputs and targets alike is not said of targets that there are not.
            if !plan.data.hasTargets, findings.places["scaling.targets"] == nil {
                plan.scaling.targets = TrainingPlan.ScalingChoice().targets
            }
            Conflict.report(in: plan, &findings)
            return plan
        }
    }

    /// Tells what a text is a plan of, by its outermost keys.
    ///
    /// - Returns: An experiment where nothing speaks for either, as in a text that is no YAML.
    package static func kind(of text: String, overriding overrides: [String] = []) -> PlanKind {
        guard let tree = try? Tree(yaml: text).overridden(by: overrides) else { return .experiment }
        return PlanKind(of: tree, expecting: .experiment)
    }

    private static func read<Root>(
        _ text: String, _ name: String, _ overrides: [String], as kind: PlanKind,
        _ read: (Tree, inout Findings) -> Root
    ) throws(PlanErrors) -> Root {
        let tree: Tree
        do {
            tree = try Tree(yaml: text, of: kind).overridden(by: overrides)
        } catch {
            throw PlanErrors(name, error.problems)
        }
        if let problem = kind.misplacement(of: tree) { throw PlanErrors(name, [problem]) }
        var findings = Findings(kind)
        let plan = read(tree, &findings)
        guard findings.problems.isEmpty else { throw PlanErrors(name, findings.problems) }
        return plan
    }

    /// Finds the line in which a key stands.
    ///
    /// For what is found out after the plan was read, as a unit that the instrument's axis does not have.
    ///
    /// - Parameters:
    ///   - path: For example `scalarizer.band-maximum`.
    ///   - text: The YAML that the plan was read from.
    /// - Returns: The line of the key, or of the nearest key around it, from 1; nil if the text is no YAML.
    package static func line(of path: String, in text: String) -> Int? {
        guard var tree = try? Tree(yaml: text) else { return nil }
        var line = tree.place
        for key in path.split(separator: ".") {
            guard case .map(let entries) = tree.content, let entry = entries.first(where: { $0.key == key }) else {
                break
            }
            line = entry.place
            tree = entry.value
        }
        guard case .line(let line) = line else { return nil }
        return line
    }
}
