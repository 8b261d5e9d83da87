/// A text that is no formula: where, what was expected there, and what may have been meant.
package struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The whole text.
    package let text: String
    /// The place in it, in characters counted from one; one more than there are at its end.
    package let column: Int
    /// What stands there.
    package let found: String
    /// What was expected there, in words.
    package let expected: String
    /// The name most like the one found, if one is.
    package let nearest: String?

    package var description: String {
        let question = nearest.map { "; did you mean `\($0)`?" } ?? ""
        let found = found.isEmpty ? "the end" : "`\(found)`"
        return "formula `\(excerpt)`, column \(column): \(expected) was expected, found \(found)\(question)"
    }

    /// The text, or of a long one what stands around the place.
    private var excerpt: String {
        guard text.count > 120 else { return text }
        let start = max(0, column - 61)
        let part = text.dropFirst(start).prefix(120)
        return "\(start > 0 ? "…" : "")\(part)\(start + part.count < text.count ? "…" : "")"
    }
}
