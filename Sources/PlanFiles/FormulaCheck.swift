internal import Experiments

/// The one place where the formulas and the names of parameters in plans are checked.
enum FormulaCheck {
    /// Returns what is wrong with the formula of a kernel; nil if nothing is.
    ///
    /// - Parameters:
    ///   - text: For example `matern-5/2(stem) + rbf(coordinates)`.
    ///   - blocks: The names of the blocks of features that it may name.
    /// - Returns: A sentence.
    static func fault(ofKernel text: String, blocks: [String]) -> String? {
        isBlank(text) ? "expected a kernel's formula, as in `matern-5/2` or `rbf + periodic`." : nil
    }

    /// Returns what is wrong with the formula of a mean; nil if nothing is.
    static func fault(ofMean mean: MeanFormula) -> String? {
        isBlank(mean.text) ? "expected a formula, as in `a + b * x`." : nil
    }

    /// Returns whether a formula can call something by a name.
    static func isName(_ name: String) -> Bool {
        name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil
    }

    /// The parameters of kernels and processes that can have a prior, as models call them.
    static let parameters = ["length_scale", "output_scale", "noise", "period", "alpha"]

    private static func isBlank(_ text: String) -> Bool {
        text.allSatisfy(\.isWhitespace)
    }
}
