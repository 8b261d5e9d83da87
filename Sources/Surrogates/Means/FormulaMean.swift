package import Formulas

/// A mean that is a hypothesis about the objective, written as a formula in its units, with named trainable parameters.
///
/// For instance a domain wall, `a + b * tanh((x - x0) / w)`. The parameters stay in the objective's units whatever the
/// process's targets are standardised by: the mean of standardised targets is (f(x) - shift) / spread, and
/// ``standardized(by:)`` returns the mean that says so.
package struct FormulaMean: MeanFunction, Hashable {
    /// A number in the formula that is found from the measurements.
    package struct Parameter: Hashable, Sendable {
        /// The name in the formula.
        package let name: String
        /// Where training begins.
        package let initial: Double
        /// Whether it is positive and trained as a logarithm.
        package let isPositive: Bool
        /// Its prior: log-normal for a positive parameter, normal for a free one.
        package let prior: Prior?

        /// A belief about the parameter before there are measurements.
        package enum Prior: Hashable, Sendable {
            case logNormal(LogNormalPrior)
            case normal(NormalPrior)
        }

        /// Creates a free parameter, which may have any value.
        ///
        /// Without a prior nothing but the measurements holds it: how large it may be is not to be told from `initial`.
        package static func free(_ name: String, initial: Double, prior: NormalPrior? = nil) -> Parameter {
            Parameter(name: name, initial: initial, isPositive: false, prior: prior.map { .normal($0) })
        }

        /// Creates a positive parameter.
        ///
        /// Without a prior it is believed to be within a factor of 4.5 of `initial` two times in three.
        package static func positive(_ name: String, initial: Double, prior: LogNormalPrior? = nil) -> Parameter {
            precondition(initial > 0, "a positive parameter begins positive")
            return Parameter(
                name: name, initial: initial, isPositive: true,
                prior: .logNormal(prior ?? LogNormalPrior(median: initial, scale: 1.5)))
        }

        /// What a free parameter is divided by when it is trained: its prior's deviation, or the size it begins with.
        fileprivate var unit: Double {
            if isPositive { return 1 }
            if case .normal(let prior) = prior { return prior.deviation }
            return initial == 0 ? 1 : abs(initial)
        }
    }

    /// The formula with its names resolved; its variables are covariates.
    package let formula: CompiledFormula
    /// The parameters as they were declared, in the order of their values.
    package let declared: [Parameter]
    /// What the targets of the process are standardised by.
    package private(set) var scale = TargetScale.identity
    private var current: [Double]

    /// Creates a mean for targets that are not standardised.
    ///
    /// - Parameters:
    ///   - formula: f, in the units of the objective.
    ///   - parameters: The formula's parameters.
    ///   - covariates: The names that may be variables.
    /// - Throws: `FormulaError` for a name in the formula that is neither a parameter nor a covariate.
    package init(
        _ formula: Formula, parameters: [Parameter], covariates: [String]
    ) throws(FormulaError) {
        // Compiled for those that it names; told of all there are.
        try CompiledFormula.check(formula, variables: covariates, parameters: parameters.map(\.name))
        self.formula = try CompiledFormula(
            formula, variables: covariates.filter(Set(formula.names).contains), parameters: parameters.map(\.name))
        declared = parameters
        current = parameters.map(\.initial)
    }

    package var name: String { formula.formula.description }

    package var parameterGroups: [ParameterGroup] {
        declared.map {
            ParameterGroup(name: Self.groupName($0), count: 1, isPositive: $0.isPositive, unit: $0.unit)
        }
    }

    package var parameters: [Double] {
        get { current }
        set {
            precondition(newValue.count == current.count, "a parameter vector keeps its length")
            precondition(
                zip(newValue, declared).allSatisfy { $0 > 0 || !$1.isPositive }, "a positive parameter stays positive")
            current = newValue
        }
    }

    package var priors: Hyperpriors {
        var priors = Hyperpriors()
        for parameter in declared {
            switch parameter.prior {
            case .logNormal(let prior): priors[Self.groupName(parameter)] = prior
            case .normal(let prior): priors[free: Self.groupName(parameter)] = prior
            case nil: break
            }
        }
        return priors
    }

    package func values(at covariates: Covariates) throws(UndefinedValue) -> [Double] {
        try formula.values(at: elements(of: covariates), count: covariates.count, parameters: current)
            .map(scale.standardize)
    }

    package func addGradient(
        at covariates: Covariates, weights: [Double], to gradient: inout [Double]
    ) throws(UndefinedValue) {
        try formula.addGradient(
            at: elements(of: covariates), parameters: current, weights: weights.map { $0 / scale.standardDeviation },
            to: &gradient)
    }

    package func standardized(by scale: TargetScale) -> any MeanFunction {
        var result = self
        result.scale = scale
        return result
    }

    private static func groupName(_ parameter: Parameter) -> String { "\(ParameterGroup.mean).\(parameter.name)" }

    private func elements(of covariates: Covariates) -> [Double] {
        guard let elements = covariates.columns(formula.variables) else {
            preconditionFailure("a mean is evaluated where its covariates \(formula.variables) are known")
        }
        return elements
    }
}
