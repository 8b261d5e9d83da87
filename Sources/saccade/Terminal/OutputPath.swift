import Foundation

/// A place that a command will write to when its work is done.
enum OutputPath {
    /// Checks, before the work, that the folder is there and may be written in.
    ///
    /// - Throws: ``Failure`` that names the folder.
    static func check(_ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Failure("cannot write \(path): there is no folder \(folder) that you may write in", .cannotWrite)
        }
    }
}
