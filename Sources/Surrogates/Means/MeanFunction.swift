package import Formulas

/// The function m that a Gaussian process varies about, with trainable parameters.
///
/// Like a kernel it is a value whose parameters are one vector of natural numbers. Its gradient is given as a product with
/// weights dJ/dm, a number a point. Values are on the scale of the targets that the process sees: a mean that is written in
/// the units of the objective is told their standardisation by ``standardized(by:)``.
package protocol MeanFunction: Sendable {
    /// What plans call it.
    var name: String { get }

    /// The names of the parameters, in the order of `parameters`: `mean`, or `mean.` and their own names.
    var parameterGroups: [ParameterGroup] { get }

    /// The natural parameters, in the order of `parameterGroups`.
    var parameters: [Double] { get set }

    /// The priors that the parameters have by default.
    var priors: Hyperpriors { get }

    /// Returns m at points.
    ///
    /// - Throws: `UndefinedValue` where it has none.
    func values(at covariates: Covariates) throws(UndefinedValue) -> [Double]

    /// Adds sum_i w_i dm(x_i)/dt for every parameter t.
    ///
    /// - Parameters:
    ///   - covariates: The points.
    ///   - weights: dJ/dm, a number a point.
    ///   - gradient: What is added to, a number a parameter.
    /// - Throws: `UndefinedValue` where the mean has no value.
    func addGradient(
        at covariates: Covariates, weights: [Double], to gradient: inout [Double]) throws(UndefinedValue)

    /// Returns the mean for targets that are standardised by `scale`, with the same parameters.
    ///
    /// A mean whose parameters are on the process's own scale is the same whatever it is.
    func standardized(by scale: TargetScale) -> any MeanFunction
}

extension MeanFunction {
    package func standardized(by scale: TargetScale) -> any MeanFunction { self }
}
