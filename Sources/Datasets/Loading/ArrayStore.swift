private import Foundation

/// Named arrays: a folder of NPY files, an NPZ file or an HDF5 file.
protocol ArrayStore: Sendable {
    /// The file or folder, for error texts.
    var file: String { get }

    /// The arrays of numbers that it holds.
    func list() throws(UnusableData) -> [ArrayDescription]

    /// Reads an array.
    ///
    /// - Throws: ``UnusableData`` if there is none of this name, listing those there are, or it cannot be read.
    func read(_ name: String) throws(UnusableData) -> NumericArray

    /// Whether an array has this name.
    func holds(_ name: String) throws(UnusableData) -> Bool

    /// What the file itself says about its arrays; empty if it says nothing.
    func recognized() throws(UnusableData) -> [RecognizedArray]
}

extension ArrayStore {
    func recognized() throws(UnusableData) -> [RecognizedArray] { [] }
}

/// Opens whatever is at a path, by its content and not by its ending.
///
/// - Throws: ``UnusableData`` if there is nothing, or nothing that holds arrays.
func arrayStore(at path: String, named file: String) throws(UnusableData) -> any ArrayStore {
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        return FolderStore(path: path, file: file)
    }
    let reader = try FileReader(path: path, named: file)
    let start = try reader.read(min(FileContent.lookedAt, reader.remaining))
    if start.starts(with: [0x50, 0x4b]) { return NPZStore(path: path, file: file) }
    if start.starts(with: [0x93, 0x4e, 0x55, 0x4d]) {
        throw UnusableData(file: file, reason: "this is one array; give the folder, and the array's name in the plan")
    }
    // HDF5 allows a block of the user's before the signature: the library decides.
    guard try HDF5File.isOne(path) else { throw FileContent.refusal(of: file, start: start) }
    return HDF5Store(path: path, file: file)
}

/// A folder of NPY files; an array's name is its file's, with or without the ending.
struct FolderStore: ArrayStore {
    let path: String
    let file: String

    func list() throws(UnusableData) -> [ArrayDescription] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".npy") }.sorted().compactMap { name in
            guard let reader = try? FileReader(path: "\(path)/\(name)", named: name),
                let header = try? NPYHeader(from: reader)
            else { return nil }
            return ArrayDescription(name: name, shape: header.shape)
        }
    }

    func holds(_ name: String) -> Bool { fileName(name) != nil }

    func read(_ name: String) throws(UnusableData) -> NumericArray {
        guard let found = fileName(name) else {
            throw .missing(name, in: file, kind: "array", contents: try list())
        }
        return try NPY.read("\(path)/\(found)", named: "\(file)/\(found)")
    }

    private func fileName(_ name: String) -> String? {
        [name, "\(name).npy"].first { candidate in
            var isFolder: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(atPath: "\(path)/\(candidate)", isDirectory: &isFolder)
            return exists && !isFolder.boolValue
        }
    }
}

/// The arrays of an NPZ file.
struct NPZStore: ArrayStore {
    let path: String
    let file: String

    func list() throws(UnusableData) -> [ArrayDescription] { try NPZ.list(path, named: file) }

    func holds(_ name: String) throws(UnusableData) -> Bool {
        let wanted = name.hasSuffix(".npy") ? String(name.dropLast(4)) : name
        return try list().contains { $0.name == wanted }
    }

    func read(_ name: String) throws(UnusableData) -> NumericArray { try NPZ.read(name, from: path, named: file) }
}
