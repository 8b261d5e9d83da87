private import LinearAlgebra
private import Randomness

/// How the parameters of the processes are found, and drawn.
extension GaussianProcessSurrogate {
    /// The iterations of a search that begins where the last one ended.
    private static let warmIterations = 20

    /// What the searches for the parameters found.
    struct Fits {
        var processes: [GaussianProcess]
        /// What predicts: draws of each objective's parameters, or their mode.
        var drawn: [[GaussianProcess]] = []
        var chains: [HyperparameterSampling.Chain] = []
        var wasCold: Bool
        var beganAnew: Bool
        var iterations = 0
        var firstLoss = 0.0
        var lastLoss = 0.0
    }

    func fitProcesses(
        _ observations: Observations, mode: TrainingMode, _ shouldContinue: () -> Bool
    ) throws -> Fits {
        try observations.check()
        let isReady =
            processes.count == observations.objectiveCount && (sampling == nil || chains.count == processes.count)
        let wasCold = mode == .cold || !isReady
        // What was found with few measurements may be a bad place to go on from with many.
        let beginsAnew = wasCold || 4 * observations.count >= 5 * searched
        let targets = observations.standardized()
        var fits = Fits(
            processes: targets.map { prior.standardized(by: $0.scale) }, wasCold: wasCold, beganAnew: beginsAnew)
        guard observations.count > 0 else {
            fits.drawn = fits.processes.map { [$0] }
            return fits
        }
        for (objective, target) in targets.enumerated() {
            let known = Known(target, points(observations.candidates), covariates?.points(observations.candidates))
            if !wasCold { fits.processes[objective] = processes[objective].standardized(by: target.scale) }
            // Chains go on by themselves until there is so much more to know that the mode is sought anew; but parameters
            // without a prior are not drawn, and their best values are found each time.
            let chainGoesOn = sampling != nil && !beginsAnew
            let freeParameters = fit.priors.isMissing(for: prior)
            let isSearched = !chainGoesOn || freeParameters.contains(true)
            if isSearched {
                let found = try findMode(
                    objective, known, from: fits.processes[objective], isCold: wasCold, beginsAnew: beginsAnew,
                    shouldContinue)
                fits.processes[objective] = found.process
                fits.iterations = max(fits.iterations, found.iterations)
                fits.firstLoss += found.firstLoss
                if sampling == nil { fits.lastLoss += found.lastLoss }
            }
            guard let sampling else {
                fits.drawn.append([fits.processes[objective]])
                continue
            }
            let stepSize = wasCold ? nil : chains[objective].stepSize
            var start = fits.processes[objective]
            if chainGoesOn {
                let last = chains[objective].process.standardized(by: target.scale)
                start.trainedParameters = zip(freeParameters, zip(start.trainedParameters, last.trainedParameters)).map
                {
                    $0 ? $1.0 : $1.1
                }
            }
            var chain = HyperparameterSampling.Chain(at: start)
            if let stepSize { chain.stepSize = stepSize }
            var source = RandomSource(
                seed: seed, stream: Self.stream("process draws of \(name)", objective), step: trainings)
            let result = try sampling(
                &chain, warmUp: beginsAnew ? 3 : 1, at: known.points, covariates: known.covariates,
                targets: target.targets, noiseVariances: target.noiseVariances, using: &source,
                shouldContinue: shouldContinue)
            if !isSearched { fits.firstLoss += result.firstLoss }
            fits.lastLoss += result.lastLoss
            fits.drawn.append(result.draws)
            fits.chains.append(chain)
        }
        return fits
    }

    /// What a search for one objective's parameters is given.
    private struct Known: ~Copyable {
        let target: StandardizedObjective
        let points: Matrix<Double>
        let covariates: Covariates?

        init(_ target: StandardizedObjective, _ points: consuming Matrix<Double>, _ covariates: Covariates?) {
            self.target = target
            self.points = points
            self.covariates = covariates
        }
    }

    /// Finds the mode of one objective's parameters, from where the last search ended, from the priors' medians, or both.
    private func findMode(
        _ objective: Int, _ known: borrowing Known, from last: GaussianProcess, isCold: Bool, beginsAnew: Bool,
        _ shouldContinue: () -> Bool
    ) throws -> HyperparameterFit.Result {
        var source = RandomSource(seed: seed, stream: Self.stream("process starts", objective), step: coldStarts)
        func search(from start: GaussianProcess, _ fit: HyperparameterFit) throws -> HyperparameterFit.Result {
            try fit(
                start, at: known.points, covariates: known.covariates, targets: known.target.targets,
                noiseVariances: known.target.noiseVariances, using: &source, shouldContinue: shouldContinue)
        }
        if isCold { return try search(from: last, fit) }
        var warm = fit
        (warm.restarts, warm.iterations) = (0, Self.warmIterations)
        let warmed = try search(from: last, warm)
        guard beginsAnew else { return warmed }
        var anew = fit
        anew.restarts = 0
        let renewed = try search(from: prior.standardized(by: known.target.scale), anew)
        return renewed.lastLoss < warmed.lastLoss ? renewed : warmed
    }

    private static func stream(_ name: String, _ objective: Int) -> String {
        objective == 0 ? name : "\(name) \(objective)"
    }
}
