/// Priors for whoever knows nothing of the parameters but that inputs and targets are standardised.
///
/// They are as narrow as few measurements need and as wide as many allow. Fitted to 3, 5 and 8 points drawn from
/// processes whose parameters are drawn from these priors, every kernel then predicts others better than its prior does
/// (`SmallDataTests`); with fewer than about twenty points the priors decide, with fifty they hardly matter.
extension Hyperpriors {
    /// Weak priors for `dimension` standardised inputs, by kind.
    ///
    /// - Length scales: distances between standardised points grow as the root of their dimension, and so does the median
    ///   (Hvarfner, Hellsten & Nardi, ICML 2024).
    /// - Variance: that of few targets is less than that of the function they are from, and their mean is not its mean: a
    ///   new value has (n + 1) / (n - 1) times their variance about their mean. So the median is above 1, or intervals at
    ///   n = 3 are too narrow.
    /// - Noise: not much less than a hundredth of the variance, until there are points enough to show it; without this
    ///   bound three points on a line leave none.
    /// - Period: about the width of the region. Any few points lie on a wave that is short enough.
    package static func weak(dimension: Int) -> Hyperpriors {
        Hyperpriors([
            ParameterGroup.lengthScale: LogNormalPrior(median: Double(dimension).squareRoot(), scale: 1.2),
            ParameterGroup.outputScale: LogNormalPrior(median: 2, scale: 0.7),
            ParameterGroup.alpha: LogNormalPrior(median: 1, scale: 1),
            ParameterGroup.period: LogNormalPrior(median: 3, scale: 0.5),
            ParameterGroup.noise: LogNormalPrior(median: 0.05, scale: 1),
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
            for group in leaf.parameterGroups {
                guard let prior = known[group.kind] else { continue }
                result[group.name] =
                    switch group.kind {
                    case ParameterGroup.outputScale: share(of: leaf, prior)
                    case ParameterGroup.lengthScale where inner is PeriodicKernel:
                        // Its unit is the sine: the shape of a wave that is neither a box nor quite a sine.
                        LogNormalPrior(median: 0.7 * prior.median, scale: 0.5)
                    default: prior
                    }
            }
        }
        result[ParameterGroup.noise] = weak(dimension: 1)[ParameterGroup.noise]
        return result
    }

    /// Weak priors for every parameter of a process, with the mean's own.
    package static func weak(for process: GaussianProcess) -> Hyperpriors {
        weak(for: process.kernel).overridden(by: process.mean.priors)
    }

    /// The prior of the output scale of one among several kernels.
    private static func share(of leaf: KernelLeaf, _ prior: LogNormalPrior) -> LogNormalPrior {
        // At standardised points a linear kernel with its median length scale has twice the variance of the origin.
        let share = leaf.kernel.unwrapped is LinearKernel ? leaf.share / 2 : leaf.share
        return LogNormalPrior(median: share * prior.median, scale: prior.scale)
    }
}
