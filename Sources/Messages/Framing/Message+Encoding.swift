extension Message {
    /// Writes the message as frames.
    ///
    /// - Throws: ``MessageError`` if a field is not finite, or the message exceeds `limits`.
    package func encoded(limits: MessageLimits = MessageLimits()) throws(MessageError) -> [[UInt8]] {
        var header = JSONObject()
        envelope.write(to: &header)
        for key in body.keys { header[key] = body[key] }
        if !arrays.isEmpty { header["arrays"] = .array(arrays.map { .object($0.entry) }) }
        let frames = try [Self.magic, header.serialized()] + arrays.map(\.array.bytes)
        try Header.check(frames, limits)
        return frames
    }
}

extension NamedArray {
    /// What the header says of the array.
    fileprivate var entry: JSONObject {
        [
            "name": .string(name), "dtype": .string(array.elementType.rawValue),
            "shape": .array(array.shape.map { .integer($0) }), "nbytes": .integer(array.bytes.count),
            "crc32": .integer(Int(array.checksum)), "codec": "none",
        ]
    }
}
