/// The weights of a mixture of models by which measurements are predicted best (stacking of predictive distributions:
/// Yao, Vehtari, Simpson & Gelman, Bayesian Analysis 13, 2018).
///
/// What is maximised is sum_i v_i log sum_k w_k p_k(y_i), with p_k(y_i) the density of measurement i under model k that did
/// without it, and v_i for how much it counts; to which comes a Dirichlet prior as if every model had explained one
/// measurement alone, so that few measurements decide little.
enum Stacking {
    /// Returns the weights, by expectation and maximisation from equal ones.
    ///
    /// - Parameters:
    ///   - logDensities: log p_k(y_i), an array a model, each as long as `shares`.
    ///   - shares: How much each measurement counts, not negative, of sum one.
    /// - Returns: A weight a model, positive, of sum one.
    static func weights(of logDensities: [[Double]], shares: [Double]) -> [Double] {
        let models = logDensities.count
        var weights = [Double](repeating: 1 / Double(models), count: models)
        let squares = shares.reduce(0) { $0 + $1 * $1 }
        guard models > 1, squares > 0 else { return weights }
        // As many measurements of equal shares would tell as much (Kish, Survey Sampling, 1965).
        let count = 1 / squares
        // A measurement that no model saw coming makes none of them impossible: ten nats are enough to lose a vote.
        let densities = shares.indices.map { point -> [Double] in
            let logs = logDensities.map { $0[point].isFinite ? $0[point] : -.infinity }
            let greatest = logs.max() ?? 0
            return logs.map { greatest.isFinite ? exponential(max($0 - greatest, -10)) : 1 }
        }
        for _ in 0..<200 {
            var next = [Double](repeating: 1, count: models)
            for (point, share) in shares.enumerated() {
                let terms = zip(weights, densities[point]).map(*)
                let sum = terms.reduce(0, +)
                for model in 0..<models { next[model] += count * share * terms[model] / sum }
            }
            let total = next.reduce(0, +)
            let change = zip(next, weights).reduce(0) { max($0, abs($1.0 / total - $1.1)) }
            weights = next.map { $0 / total }
            if change < 1e-6 { break }
        }
        return weights
    }
}
