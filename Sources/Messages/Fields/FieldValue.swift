/// A type that a field of a message may have.
package protocol FieldValue {
    /// What is expected, for error texts: `a number`.
    static var expectation: String { get }

    /// The value, or nil if `json` is of another type.
    init?(_ json: JSONValue)
}

extension String: FieldValue {
    package static var expectation: String { "a string" }

    package init?(_ json: JSONValue) {
        guard case .string(let value) = json else { return nil }
        self = value
    }
}

extension Int: FieldValue {
    package static var expectation: String { "an integer" }

    package init?(_ json: JSONValue) {
        guard case .integer(let value) = json else { return nil }
        self = value
    }
}

extension Double: FieldValue {
    package static var expectation: String { "a number" }

    /// A number, which may be written as an integer.
    package init?(_ json: JSONValue) {
        switch json {
        case .number(let value): self = value
        case .integer(let value): self = Double(value)
        default: return nil
        }
    }
}

extension Bool: FieldValue {
    package static var expectation: String { "true or false" }

    package init?(_ json: JSONValue) {
        guard case .boolean(let value) = json else { return nil }
        self = value
    }
}

extension JSONObject: FieldValue {
    package static var expectation: String { "an object" }

    package init?(_ json: JSONValue) {
        guard case .object(let value) = json else { return nil }
        self = value
    }
}
