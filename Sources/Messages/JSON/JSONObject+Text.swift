extension JSONObject {
    /// Reads an object of the JSON profile.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, the object and nothing else but white space around it.
    ///   - maximumDepth: How deep objects and arrays may be nested, this one included.
    /// - Throws: ``MessageError`` that names the byte.
    package init(parsing bytes: [UInt8], maximumDepth: Int = 32) throws(MessageError) {
        var parser = JSONParser(bytes, maximumDepth: maximumDepth)
        self = try parser.parseDocument()
    }

    /// Writes the object as UTF-8, without white space, keys in order.
    ///
    /// Numbers are written so that reading gives the same value, of the same kind.
    ///
    /// - Throws: ``MessageError`` that names the key path of a number or text that the profile does not carry.
    package func serialized() throws(MessageError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.write(self)
        return writer.bytes
    }
}

/// Writes the JSON profile.
private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var path: [String] = []

    mutating func write(_ object: JSONObject) throws(MessageError) {
        bytes.append(UInt8(ascii: "{"))
        for (index, key) in object.keys.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            path.append(key)
            try write(key)
            bytes.append(UInt8(ascii: ":"))
            try write(object[key] ?? .null)
            path.removeLast()
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ value: JSONValue) throws(MessageError) {
        switch value {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value):
            guard value.magnitude <= JSONValue.greatestInteger else {
                throw MessageError(.schema, place, "the integer \(value) is beyond 2^53 - 1")
            }
            bytes += String(value).utf8
        case .number(let value):
            guard value.isFinite else { throw MessageError(.nonFinite, place, "\(value) cannot be written in JSON") }
            bytes += value.description.utf8
        case .string(let value): try write(value)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                path.append(String(index))
                try write(value)
                path.removeLast()
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object): try write(object)
        }
    }

    private mutating func write(_ text: String) throws(MessageError) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0: throw MessageError(.schema, place, "a text holds the character NUL")
            case 0..<0x20: bytes += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private var place: String { path.joined(separator: ".") }
}
