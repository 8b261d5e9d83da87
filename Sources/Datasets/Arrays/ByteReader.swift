private import Foundation

/// Bytes that are read once, from first to last.
protocol ByteReader: AnyObject {
    /// The file, for error texts.
    var file: String { get }
    /// How many bytes there are still to read.
    var remaining: Int { get }

    /// Returns the next `count` bytes.
    ///
    /// - Throws: ``UnusableData`` if there are fewer.
    func read(_ count: Int) throws(UnusableData) -> [UInt8]
}

/// A part of a file on disk.
final class FileReader: ByteReader {
    let file: String
    private(set) var remaining: Int
    private let handle: FileHandle

    /// Opens a file.
    ///
    /// - Throws: ``UnusableData`` if it cannot be read, or is a folder.
    init(path: String, named file: String) throws(UnusableData) {
        self.file = file
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UnusableData(file: file, reason: "no such file")
        }
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path),
            let size = try? handle.seekToEnd()
        else { throw UnusableData(file: file, reason: "cannot be read as a file; check its permissions") }
        self.handle = handle
        self.remaining = Int(size)
        try seek(to: 0, count: Int(size))
    }

    /// Goes on at `offset` with `count` bytes to read, which the caller knows to be within the file.
    func seek(to offset: Int, count: Int) throws(UnusableData) {
        do {
            try handle.seek(toOffset: UInt64(offset))
        } catch {
            throw UnusableData(file: file, reason: "cannot be read at byte \(offset)")
        }
        remaining = count
    }

    func read(_ count: Int) throws(UnusableData) -> [UInt8] {
        guard count <= remaining else {
            throw UnusableData(
                file: file, reason: "\(count) bytes expected, but \(remaining) are left: it is cut short")
        }
        guard count > 0 else { return [] }
        guard let data = try? handle.read(upToCount: count), data.count == count else {
            throw UnusableData(file: file, reason: "the file became shorter while it was read")
        }
        remaining -= count
        return [UInt8](data)
    }

    deinit {
        try? handle.close()
    }
}
