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

/// The name most like a misspelt one.
package enum NearestName {
    /// Returns the name that the fewest changed, missing, additional or exchanged letters turn `name` into, if they are at most a
    /// third of its letters, or one; of a single letter nothing is told.
    package static func among(_ names: some Sequence<String>, to name: String) -> String? {
        let limit = name.count < 2 ? 0 : max(1, name.count / 3)
        return names.map { ($0, distance(name.lowercased(), $0.lowercased())) }
            .filter { $0.1 <= limit }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// The fewest letters changed, missing, added or exchanged with their neighbours (Damerau, Communications of the ACM 7,
    /// 1964, in its restricted form).
    static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first), Array(second))
        var before = [Int](repeating: 0, count: second.count + 1)
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var next = [index + 1]
            for (place, other) in second.enumerated() {
                var least = min(row[place] + (letter == other ? 0 : 1), row[place + 1] + 1, next[place] + 1)
                if index > 0, place > 0, letter == second[place - 1], other == first[index - 1] {
                    least = min(least, before[place - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[second.count]
    }
}
