package import LinearAlgebra
package import Randomness

/// Draws of a process's parameters from their posterior, by Hamiltonian Monte Carlo (Neal, in Handbook of Markov Chain
/// Monte Carlo, 2011, chapter 5).
///
/// A few dozen measurements say little of a dozen length scales: many sets of them explain what was measured, and predict
/// different things elsewhere. The mode is one of them and is too sure of itself; the average over draws is not, and can
/// afford kernels with more parameters. The posterior is that on the scale of training (logarithms of positive parameters),
/// with the priors' scales as units of the momenta. Parameters without a prior stay as they are: they have no posterior that
/// is sure to be a density.
package struct HyperparameterSampling: Hashable, Sendable {
    /// What stands for the likelihood.
    ///
    /// With the leave-one-out density in its place the posterior is a generalised one (Bissiri, Holmes & Walker, Journal of the
    /// Royal Statistical Society B 78, 2016).
    package var objective = Evidence.Objective.marginalLikelihood
    package var priors: Hyperpriors
    /// The least noise variance, in squared units of the targets.
    package var minimumNoise = 1e-6
    /// How many draws are kept.
    package var draws: Int
    /// Trajectories from one draw to the next.
    package var trajectories = 4
    /// How many leapfrog steps a trajectory takes; a random number avoids closed orbits (Neal 2011, section 5.3.2).
    package var leaps = 2...6

    package init(priors: Hyperpriors, draws: Int) {
        precondition(draws >= 1, "there is something to draw")
        self.priors = priors
        self.draws = draws
    }

    /// Where a chain is, and how far it steps.
    package struct Chain: Sendable {
        /// The process with the parameters of the last trajectory's end.
        package var process: GaussianProcess
        /// The step of a leapfrog in units of the priors' scales; what was accepted during warm-up decides it.
        package var stepSize = 0.15

        package init(at process: GaussianProcess) {
            self.process = process
        }
    }

    /// What a chain passed.
    package struct Result: Sendable {
        /// The processes with the drawn parameters.
        package let draws: [GaussianProcess]
        /// The loss where it began, -(objective + log prior) / n, in nats a point.
        package let firstLoss: Double
        /// The loss where it ended.
        package let lastLoss: Double
    }

    /// Moves a chain on, and returns what it passes: O(n³) a leapfrog step.
    ///
    /// - Parameters:
    ///   - chain: Where to begin; left where it ends.
    ///   - warmUp: Draws that are dropped first, during which the step is adapted.
    ///   - points: X, n rows.
    ///   - covariates: What the mean is a function of, at the same points; not needed by a constant mean.
    ///   - targets: y, n finite numbers, best standardised.
    ///   - noiseVariances: Known variances of the observations' own noise, added to that of the process.
    ///   - source: Where momenta are drawn from.
    ///   - shouldContinue: Asked before every trajectory.
    /// - Returns: The draws.
    /// - Throws: ``SingularCovariance`` or `UndefinedValue` if there is no likelihood where the chain begins,
    ///   `CancellationError` when told not to continue.
    package func callAsFunction(
        _ chain: inout Chain, warmUp: Int, at points: borrowing Matrix<Double>, covariates: Covariates? = nil,
        targets: [Double], noiseVariances: [Double]? = nil, using source: inout RandomSource,
        shouldContinue: () -> Bool = { true }
    ) throws -> Result {
        let covariates = covariates ?? .none(count: targets.count)
        var evidence = Evidence(of: objective)
        func density(_ process: GaussianProcess) throws -> (value: Double, slopes: [Double]) {
            try evidence.logPosterior(
                process, priors, at: points, covariates: covariates, targets: targets, noiseVariances: noiseVariances)
        }
        let units = chain.process.parameterGroups.flatMap { group in
            Array(repeating: priors.trained(group)?.scale ?? 0, count: group.count)
        }
        var here = (process: chain.process, density: try density(chain.process))
        let firstDensity = here.density.value
        var kept: [GaussianProcess] = []
        for draw in 0..<(warmUp + draws) {
            for _ in 0..<trajectories {
                guard shouldContinue() else { throw CancellationError() }
                let momenta = units.map { $0 > 0 ? source.normal() : 0 }
                let leaps = leaps.lowerBound + source.integer(below: leaps.count)
                let level = source.uniform()
                let end = trajectory(
                    from: here.process, here.density, momenta, units, steps: leaps, of: chain.stepSize, density)
                let isAccepted = end.map { logarithm(level) < $0.energyLoss } ?? false
                if isAccepted, let end { here = (end.process, end.density) }
                // Where steps of this factor up and down balance, two thirds of the trajectories are accepted.
                if draw < warmUp {
                    chain.stepSize = isAccepted ? min(1.05 * chain.stepSize, 0.6) : 0.9 * chain.stepSize
                }
            }
            if draw >= warmUp { kept.append(here.process) }
        }
        chain.process = here.process
        let share = 1 / Double(max(1, targets.count))
        return Result(draws: kept, firstLoss: -share * firstDensity, lastLoss: -share * here.density.value)
    }

    /// Follows the leapfrog rule; nil where the density ends.
    private func trajectory(
        from start: GaussianProcess, _ startDensity: (value: Double, slopes: [Double]), _ startMomenta: [Double],
        _ units: [Double], steps: Int, of size: Double,
        _ density: (GaussianProcess) throws -> (value: Double, slopes: [Double])
    ) -> (process: GaussianProcess, density: (value: Double, slopes: [Double]), energyLoss: Double)? {
        var (process, current, momenta) = (start, startDensity, startMomenta)
        var position = start.trainedParameters
        func kick() {
            for index in momenta.indices { momenta[index] += 0.5 * size * units[index] * current.slopes[index] }
        }
        for _ in 0..<steps {
            kick()
            for index in position.indices { position[index] += size * units[index] * momenta[index] }
            guard position.allSatisfy(\.isFinite) else { return nil }
            process.trainedParameters = position
            guard process.noise >= minimumNoise, let next = try? density(process), next.value.isFinite,
                next.slopes.allSatisfy(\.isFinite)
            else { return nil }
            current = next
            kick()
        }
        func kinetic(_ momenta: [Double]) -> Double { momenta.reduce(0) { $0 + 0.5 * $1 * $1 } }
        let energyLoss = current.value - startDensity.value + kinetic(startMomenta) - kinetic(momenta)
        return (process, current, energyLoss)
    }
}

extension Evidence {
    /// Evaluates the objective plus the log prior of a process, and its gradient in `trainedParameters`.
    ///
    /// - Throws: What evaluating throws.
    mutating func logPosterior(
        _ process: GaussianProcess, _ priors: Hyperpriors, at points: borrowing Matrix<Double>, covariates: Covariates,
        targets: [Double], noiseVariances: [Double]?
    ) throws -> (value: Double, slopes: [Double]) {
        try evaluate(process, at: points, covariates: covariates, targets: targets, noiseVariances: noiseVariances)
        let prior = process.logPrior(priors)
        return (value + prior.value, zip(process.trainedGradient(gradient), prior.gradient).map(+))
    }
}
