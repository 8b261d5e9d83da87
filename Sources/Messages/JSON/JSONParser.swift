/// Reads the JSON profile of Saccade's protocols, and nothing else.
///
/// Beyond RFC 8259 it refuses what its parsers answer differently: duplicate keys, a byte order mark, lone
/// surrogates, the character NUL, integers that a double cannot carry, numbers beyond the range of a double, and
/// text after the object. Foundation's decoder takes the first two in silence.
struct JSONParser {
    let bytes: [UInt8]
    private let maximumDepth: Int
    var index = 0
    private var depth = 0

    init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Reads the one object that the bytes hold.
    mutating func parseDocument() throws(MessageError) -> JSONObject {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure("expected an object, got a byte order mark") }
        skipWhitespace()
        guard peek == UInt8(ascii: "{") else { throw failure("expected an object, got \(found)") }
        let object = try parseObject()
        skipWhitespace()
        guard index == bytes.count else { throw failure("expected the end after the object, got \(found)") }
        return object
    }

    private mutating func parseValue() throws(MessageError) -> JSONValue {
        guard let next = peek else { throw failure("expected a value, got the end") }
        switch next {
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        case UInt8(ascii: "t"): return try parseLiteral("true", .boolean(true))
        case UInt8(ascii: "f"): return try parseLiteral("false", .boolean(false))
        case UInt8(ascii: "n"): return try parseLiteral("null", .null)
        default: throw failure("expected a value, got \(found)")
        }
    }

    private mutating func parseObject() throws(MessageError) -> JSONObject {
        try enter()
        var object = JSONObject()
        skipWhitespace()
        if take("}") { return leave(object) }
        while true {
            guard peek == UInt8(ascii: "\"") else { throw failure("expected a key, got \(found)") }
            let start = index
            let key = try parseString()
            guard object[key] == nil else { throw failure("the key \"\(key)\" stands twice", at: start) }
            skipWhitespace()
            guard take(":") else { throw failure("expected a colon, got \(found)") }
            skipWhitespace()
            object[key] = try parseValue()
            skipWhitespace()
            if take("}") { return leave(object) }
            guard take(",") else { throw failure("expected a comma or the object's end, got \(found)") }
            skipWhitespace()
        }
    }

    private mutating func parseArray() throws(MessageError) -> [JSONValue] {
        try enter()
        var array: [JSONValue] = []
        skipWhitespace()
        if take("]") { return leave(array) }
        while true {
            array.append(try parseValue())
            skipWhitespace()
            if take("]") { return leave(array) }
            guard take(",") else { throw failure("expected a comma or the array's end, got \(found)") }
            skipWhitespace()
        }
    }

    private mutating func parseLiteral(_ literal: StaticString, _ value: JSONValue) throws(MessageError) -> JSONValue {
        let text = Array(literal.description.utf8)
        guard bytes[index...].starts(with: text) else { throw failure("expected a value, got \(found)") }
        index += text.count
        return value
    }

    private mutating func enter() throws(MessageError) {
        depth += 1
        guard depth <= maximumDepth else {
            throw MessageError(.tooBig, "header, byte \(index)", "nested deeper than \(maximumDepth) levels")
        }
        index += 1
    }

    private mutating func leave<Value>(_ value: Value) -> Value {
        depth -= 1
        return value
    }

    private mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// Goes past `character` if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// The next byte, unless all are read.
    var peek: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    /// What stands at the next place, for error texts.
    var found: String {
        guard let byte = peek else { return "the end" }
        guard (0x21...0x7E).contains(byte) else { return "the byte 0x" + String(byte, radix: 16) }
        return "`\(Character(Unicode.Scalar(byte)))`"
    }

    func failure(_ text: String, at place: Int? = nil) -> MessageError {
        MessageError(.malformed, "header, byte \(place ?? index)", text)
    }
}
