/// The parameters on the scale on which they are trained: logarithms of all but the mean, which is as it is.
extension GaussianProcess {
    /// The range that training keeps logarithms in, wide enough never to matter but for a parameter without effect.
    private static let logarithmRange = -30.0...30.0

    /// log of the kernel's parameters, log of the noise variance, mean.
    package var trainedParameters: [Double] {
        get { parameters.dropLast().map { logarithm($0) } + [mean] }
        set {
            let positive = newValue.dropLast().map { value in
                exponential(min(max(value, Self.logarithmRange.lowerBound), Self.logarithmRange.upperBound))
            }
            parameters = positive + newValue.suffix(1)
        }
    }

    /// Returns the gradient in `trainedParameters`, given that in `parameters`.
    package func trainedGradient(_ gradient: [Double]) -> [Double] {
        let natural = parameters
        return gradient.indices.map { $0 == gradient.count - 1 ? gradient[$0] : gradient[$0] * natural[$0] }
    }

    /// Returns the log density of the parameters under `priors` and its gradient in `trainedParameters`.
    func logPrior(_ priors: Hyperpriors) -> (value: Double, gradient: [Double]) {
        var value = 0.0
        var gradient: [Double] = []
        var index = 0
        let trained = trainedParameters
        for group in parameterGroups {
            let prior = priors[group.name]
            for _ in 0..<group.count {
                value += prior?.logDensity(atLogarithm: trained[index]) ?? 0
                gradient.append(prior?.slope(atLogarithm: trained[index]) ?? 0)
                index += 1
            }
        }
        return (value, gradient)
    }
}
