/// A plan leaves no pool of candidates over an overview, and why.
package struct UnusablePool: Error, Hashable, Sendable, CustomStringConvertible {
    /// A clause without a full stop.
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }

    package var description: String { "the candidates cannot be used: \(reason)" }
}
