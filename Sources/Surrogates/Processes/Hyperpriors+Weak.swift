/// Priors for whoever knows nothing of the parameters but that inputs and targets are standardised.
extension Hyperpriors {
    /// Weak priors for `dimension` standardised inputs.
    ///
    /// Distances between standardised points grow as the root of their dimension, and so does the median of the length
    /// scales (Hvarfner, Hellsten & Nardi, ICML 2024).
    package static func weak(dimension: Int) -> Hyperpriors {
        Hyperpriors([
            ParameterGroup.lengthScale: LogNormalPrior(median: Double(dimension).squareRoot(), scale: 1.2),
            ParameterGroup.outputScale: LogNormalPrior(median: 1, scale: 1),
            ParameterGroup.alpha: LogNormalPrior(median: 1, scale: 1),
            ParameterGroup.period: LogNormalPrior(median: 1, scale: 1),
            ParameterGroup.noise: LogNormalPrior(median: 0.05, scale: 1.5),
        ])
    }

    /// Weak priors for every parameter of a kernel over standardised inputs, and for the noise.
    ///
    /// Each kernel in a sum or product has its own: length scales for as many dimensions as it acts on, and the share of
    /// the variance that is left to it if all terms of a sum have the same.
    package static func weak(for kernel: any Kernel) -> Hyperpriors {
        var result = Hyperpriors()
        for leaf in KernelLeaf.leaves(of: kernel) {
            let inner = leaf.kernel.unwrapped
            let known = weak(dimension: inner.dimension)
            // At standardised points a linear kernel with its median length scale has twice the variance of the origin.
            let share = inner is LinearKernel ? leaf.share / 2 : leaf.share
            for group in leaf.parameterGroups {
                guard let prior = known[group.kind] else { continue }
                result[group.name] =
                    group.kind == ParameterGroup.outputScale
                    ? LogNormalPrior(median: prior.median * share, scale: prior.scale) : prior
            }
        }
        result[ParameterGroup.noise] = weak(dimension: 1)[ParameterGroup.noise]
        return result
    }

    /// Weak priors for every parameter of a process, with the mean's own.
    package static func weak(for process: GaussianProcess) -> Hyperpriors {
        weak(for: process.kernel).overridden(by: process.mean.priors)
    }
}
