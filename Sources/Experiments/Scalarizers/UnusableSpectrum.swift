/// A spectrum gives no objective, and why.
package struct UnusableSpectrum: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is to blame, and so whether another try can help.
    package enum Cause: Hashable, Sendable {
        /// The values of this one spectrum: a further measurement may be usable.
        case values
        /// The scalarizer does not fit the axis: every spectrum on it would be refused.
        case axis
    }

    package let cause: Cause
    /// A clause without a full stop, for example `3 of 439 values are not finite (first at channel 17, 0.32 eV)`.
    package let reason: String

    package init(_ cause: Cause, _ reason: String) {
        self.cause = cause
        self.reason = reason
    }

    package var description: String { reason }
}
