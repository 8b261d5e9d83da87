extension JSONParser {
    /// Reads a string, from its opening to its closing quotation mark.
    mutating func parseString() throws(MessageError) -> String {
        let opening = index
        index += 1
        let start = index
        while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { index += 1 }
        guard peek != UInt8(ascii: "\"") else {
            defer { index += 1 }
            return try text(bytes[start..<index], from: opening)
        }
        var contents = Array(bytes[start..<index])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return try text(contents[...], from: opening)
            case UInt8(ascii: "\\"):
                index += 1
                contents += try parseEscape()
            case 0..<0x20:
                throw failure("a string holds a control character, \(found); write it as an escape")
            default:
                contents.append(byte)
                index += 1
            }
        }
        throw failure("a string has no end", at: opening)
    }

    private func text(_ contents: ArraySlice<UInt8>, from opening: Int) throws(MessageError) -> String {
        guard let text = String(validating: contents, as: UTF8.self) else {
            throw failure("a string is not UTF-8", at: opening)
        }
        return text
    }

    /// Reads what follows a backslash, and returns it in UTF-8.
    private mutating func parseEscape() throws(MessageError) -> [UInt8] {
        guard let byte = peek else { throw failure("a string has no end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try parseScalar()).utf8)
        default: throw failure("an unknown escape", at: index - 2)
        }
    }

    /// Reads the digits of `\uXXXX`, and of the second half of a surrogate pair.
    private mutating func parseScalar() throws(MessageError) -> Unicode.Scalar {
        let start = index - 2
        let first = try parseHexadecimal()
        if first == 0 { throw failure("the character NUL, which ends strings in some languages", at: start) }
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else {
            throw failure("half of a surrogate pair", at: start)
        }
        let second = try parseHexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("half of a surrogate pair", at: start) }
        return scalar
    }

    private mutating func parseHexadecimal() throws(MessageError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits, got \(found)")
            }
            value = value << 4 + UInt32(digit)
            index += 1
        }
        return value
    }
}
