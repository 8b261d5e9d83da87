import Foundation

/// JSON for standard output and files.
enum JSONText {
    /// Encodes a value with sorted keys; numbers that are not finite become null-like strings, never invalid JSON.
    static func encode(_ value: some Encodable, isPretty: Bool = true) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = isPretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Writes a value to a file.
    static func write(_ value: some Encodable, to path: String) throws {
        do {
            try Data((try encode(value) + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure("cannot write \(path): \(error.localizedDescription)", .cannotWrite)
        }
    }
}
