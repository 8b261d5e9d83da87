/// How the members of a batch are kept from crowding where the first of them is.
package enum BatchStrategy: Hashable, Sendable {
    /// The value that a constant liar tells, relative to the goal.
    package enum Lie: String, Hashable, Sendable, CaseIterable {
        /// The least desirable of the measured values: spreads most.
        case min
        /// The mean of the measured values.
        case mean
        /// The most desirable of the measured values: crowds most.
        case max
    }

    /// Each as if the ones before had been measured with their posterior means (the kriging believer of Ginsbourger,
    /// Le Riche & Carraro 2010).
    ///
    /// The means stay, and the uncertainty about the candidate goes.
    case believer
    /// Each as if the ones before had been measured with one and the same value (the same authors' constant liar).
    case constantLiar(Lie)
    /// Each where the ones before have not yet ruled out a better value (González, Dai, Hennig & Lawrence, AISTATS 2016).
    ///
    /// The surrogate is asked once for all of them; see ``LocalPenalties``.
    case localPenalty
    /// The first by the function, each further one by a fresh sample of the posterior.
    case thompson

    /// Every strategy, the default first.
    package static let all: [BatchStrategy] =
        [.believer] + Lie.allCases.map { .constantLiar($0) } + [.localPenalty, .thompson]

    /// The name by which plans and the command line call the strategy.
    package var name: String {
        switch self {
        case .believer: "believer"
        case .constantLiar(let lie): "constant-liar-\(lie.rawValue)"
        case .localPenalty: "local-penalty"
        case .thompson: "thompson"
        }
    }

    /// The strategy of a name, if there is one.
    package init?(named name: String) {
        guard let strategy = Self.all.first(where: { $0.name == name }) else { return nil }
        self = strategy
    }
}

extension BatchStrategy.Lie {
    /// The value to tell.
    ///
    /// - Parameters:
    ///   - values: The measured values; those that are not finite are passed over.
    ///   - goal: What the values are wanted to be.
    /// - Returns: One of the values, or their mean; `nil` without a finite one.
    package func value(of values: [Double], goal: Goal) -> Double? {
        let values = values.filter(\.isFinite)
        guard !values.isEmpty else { return nil }
        func isLess(_ one: Double, _ other: Double) -> Bool {
            goal.desirability(of: one) < goal.desirability(of: other)
        }
        return switch self {
        case .min: values.min(by: isLess)
        case .mean: values.reduce(0) { $0 + $1 / Double(values.count) }
        case .max: values.max(by: isLess)
        }
    }
}
