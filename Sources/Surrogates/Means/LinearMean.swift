/// A mean that is a plane: m(x) = offset + sum_i slope_i (x_i - c_i) / w_i, on the scale of the process.
///
/// With the centres c and spreads w of a pool's covariates the offset is the value in the middle and a slope the change
/// over one standard deviation, which standard normal priors suit; with 0 and 1 they are per unit of the covariates.
package struct LinearMean: MeanFunction, Hashable {
    /// The names of the covariates it is linear in.
    package let covariates: [String]
    /// What is subtracted from each.
    package let centers: [Double]
    /// What each is then divided by.
    package let spreads: [Double]
    package var offset = 0.0
    package var slopes: [Double]

    /// Creates a mean that is 0 everywhere until it is trained.
    ///
    /// - Parameters:
    ///   - covariates: The names of the covariates it is linear in.
    ///   - centers: What is subtracted from each; by default 0.
    ///   - spreads: What each is then divided by; by default 1.
    package init(in covariates: [String], centers: [Double]? = nil, spreads: [Double]? = nil) {
        self.covariates = covariates
        self.centers = centers ?? covariates.map { _ in 0 }
        self.spreads = spreads ?? covariates.map { _ in 1 }
        slopes = covariates.map { _ in 0 }
        precondition(
            self.centers.count == covariates.count && self.spreads.count == covariates.count, "one a covariate")
        precondition(self.spreads.allSatisfy { $0 > 0 }, "a spread is positive")
    }

    /// Creates a mean in all covariates of a pool, standardised by it.
    package init(standardizing pool: Covariates) {
        let width = pool.names.count
        let scales = (0..<width).map { column in
            TargetScale(of: (0..<pool.count).map { pool.elements[$0 * width + column] })
        }
        self.init(in: pool.names, centers: scales.map(\.mean), spreads: scales.map(\.standardDeviation))
    }

    package var name: String { "linear" }

    package var parameterGroups: [ParameterGroup] {
        [
            ParameterGroup(name: "mean.offset", count: 1, isPositive: false),
            ParameterGroup(name: "mean.slope", count: slopes.count, isPositive: false),
        ]
    }

    package var parameters: [Double] {
        get { [offset] + slopes }
        set {
            precondition(newValue.count == slopes.count + 1, "a parameter vector keeps its length")
            offset = newValue[0]
            slopes.replaceSubrange(slopes.indices, with: newValue.dropFirst())
        }
    }

    /// Standard normal priors.
    package var priors: Hyperpriors {
        let prior = NormalPrior(mean: 0, deviation: 1)
        return Hyperpriors(free: ["mean.offset": prior, "mean.slope": prior])
    }

    package func values(at covariates: Covariates) -> [Double] {
        let elements = elements(of: covariates)
        let width = slopes.count
        return (0..<covariates.count).map { point in
            (0..<width).reduce(offset) { sum, column in
                sum + slopes[column] * (elements[point * width + column] - centers[column]) / spreads[column]
            }
        }
    }

    package func addGradient(at covariates: Covariates, weights: [Double], to gradient: inout [Double]) {
        let elements = elements(of: covariates)
        let width = slopes.count
        for (point, weight) in weights.enumerated() {
            gradient[0] += weight
            for column in 0..<width {
                let position = (elements[point * width + column] - centers[column]) / spreads[column]
                gradient[1 + column] += weight * position
            }
        }
    }

    private func elements(of covariates: Covariates) -> [Double] {
        guard let elements = covariates.columns(self.covariates) else {
            preconditionFailure("a mean is evaluated where its covariates \(self.covariates) are known")
        }
        return elements
    }
}
