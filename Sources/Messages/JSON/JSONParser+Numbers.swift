extension JSONParser {
    /// Reads a number: an integer if it has neither fraction nor exponent.
    mutating func parseNumber() throws(MessageError) -> JSONValue {
        let start = index
        _ = take("-")
        let digits = try parseDigits()
        if digits > 1, bytes[index - digits] == UInt8(ascii: "0") { throw failure("a number begins with 0", at: start) }
        var isInteger = true
        if take(".") {
            isInteger = false
            _ = try parseDigits()
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("+") { _ = take("-") }
            _ = try parseDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger {
            guard digits <= 16, let value = Int(text), value.magnitude <= JSONValue.greatestInteger else {
                throw failure("an integer beyond 2^53 - 1, which doubles do not carry exactly", at: start)
            }
            return .integer(value)
        }
        guard let value = Double(text), value.isFinite else {
            throw failure("a number beyond the range of a double", at: start)
        }
        return .number(value)
    }

    /// Goes past the digits at hand, and returns how many there are; at least one.
    private mutating func parseDigits() throws(MessageError) -> Int {
        let start = index
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        guard index > start else { throw failure("expected a digit, got \(found)") }
        return index - start
    }
}
