/// A reason that may last for long and is told when it begins, when it changes, and when it ends.
///
/// Numbers in it, which change from one time to the next, are no news.
package struct LastingReason: Hashable, Sendable {
    /// What was told last; nil while nothing is to be told.
    package private(set) var current: String?

    /// A value change that is to be told.
    package enum News: Hashable, Sendable {
        /// It holds now, and did not before, or for another reason.
        case began(String)
        /// It holds no more.
        case ended
    }

    package init() {}

    /// Takes note of how things stand.
    ///
    /// - Parameter reason: The reason as it is now; nil if there is none.
    /// - Returns: What is to be told, if anything.
    package mutating func note(_ reason: String?) -> News? {
        defer { current = reason }
        guard let reason else { return current == nil ? nil : .ended }
        guard let current, Self.kind(of: current) == Self.kind(of: reason) else { return .began(reason) }
        return nil
    }

    /// What sentences have in common that say the same with other numbers.
    package static func kind(of sentence: String) -> String {
        sentence.split { !$0.isLetter && $0 != "`" }.filter { !["e", "nan", "inf"].contains($0.lowercased()) }
            .joined(separator: " ")
    }
}
