import Foundation

/// JSON for standard output and files.
enum JSONText {
    /// Encodes a value with its keys in snake case, sorted; numbers that are not finite become strings.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
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
