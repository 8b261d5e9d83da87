/// A literal of the Python language, as far as NPY headers use it.
indirect enum PythonLiteral: Hashable, Sendable {
    case boolean(Bool)
    case integer(Int)
    case string(String)
    /// A tuple or a list.
    case list([PythonLiteral])
    case dictionary([String: PythonLiteral])

    /// Parses a text that is one literal, blanks around it allowed; nil if it is anything else.
    init?(parsing text: String) {
        var parser = Parser(rest: Array(text.utf8)[...])
        guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
        self = value
    }

    private struct Parser {
        var rest: ArraySlice<UInt8>

        var isAtEnd: Bool {
            mutating get {
                skipBlanks()
                return rest.isEmpty
            }
        }

        mutating func skipBlanks() {
            rest = rest.drop { $0 == 0x20 || (0x09...0x0d).contains($0) || $0 == 0 }
        }

        mutating func take(_ text: StaticString) -> Bool {
            skipBlanks()
            let wanted = Array(text.description.utf8)
            guard rest.starts(with: wanted) else { return false }
            rest = rest.dropFirst(wanted.count)
            return true
        }

        mutating func value(depth: Int) -> PythonLiteral? {
            guard depth < 8 else { return nil }
            if take("{") { return dictionary(depth: depth) }
            if take("(") { return list(closing: ")", depth: depth) }
            if take("[") { return list(closing: "]", depth: depth) }
            if take("True") { return .boolean(true) }
            if take("False") { return .boolean(false) }
            return string().map { .string($0) } ?? integer().map { .integer($0) }
        }

        mutating func dictionary(depth: Int) -> PythonLiteral? {
            var result: [String: PythonLiteral] = [:]
            while !take("}") {
                guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
                guard result.updateValue(value, forKey: key) == nil else { return nil }
                guard take(",") || rest.first == UInt8(ascii: "}") else { return nil }
            }
            return .dictionary(result)
        }

        mutating func list(closing: StaticString, depth: Int) -> PythonLiteral? {
            var result: [PythonLiteral] = []
            while !take(closing) {
                guard let value = value(depth: depth + 1) else { return nil }
                result.append(value)
                if !take(",") {
                    guard take(closing) else { return nil }
                    break
                }
            }
            return .list(result)
        }

        mutating func string() -> String? {
            skipBlanks()
            guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
                let end = rest.dropFirst().firstIndex(of: quote)
            else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        }

        mutating func integer() -> Int? {
            skipBlanks()
            let digits = rest.prefix { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
            rest = rest.dropFirst(digits.count)
            // Python 2 wrote long integers with a suffix.
            if rest.first == UInt8(ascii: "L") { rest = rest.dropFirst() }
            return value
        }
    }
}
