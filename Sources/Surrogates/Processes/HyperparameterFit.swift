private import Formulas
package import LinearAlgebra
package import Randomness

/// The search for a process's parameters: the mode of their posterior in log space.
package struct HyperparameterFit: Hashable, Sendable {
    /// What is maximised together with the priors.
    package var objective = Evidence.Objective.marginalLikelihood
    package var priors: Hyperpriors
    /// The least noise variance, in squared units of the targets.
    package var minimumNoise = 1e-6
    /// The greatest number of iterations from one start.
    package var iterations = 60
    /// How many starts are drawn from the priors beside the given one.
    package var restarts = 2

    package init(priors: Hyperpriors) {
        self.priors = priors
    }

    /// Where the search ended.
    package struct Result: Sendable {
        /// The process with the parameters that were found.
        package let process: GaussianProcess
        /// The loss at the given process, -(objective + log prior) / n, in nats a point.
        package let firstLoss: Double
        /// The loss at the parameters found.
        package let lastLoss: Double
        /// The iterations from all starts.
        package let iterations: Int
    }

    /// Fits the parameters of `process` to observations: O(n³) an iteration.
    ///
    /// - Parameters:
    ///   - process: The process to start from.
    ///   - points: X, n rows, at least one.
    ///   - covariates: What the mean is a function of, at the same points; not needed by a constant mean.
    ///   - targets: y, n finite numbers, best standardised.
    ///   - noiseVariances: Known variances of the observations' own noise, added to that of the process.
    ///   - source: Where the other starts are drawn from.
    ///   - shouldContinue: Asked before every iteration.
    /// - Returns: The process with the best parameters found.
    /// - Throws: ``SingularCovariance`` or `UndefinedValue` if there is no likelihood at any start, `CancellationError` when
    ///   told not to continue.
    package func callAsFunction(
        _ process: GaussianProcess, at points: borrowing Matrix<Double>, covariates: Covariates? = nil,
        targets: [Double], noiseVariances: [Double]? = nil, using source: inout RandomSource,
        shouldContinue: () -> Bool = { true }
    ) throws -> Result {
        precondition(!targets.isEmpty, "there is nothing to fit without observations")
        let share = 1 / Double(targets.count)
        var search = LBFGS()
        search.iterations = iterations
        var evidence = Evidence(of: objective)
        var best: LBFGS.Minimum?
        var firstLoss: Double?
        var total = 0
        var failure: (any Error)?
        let covariates = covariates ?? .none(count: targets.count)
        for start in 0...restarts {
            var candidate = process
            let parameters = start == 0 ? process.trainedParameters : draw(like: process, using: &source)
            let minimum = search.minimum(from: parameters, shouldContinue: shouldContinue) { parameters in
                candidate.trainedParameters = parameters
                candidate.noise = max(candidate.noise, minimumNoise)
                do {
                    let density = try evidence.logPosterior(
                        candidate, priors, at: points, covariates: covariates, targets: targets,
                        noiseVariances: noiseVariances)
                    let slopes = density.slopes.map { -share * $0 }
                    return slopes.allSatisfy(\.isFinite) ? (-share * density.value, slopes) : nil
                } catch {
                    failure = error
                    return nil
                }
            }
            guard shouldContinue() else { throw CancellationError() }
            guard let minimum else { continue }
            total += minimum.iterations
            if start == 0 { firstLoss = minimum.firstValue }
            if minimum.value < best?.value ?? .infinity { best = minimum }
        }
        guard let best else {
            throw failure
                ?? SingularCovariance(process, NotPositiveDefinite(count: targets.count, largestJitter: 0, pivot: 0))
        }
        var fitted = process
        fitted.trainedParameters = best.point
        fitted.noise = max(fitted.noise, minimumNoise)
        return Result(
            process: fitted, firstLoss: firstLoss ?? best.firstValue, lastLoss: best.value, iterations: total)
    }

    /// Draws parameters from the priors; those without one stay.
    private func draw(like process: GaussianProcess, using source: inout RandomSource) -> [Double] {
        var parameters = process.trainedParameters
        var index = 0
        for group in process.parameterGroups {
            for _ in 0..<group.count {
                if let prior = priors.trained(group) {
                    parameters[index] = prior.location + prior.scale * source.normal()
                }
                index += 1
            }
        }
        return parameters
    }
}
