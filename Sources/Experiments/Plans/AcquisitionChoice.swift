/// Which acquisition function scores the pool, with its parameters.
///
/// The names are those of the `Acquisition` module; `PlanFiles` refuses others.
package struct AcquisitionChoice: Codable, Hashable, Sendable {
    /// For example `log-ei` or `ucb`.
    package var function = "log-ei"
    /// The weight of the standard deviation in `ucb` and `straddle`.
    package var kappa = 2.0
    /// The improvement that `ei`, `log-ei`, `pi` and `log-pi` ask for, in units of the objective.
    package var xi = 0.0
    /// The number of samples, points or references of `noisy-ei`, `alc`, `kg` and `mes`; nil takes the function's own.
    ///
    /// Journals of versions without it are read as nil.
    package var count: Int?

    package init() {}
}
