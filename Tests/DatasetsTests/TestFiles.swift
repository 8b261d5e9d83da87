import Foundation

/// Where the tests find and leave files.
enum TestFiles {
    /// A file written by NumPy 2.4 or h5py 3.16, kept beside the tests.
    static func fixture(_ name: String) -> String {
        Bundle.module.path(forResource: "Fixtures", ofType: nil).map { "\($0)/\(name)" } ?? name
    }

    /// The folder of real data beside the checkout.
    static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("../shared/data").standardized.path

    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(shared)/\(path)") }

    /// Passes `body` the path of a file with these bytes, and removes it.
    static func withFile<Result>(_ data: Data, _ body: (String) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("saccade-\(UUID().uuidString)")
        try data.write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    /// Passes `body` the path of a new folder, and removes it.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("saccade-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
}
