/// A value on its way into YAML.
indirect enum Written {
    /// Characters that stand as they are.
    case scalar(String)
    case list([Written])
    /// A list of maps, each of whose keys is told of where the plan is explained.
    case entries([Written])
    case map([Line])

    /// A key, its value, and what is told about it.
    struct Line {
        let key: String
        let value: Written
        let comment: Comment
        /// Whether it says what would be so without it.
        var isDefault = false
    }

    /// What stands above a key: its meaning, what it may be, its default, and its options one by one.
    struct Comment {
        let meaning: String
        let expected: String?
        let standard: String?
        let options: [(name: String, meaning: String)]
        /// The words before the options.
        let choosing: String

        init(
            _ meaning: String, expected: String? = nil, standard: String? = nil,
            options: [(name: String, meaning: String)] = [], choosing: String = "One of the following"
        ) {
            self.meaning = meaning
            self.expected = expected
            self.standard = standard
            self.options = options
            self.choosing = choosing
        }
    }

    /// A text, in quotes where YAML would take it for something else.
    static func text(_ text: String) -> Written {
        let words: Set = ["none", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        let isPlain = text.wholeMatch(of: /[A-Za-z0-9_.\/+-][A-Za-z0-9_.\/+ %-]*/) != nil
        if isPlain, !text.hasSuffix(" "), !text.hasPrefix("- "), text != "-", text != "---", text != "...",
            !words.contains(text.lowercased())
        {
            return .scalar(text)
        }
        return .scalar("\"\(text.unicodeScalars.map(escaped).joined())\"")
    }

    /// The value within one line, as after a key or in a message.
    var onOneLine: String {
        switch self {
        case .scalar(let text): text
        case .list(let items), .entries(let items): "[\(items.map(\.onOneLine).joined(separator: ", "))]"
        case .map(let lines): "{\(lines.map { "\($0.key): \($0.value.onOneLine)" }.joined(separator: ", "))}"
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case _
        where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
            "\\u" + hexadecimal(scalar)
        default: String(scalar)
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
