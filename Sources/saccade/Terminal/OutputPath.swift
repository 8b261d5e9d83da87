import Foundation

/// A place that a command will write to when its work is done.
enum OutputPath {
    /// Checks, before the work, that a file can be written there, and that it would not take the place of what the command
    /// works on.
    ///
    /// - Parameters:
    ///   - path: Where will be written.
    ///   - inputs: Files and folders that the command reads.
    /// - Throws: ``Failure`` that names the folder, or what stands in the way.
    static func check(_ path: String, sparing inputs: [String] = []) throws {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path
        let files = FileManager.default
        guard files.isWritableFile(atPath: folder) else {
            throw Failure("cannot write \(path): there is no folder \(folder) that you may write in", .cannotWrite)
        }
        let place = url.resolvingSymlinksInPath().standardizedFileURL
        if let attributes = try? files.attributesOfItem(atPath: place.path) {
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw Failure(
                    "cannot write \(path): what is there is no file but a folder or a device; give a file's name",
                    .cannotWrite)
            }
            for input in inputs {
                let other = URL(filePath: input).resolvingSymlinksInPath().standardizedFileURL.path
                guard place.path == other || place.path.hasPrefix(other + "/") else { continue }
                throw Failure(
                    "cannot write \(path): it is what the command works on and would be lost; give another name", .usage
                )
            }
        }
        // Folders that take no new files, as those of the system, are found out only by trying.
        let trial = url.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
        guard files.createFile(atPath: trial.path, contents: nil) else {
            throw Failure("cannot write \(path): the folder \(folder) takes no new files", .cannotWrite)
        }
        try? files.removeItem(at: trial)
    }
}
