/// A message of Saccade's links: an envelope, the fields of its type, and arrays.
///
/// On the wire it is a multipart message:
///
///     [ "SAC" 0x01 ][ UTF-8 JSON object ][ binary 1 ]...[ binary n ]
///
/// The i-th entry of the header's `arrays` describes the i-th binary frame.
package struct Message: Hashable, Sendable {
    /// The first frame: three letters and the version of the framing.
    package static let magic: [UInt8] = [0x53, 0x41, 0x43, 0x01]
    /// The header's keys that do not belong to a type.
    static let reservedKeys = Set(Envelope.keys + ["arrays"])

    package var envelope: Envelope
    /// The keys of the type.
    package var body: JSONObject
    /// The arrays, in the order of their frames; no name twice.
    package var arrays: [NamedArray]

    package init(_ envelope: Envelope, _ body: JSONObject = JSONObject(), arrays: [NamedArray] = []) {
        precondition(
            body.keys.allSatisfy { !Self.reservedKeys.contains($0) }, "a message's fields are not those of its envelope"
        )
        self.envelope = envelope
        self.body = body
        self.arrays = arrays
    }

    /// The fields of the type, to be read one by one.
    package var fields: Fields { Fields(body, path: envelope.type) }

    /// Returns the array of this name, or nil if there is none.
    package func array(_ name: String) -> BinaryArray? {
        arrays.first { $0.name == name }?.array
    }
}
