/// A result was to be stored that is in the journal already; nothing was stored.
package struct AlreadyStored: Error, Hashable, Sendable, CustomStringConvertible {
    package let request: String
    /// The attempt that was stored before; nil for an overview image.
    package let attempt: Int?
    /// The digest of what was stored before; nil for an overview image.
    package let digest: String?

    package init(request: String, attempt: Int?, digest: String?) {
        self.request = request
        self.attempt = attempt
        self.digest = digest
    }

    package var description: String {
        "a result of request \(request)\(attempt.map { ", attempt \($0)," } ?? "") is in the journal already"
    }
}
