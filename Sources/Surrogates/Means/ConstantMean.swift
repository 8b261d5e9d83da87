/// A mean that is the same everywhere, on the scale of the process.
package struct ConstantMean: MeanFunction, Hashable {
    package var value: Double

    package init(_ value: Double = 0) {
        self.value = value
    }

    package var name: String { "constant" }

    package var parameterGroups: [ParameterGroup] {
        [ParameterGroup(name: ParameterGroup.mean, count: 1, isPositive: false)]
    }

    package var parameters: [Double] {
        get { [value] }
        set {
            precondition(newValue.count == 1, "a parameter vector keeps its length")
            value = newValue[0]
        }
    }

    /// A standard normal prior: the mean of standardised targets is 0, and the process's is within their spread of it.
    package var priors: Hyperpriors {
        Hyperpriors(free: [ParameterGroup.mean: NormalPrior(mean: 0, deviation: 1)])
    }

    package func values(at covariates: Covariates) -> [Double] { Array(repeating: value, count: covariates.count) }

    package func addGradient(at covariates: Covariates, weights: [Double], to gradient: inout [Double]) {
        gradient[0] += weights.reduce(0, +)
    }
}
