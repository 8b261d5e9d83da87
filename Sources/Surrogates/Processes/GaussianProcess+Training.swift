/// The parameters on the scale on which they are trained: logarithms of those that are positive, the others in their units.
extension GaussianProcess {
    /// The range that training keeps logarithms in, wide enough never to matter but for a parameter without effect.
    private static let logarithmRange = -30.0...30.0

    /// The group of every parameter.
    private var groups: [ParameterGroup] {
        parameterGroups.flatMap { Array(repeating: $0, count: $0.count) }
    }

    /// The logarithms of the kernel's parameters, of the noise variance and of the mean's positive parameters; the mean's
    /// free parameters, divided by their units.
    package var trainedParameters: [Double] {
        get { zip(groups, parameters).map { $0.isPositive ? logarithm($1) : $1 / $0.unit } }
        set {
            let range = Self.logarithmRange
            parameters = zip(groups, newValue).map { group, value in
                group.isPositive
                    ? exponential(min(max(value, range.lowerBound), range.upperBound)) : value * group.unit
            }
        }
    }

    /// Returns the gradient in `trainedParameters`, given that in `parameters`.
    package func trainedGradient(_ gradient: [Double]) -> [Double] {
        zip(zip(groups, parameters), gradient).map { $1 * ($0.0.isPositive ? $0.1 : $0.0.unit) }
    }

    /// Returns the log density of the parameters under `priors`, up to a constant, and its gradient in
    /// `trainedParameters`.
    package func logPrior(_ priors: Hyperpriors) -> (value: Double, gradient: [Double]) {
        var value = 0.0
        var gradient: [Double] = []
        for (group, trained) in zip(groups, trainedParameters) {
            let prior = priors.trained(group)
            let distance = prior.map { (trained - $0.location) / $0.scale } ?? 0
            value -= 0.5 * distance * distance
            gradient.append(prior.map { -distance / $0.scale } ?? 0)
        }
        return (value, gradient)
    }

    /// Returns the process with the medians of the priors for parameters; those without a prior stay.
    package func atMedians(of priors: Hyperpriors) -> GaussianProcess {
        var result = self
        result.trainedParameters = zip(groups, trainedParameters).map { priors.trained($0)?.location ?? $1 }
        return result
    }
}
