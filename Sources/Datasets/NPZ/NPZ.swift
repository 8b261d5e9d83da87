private import CZlib
private import Foundation

/// NumPy's archive of named arrays: a ZIP file of NPY entries.
package enum NPZ {
    /// Returns the names and shapes of the arrays in a file, in the file's order; entries without numbers left out.
    ///
    /// - Throws: ``UnusableData`` if the file is no readable archive.
    package static func list(_ path: String, named name: String? = nil) throws(UnusableData) -> [ArrayDescription] {
        let archive = try ZipArchive(path: path, named: name ?? path)
        return archive.entries.compactMap { entry in
            guard let reader = try? ZipEntryReader(entry, of: archive), let header = try? NPYHeader(from: reader)
            else { return nil }
            return ArrayDescription(name: arrayName(entry.name), shape: header.shape)
        }
    }

    /// Reads an array; `array` is its name with or without the ending `.npy`.
    ///
    /// Stored and deflated entries, ZIP64 too; the checksum is verified.
    ///
    /// - Throws: ``UnusableData`` if there is none of this name, listing those there are, or it cannot be read.
    package static func read(
        _ array: String, from path: String, named name: String? = nil
    ) throws(UnusableData) -> NumericArray {
        let archive = try ZipArchive(path: path, named: name ?? path)
        guard let entry = archive.entries.first(where: { arrayName($0.name) == arrayName(array) }) else {
            throw .missing(array, in: name ?? path, kind: "array", contents: try list(path, named: name))
        }
        return try NPY.read(from: ZipEntryReader(entry, of: archive))
    }

    private static func arrayName(_ entry: String) -> String {
        entry.hasSuffix(".npy") ? String(entry.dropLast(4)) : entry
    }

    /// Writes arrays into a file, uncompressed, replacing it as a whole; no name may stand twice.
    ///
    /// - Throws: ``UnusableData`` if an array or the file would exceed 4 GiB, or the file cannot be written.
    package static func write(
        _ arrays: KeyValuePairs<String, NumericArray>, to path: String
    ) throws(UnusableData) {
        try write(arrays.map { ($0.key, $0.value) }, to: path)
    }

    /// Writes as many arrays as there are into a file, as `write` does a literal list.
    ///
    /// - Parameters:
    ///   - arrays: The names, no two alike, and what they name.
    ///   - path: Where the archive goes.
    /// - Throws: ``UnusableData`` if an array or the file would exceed 4 GiB, or the file cannot be written.
    package static func write(
        _ arrays: [(name: String, array: NumericArray)], to path: String
    ) throws(UnusableData) {
        var result = Data()
        var directory = Data()
        for (name, array) in arrays {
            let content = NPY.data(array)
            guard result.count + content.count < Int(UInt32.max) - 65_536 else {
                throw UnusableData(file: path, reason: "over 4 GiB; write `\(name)` into a file of its own")
            }
            let file = Data("\(name).npy".utf8)
            let sum = unsafe content.withUnsafeBytes { bytes in
                unsafe UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
            }
            // Version 2.0, stored, 1 January 1980: the same arrays make the same bytes.
            let common =
                little(20, 2) + little(0, 4) + little(0, 2) + little(0x21, 2) + little(Int(sum), 4)
                + little(content.count, 4) + little(content.count, 4) + little(file.count, 2) + little(0, 2)
            directory +=
                little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 10) + little(result.count, 4) + file
            result += little(0x0403_4b50, 4) + common + file + content
        }
        let start = result.count
        result += directory
        result += little(0x0605_4b50, 4) + little(0, 4) + little(arrays.count, 2) + little(arrays.count, 2)
        result += little(directory.count, 4) + little(start, 4) + little(0, 2)
        try result.write(replacing: path)
    }

    private static func little(_ value: Int, _ width: Int) -> Data {
        Data((0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 })
    }
}
