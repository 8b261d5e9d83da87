import Experiments
import Messages

/// A value that has a form in JSON on this link.
protocol Document {
    init(_ fields: Fields) throws(MessageError)
    var json: JSONObject { get }
}

extension JSONValue {
    /// A number, or null where JSON has no form for it.
    static func real(_ value: Double) -> JSONValue {
        value.isFinite ? .number(value) : .null
    }

    /// A text; NUL, which the protocol does not carry, becomes U+FFFD.
    static func text(_ text: String) -> JSONValue {
        guard text.utf8.contains(0) else { return .string(text) }
        let scalars = text.unicodeScalars.map { $0 == "\0" ? Unicode.Scalar(0xFFFD as UInt16) ?? " " : $0 }
        return .string(String(String.UnicodeScalarView(scalars)))
    }

    static func pixel(_ pixel: Pixel) -> JSONValue {
        ["row": .integer(pixel.row), "column": .integer(pixel.column)]
    }

    static func position(_ position: Position) -> JSONValue {
        ["x": .real(position.x), "y": .real(position.y)]
    }
}
