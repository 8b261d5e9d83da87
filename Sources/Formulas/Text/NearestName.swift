/// The known name that someone who wrote another one probably meant.
package enum NearestName {
    /// Returns the name that the fewest changed, missing, additional or exchanged letters turn `name` into, the first of
    /// several; nil if none is near.
    ///
    /// Near is a third of the letters of the longer of the two, at least one; of a single letter nothing is told. Upper
    /// and lower case and `_` for `-` are free.
    package static func among(_ names: some Sequence<String>, to name: String) -> String? {
        let plain = plain(name)
        guard plain.count > 1,
            let best = names.map({ (name: $0, edits: distance(plain, self.plain($0))) }).min(by: { $0.edits < $1.edits }
            )
        else { return nil }
        return best.edits <= max(1, max(plain.count, best.name.count) / 3) ? best.name : nil
    }

    /// Returns ` Did you mean `from`?` if a name is near enough, else nothing.
    package static func question(_ name: String, among names: some Sequence<String>) -> String {
        among(names, to: name).map { " Did you mean `\($0)`?" } ?? ""
    }

    private static func plain(_ name: String) -> String { name.lowercased().replacing("_", with: "-") }

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
