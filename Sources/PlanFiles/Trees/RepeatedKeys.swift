/// Keys that stand twice in one map, renamed so that the text can be read on.
struct RepeatedKeys {
    /// A character for private use, which no key has.
    private static let mark: Character = "\u{F8FF}"
    private var count = 0

    /// Whether a key of the text that was read is a renamed one.
    static func isRenamed(_ key: String) -> Bool {
        key.contains(mark)
    }

    /// Returns a key as it was written.
    static func original(_ key: String) -> String {
        String(key.prefix { $0 != mark })
    }

    /// Renames the next occurrence of `key` after the one in line `line`, counted from 1.
    ///
    /// That is one in the same line, else one at the beginning of a line with the same indentation, else the next anywhere.
    ///
    /// - Returns: Whether there was one; no more than a hundred are renamed.
    mutating func rename(_ key: String, after line: Int, in text: inout String) -> Bool {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard count < 100, !key.isEmpty, !Self.isRenamed(key), lines.indices.contains(line - 1) else { return false }
        let first = lines[line - 1]
        let sites = (line - 1..<lines.count).lazy.flatMap { index in
            Self.ends(of: key, in: lines[index]).map { (line: index, end: $0) }
        }.dropFirst()
        let isNear = { (site: (line: Int, end: String.Index)) in
            site.line == line - 1
                || lines[site.line].hasPrefix(first.prefix { $0 == " " })
                    && lines[site.line][..<site.end].filter { $0 != "\"" && $0 != "'" }
                        == first.prefix { $0 == " " } + key
        }
        guard let site = sites.first(where: isNear) ?? sites.first else { return false }
        count += 1
        lines[site.line].insert(contentsOf: "\(Self.mark)\(count)", at: site.end)
        text = lines.joined(separator: "\n")
        return true
    }

    /// Returns where `key` ends in a line, each time that it stands there as a key.
    private static func ends(of key: String, in line: String) -> [String.Index] {
        line.ranges(of: key).filter { range in
            let before = line[..<range.lowerBound].last ?? " "
            let after = line[range.upperBound...].first { !" \"'".contains($0) }
            return " {,\"'".contains(before) && after == ":"
        }.map(\.upperBound)
    }
}
