/// The known word that someone who wrote another one probably meant.
package enum Suggestion {
    /// Returns ` Did you mean `from`?` if a word is near enough, else nothing.
    package static func sentence(for word: String, among known: [String]) -> String {
        nearest(to: word, among: known).map { " Did you mean `\($0)`?" } ?? ""
    }

    /// Returns the known word with the smallest distance, the first of several; nil if none is near.
    ///
    /// Near is a third of the length of the longer word, at least one edit; upper and lower case and `_` for `-` are
    /// free.
    static func nearest(to word: String, among known: [String]) -> String? {
        let plain = word.lowercased().replacing("_", with: "-")
        let distances = known.map { (word: $0, edits: distance(plain, $0.lowercased())) }
        guard let best = distances.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(1, max(plain.count, best.word.count) / 3) ? best.word : nil
    }

    /// Returns the number of insertions, deletions, substitutions and swaps of neighbours that lead from one word to
    /// another (optimal string alignment).
    static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
