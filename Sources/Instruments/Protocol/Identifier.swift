private import Foundation

/// Names that no other message or session has.
enum Identifier {
    /// Returns 32 random hexadecimal digits (an RFC 9562 UUID, version 4).
    static func random() -> String {
        UUID().uuidString.replacing("-", with: "").lowercased()
    }
}

extension Moment {
    /// This moment.
    static var now: Moment {
        Moment(instant: .now, microseconds: Int(Date().timeIntervalSince1970 * 1e6))
    }
}
