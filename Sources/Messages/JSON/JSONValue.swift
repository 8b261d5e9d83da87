/// A value of the JSON profile of Saccade's protocols (RFC 8259, restricted).
///
/// A number that is written without fraction and exponent is an integer, any other a number; only finite numbers can
/// be written at all.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// An integer of magnitude up to ``greatestInteger``.
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The greatest integer that every language's JSON carries exactly: 2^53 - 1.
    package static let greatestInteger = 1 << 53 - 1

    /// What the value is, for error texts: `a number`, `the string "left"`.
    var kind: String {
        switch self {
        case .null: return "null"
        case .boolean(let value): return "\(value)"
        case .integer(let value): return "the integer \(value)"
        case .number(let value): return "the number \(value)"
        case .string(let value) where value.count <= 40: return "the string \"\(value)\""
        case .string: return "a string"
        case .array: return "an array"
        case .object: return "an object"
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
