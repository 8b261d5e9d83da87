/// How the elements of an array in a message are stored: little-endian, as NumPy's type strings name it.
package enum ElementType: String, CaseIterable, Hashable, Sendable {
    case uint8 = "|u1"
    case int8 = "|i1"
    case uint16 = "<u2"
    case int16 = "<i2"
    case uint32 = "<u4"
    case int32 = "<i4"
    case int64 = "<i8"
    case float32 = "<f4"
    case float64 = "<f8"

    /// Returns the type that a message names; a single byte has no order, so that `<u1` is `|u1`.
    ///
    /// - Throws: ``MessageError`` with ``MessageError/Code/elementType``.
    package init(named name: String, at place: String) throws(MessageError) {
        switch name {
        case "<u1", "u1": self = .uint8
        case "<i1", "i1": self = .int8
        default:
            guard let type = ElementType(rawValue: name) else {
                let names = Self.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                let advice = name.hasPrefix(">") ? "; elements are little-endian" : ""
                throw MessageError(.elementType, place, "expected one of \(names), got `\(name)`\(advice)")
            }
            self = type
        }
    }

    /// Bytes an element.
    package var size: Int {
        switch self {
        case .uint8, .int8: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float32: 4
        case .int64, .float64: 8
        }
    }
}
