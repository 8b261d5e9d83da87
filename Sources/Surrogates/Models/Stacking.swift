/// The weights of a mixture of models by which measurements are predicted best (stacking: Wolpert, Neural Networks 5, 1992;
/// Breiman, Machine Learning 24, 1996).
///
/// What is minimised is the mean squared error of the mixed mean, sum_i v_i (y_i - sum_k w_k m_ik)², with m_ik the
/// prediction of measurement i by model k that did without it, and v_i for how much it counts. Models are weighed by their
/// means and not by their densities (Yao, Vehtari, Simpson & Gelman, Bayesian Analysis 13, 2018): an adaptive search
/// measures where values are extreme, models then overstate the noise of the rest of the field to different degrees, and the
/// density rewards the one that happens to overstate it least, whatever it predicts.
enum Stacking {
    /// Returns the weights, found from equal ones.
    ///
    /// They maximise the profile likelihood of normal errors with a Dirichlet prior as if every model had explained one
    /// measurement alone, so that few measurements decide little: -(n / 2) log error + sum_k log w_k.
    ///
    /// - Parameters:
    ///   - means: m_ik, an array a model, each as long as `targets`.
    ///   - targets: y_i.
    ///   - shares: v_i, how much each measurement counts, not negative, of sum one.
    /// - Returns: A weight a model, positive, of sum one.
    static func weights(of means: [[Double]], targets: [Double], shares: [Double]) -> [Double] {
        let models = means.count
        let weights = [Double](repeating: 1 / Double(models), count: models)
        let squares = shares.reduce(0) { $0 + $1 * $1 }
        guard models > 1, squares > 0 else { return weights }
        // As many measurements of equal shares would tell as much (Kish, Survey Sampling, 1965).
        let count = 1 / squares
        // Errors of the models, and what their products come to: the error of a mixture is w' C w.
        var errors = means.map { mean in zip(targets, mean).map { $0 - $1 } }
        // A prediction that is no number counts as ten times the greatest error.
        let greatest = errors.joined().reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        errors = errors.map { $0.map { $0.isFinite ? $0 : 10 * greatest } }
        let products = errors.map { first in
            errors.map { second in
                shares.indices.reduce(0) { $0 + shares[$1] * first[$1] * second[$1] }
            }
        }
        let scale = (0..<models).reduce(0) { max($0, products[$1][$1]) }
        guard scale > 0 else { return weights }
        var search = LBFGS()
        search.iterations = 500
        let minimum = search.minimum(
            from: Array(repeating: 0, count: models), shouldContinue: { true }
        ) { logits in
            let weights = softmax(logits)
            let image = products.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
            let error = max(zip(image, weights).reduce(0) { $0 + $1.0 * $1.1 }, 1e-12 * scale)
            let value = weights.reduce(-0.5 * count * logarithm(error)) { $0 + logarithm($1) }
            let slopes = (0..<models).map { 1 - count * weights[$0] * image[$0] / error }
            let sum = slopes.reduce(0, +)
            return value.isFinite
                ? (-value / count, (0..<models).map { (weights[$0] * sum - slopes[$0]) / count }) : nil
        }
        return minimum.map { softmax($0.point) } ?? weights
    }

    private static func softmax(_ logits: [Double]) -> [Double] {
        let greatest = logits.max() ?? 0
        let parts = logits.map { exponential($0 - greatest) }
        let sum = parts.reduce(0, +)
        return parts.map { $0 / sum }
    }
}
