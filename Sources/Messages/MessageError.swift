/// A message that cannot be taken: the protocol's code, the place in the message, and what is wrong there.
///
/// Its description is fit to be sent to whoever wrote the message:
/// `E_SCHEMA: measure.position.x: expected a number, got the string "left"`.
package struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A code that programs may act on; the text is for people.
    package struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package var description: String { rawValue }

        /// The frames are not a message of this protocol: magic, JSON profile, envelope.
        package static let malformed = Code(rawValue: "E_PROTO")
        /// No common version of the protocol.
        package static let version = Code(rawValue: "E_VERSION")
        /// The sender may not do this.
        package static let unauthorized = Code(rawValue: "E_AUTH")
        /// Another session speaks for the instrument.
        package static let duplicateInstrument = Code(rawValue: "E_DUP_INSTRUMENT")
        /// The session is not, or no longer, known.
        package static let unknownSession = Code(rawValue: "E_SESSION")
        /// A limit is exceeded.
        package static let tooBig = Code(rawValue: "E_TOO_BIG")
        /// A key is missing or its value is not what the message's type asks for.
        package static let schema = Code(rawValue: "E_SCHEMA")
        /// An array's shape does not fit its bytes, or its meaning.
        package static let shape = Code(rawValue: "E_SHAPE")
        /// An array's elements are of a type that is not carried.
        package static let elementType = Code(rawValue: "E_DTYPE")
        /// An array's bytes do not have the checksum that its entry states.
        package static let checksum = Code(rawValue: "E_CRC")
        /// A number is NaN or infinite where it must not be.
        package static let nonFinite = Code(rawValue: "E_NONFINITE")
        /// A position is outside of what can be measured.
        package static let bounds = Code(rawValue: "E_BOUNDS")
        /// The receiver has as much to do as it takes.
        package static let busy = Code(rawValue: "E_BUSY")
        /// The request is not known.
        package static let unknownRequest = Code(rawValue: "E_UNKNOWN_REQ")
        /// The same attempt was answered otherwise before.
        package static let conflict = Code(rawValue: "E_CONFLICT")
        /// The instrument failed.
        package static let hardware = Code(rawValue: "E_HW")
        /// The instrument was interrupted; whether it measured is not known.
        package static let interrupted = Code(rawValue: "E_INTERRUPTED")
        /// The type of the message is not known.
        package static let unknownType = Code(rawValue: "E_UNKNOWN_TYPE")
    }

    package let code: Code
    /// Where in the message: a key path, a frame, a byte of the header.
    package let place: String
    /// What was expected there and what was found.
    package let text: String

    package init(_ code: Code, _ place: String, _ text: String) {
        self.code = code
        self.place = place
        self.text = text
    }

    package var description: String { "\(code): \(place): \(text)" }
}
