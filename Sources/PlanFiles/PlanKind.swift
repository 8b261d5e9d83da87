/// What a plan is a plan of; the keys that it may have depend on it.
package enum PlanKind: CaseIterable, Hashable, Sendable {
    /// An experiment, for `saccade run` and `saccade simulate`.
    case experiment
    /// The training of an autoencoder, for `saccade train`.
    case training

    /// What is said of a text without content.
    var emptiness: String {
        switch self {
        case .experiment:
            "the plan is empty. It needs at least `instrument`, `data` or `sample`; see `saccade plan explain`."
        case .training:
            "the plan is empty. It needs at least something to learn from, such as `cards`; see "
                + "`saccade plan explain --training`."
        }
    }

    /// What is said where a plan of this kind stands in the place of one of the other.
    private var misplacement: String {
        switch self {
        case .experiment:
            "this is a plan for `saccade run` or `saccade simulate`. `saccade train` takes plans that name what to learn "
                + "from: one of \(PlanKind.training.sources)."
        case .training:
            "this is a plan for `saccade train`. `saccade run` and `saccade simulate` take plans that name what is "
                + "measured: one of \(PlanKind.experiment.sources)."
        }
    }
}

extension PlanKind {
    /// Creates the kind of plan that a tree seems to be: the one that has more of its keys to itself.
    ///
    /// - Parameters:
    ///   - tree: What was read.
    ///   - expected: What it is if nothing speaks for either.
    init(of tree: Tree, expecting expected: PlanKind) {
        let other: PlanKind = expected == .experiment ? .training : .experiment
        let (mine, theirs) = (expected.entries(in: tree, not: other), other.entries(in: tree, not: expected))
        let isOther =
            theirs.contains { other.sourceNames.contains($0.key) }
            && !mine.contains { expected.sourceNames.contains($0.key) }
        self = theirs.count > mine.count || theirs.count == mine.count && isOther ? other : expected
    }

    /// Returns what is wrong with a tree that is a plan of the other kind; nil if it is none.
    func misplacement(of tree: Tree) -> PlanErrors.Problem? {
        let kind = PlanKind(of: tree, expecting: self)
        guard kind != self, let entry = kind.entries(in: tree, not: self).first else { return nil }
        return PlanErrors.Problem(entry.place, entry.key, kind.misplacement)
    }

    /// The entries of a tree whose keys plans of this kind have, and plans of another do not.
    private func entries(in tree: Tree, not other: PlanKind) -> [Tree.Entry] {
        guard case .map(let entries) = tree.content else { return [] }
        return entries.filter { names.contains($0.key) && !other.names.contains($0.key) }
    }

    /// The outermost keys.
    private var names: Set<String> {
        switch self {
        case .experiment: Self.experimentNames
        case .training: Self.trainingNames
        }
    }

    /// The keys one of which every plan has.
    private var sourceNames: [String] {
        switch self {
        case .experiment: Self.experimentSources
        case .training: Self.trainingSources
        }
    }

    private var sources: String { sourceNames.map { "`\($0)`" }.joined(separator: ", ") }

    // Kept, because the table is made anew each time that it is asked for.
    private static let experimentSources = PlanKeys.plan.alternatives.map(\.name)
    private static let experimentNames = Set(experimentSources + PlanKeys.plan.keys.map(\.name))
    private static let trainingSources = TrainingPlanKeys.plan.alternatives.map(\.name)
    private static let trainingNames = Set(trainingSources + TrainingPlanKeys.plan.keys.map(\.name))
}
