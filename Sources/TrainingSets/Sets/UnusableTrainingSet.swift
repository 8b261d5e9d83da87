/// Training data cannot be made, and why.
package struct UnusableTrainingSet: Error, Hashable, Sendable, CustomStringConvertible {
    /// The set, image or array in question.
    package let name: String
    /// What was found, where, and what was expected.
    package let reason: String

    package init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    package var description: String { "\(name): \(reason)" }
}
