/// The first two frames of a message, read: enough to answer it, whatever its arrays are worth.
package struct Header: Hashable, Sendable {
    package let envelope: Envelope
    /// The whole header, with the keys of the envelope.
    let object: JSONObject

    /// Reads magic, header and envelope.
    ///
    /// - Throws: ``MessageError`` for frames that are no message at all.
    package init(_ frames: [[UInt8]], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        guard let magic = frames.first, magic == Message.magic else {
            throw MessageError(
                .malformed, "frame 1", "expected the bytes 53 41 43 01 (SAC, 1), got \(Self.text(frames.first))")
        }
        guard frames.count >= 2 else { throw MessageError(.malformed, "frame 2", "expected the header, got nothing") }
        try Self.check(frames, limits)
        object = try JSONObject(parsing: frames[1], maximumDepth: limits.depth)
        envelope = try Envelope(object)
    }

    /// The fields of the type, to be read one by one.
    package var fields: Fields {
        Fields(object.filter { !Message.reservedKeys.contains($0) }, path: envelope.type)
    }

    static func check(_ frames: [[UInt8]], _ limits: MessageLimits) throws(MessageError) {
        guard frames.count <= limits.frames else {
            throw MessageError(.tooBig, "message", "\(frames.count) frames; at most \(limits.frames) are taken")
        }
        guard frames[1].count <= limits.headerBytes else {
            throw MessageError(.tooBig, "header", "\(frames[1].count) bytes; at most \(limits.headerBytes) are taken")
        }
        let size = frames.reduce(0) { $0 + $1.count }
        guard size <= limits.bytes else {
            throw MessageError(.tooBig, "message", "\(size) bytes; at most \(limits.bytes) are taken")
        }
    }

    private static func text(_ frame: [UInt8]?) -> String {
        guard let frame else { return "nothing" }
        let bytes = frame.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "\(frame.count) bytes" + (bytes.isEmpty ? "" : ", " + bytes.joined(separator: " "))
    }
}
