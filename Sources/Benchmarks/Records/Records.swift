internal import Foundation

/// Results that take long to get, each in a file of its own: a command that is interrupted goes on where it stopped.
struct Records<Value: Codable> {
    private let folder: URL

    /// - Parameter folder: Where they are kept; made if it is not there.
    /// - Throws: What Foundation throws where it cannot be made.
    init(in folder: String) throws {
        self.folder = URL(filePath: folder)
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    /// Returns the result of this name and fingerprint; nil if there is none that can be read.
    func value(_ name: String, _ fingerprint: Fingerprint) -> Value? {
        guard let data = try? Data(contentsOf: file(name, fingerprint)) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: data)
    }

    /// Keeps a result.
    func keep(_ value: Value, _ name: String, _ fingerprint: Fingerprint) throws {
        try Self.text(value).write(to: file(name, fingerprint), options: .atomic)
    }

    /// Values as JSON that people can read.
    static func text(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    private func file(_ name: String, _ fingerprint: Fingerprint) -> URL {
        let plain = String(name.lowercased().map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
        return folder.appending(path: "\(plain)-\(fingerprint).json")
    }
}

/// What tells the settings of a result from others: a hash of all that it depends on but the code.
struct Fingerprint: Hashable, CustomStringConvertible {
    let description: String

    init(_ settings: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // FNV-1a.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in try encoder.encode(settings) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        description = String(repeating: "0", count: 16 - digits.count) + digits
    }
}
