import Foundation
import Storage

/// A directory of its own for a test, removed after it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "saccade-\(UUID().uuidString.prefix(8))")
            .path(percentEncoded: false)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A data directory in it, not made yet.
    var data: DataDirectory { DataDirectory(path: path + "/data") }

    /// The names of all files in the data directory.
    var files: Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: data.path)) ?? [])
    }
}

/// The bytes of a file.
func contents(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
}
