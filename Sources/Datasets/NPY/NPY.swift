package import Foundation

/// NumPy's file of one array.
package enum NPY {
    /// Reads an array of numbers from a file.
    ///
    /// Versions 1 to 3; bool, integers of 1 to 8 bytes, floats of 2, 4 and 8; both byte orders; C and Fortran order.
    /// Nothing is allocated before the size that the header claims was found to be that of the file.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - name: How errors name it; the path if nil.
    /// - Returns: The array, in C order.
    /// - Throws: ``UnusableData`` if the file cannot be read or holds no numbers.
    package static func read(_ path: String, named name: String? = nil) throws(UnusableData) -> NumericArray {
        try read(from: FileReader(path: path, named: name ?? path))
    }

    static func read(from reader: some ByteReader) throws(UnusableData) -> NumericArray {
        let header = try NPYHeader(from: reader)
        let storage = try header.element.read(shape: header.shape, count: header.count, from: reader)
        return header.isColumnMajor
            ? .fromColumnMajor(shape: header.shape, storage: storage)
            : NumericArray(shape: header.shape, storage: storage)
    }

    /// Returns an array as the bytes of an NPY file: version 1, little-endian, C order, in the array's own precision.
    package static func data(_ array: NumericArray) -> Data {
        let descriptor =
            switch array.storage {
            case .float: "<f4"
            case .double: "<f8"
            }
        let extents = array.shape.map { "\($0)," }.joined(separator: " ")
        var header = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(extents)), }"
        // The whole head, magic and length included, is padded to a multiple of 64 and ends in a line feed.
        let padding = 63 - (10 + header.utf8.count) % 64
        header += String(repeating: " ", count: padding) + "\n"
        var result = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        result.append(contentsOf: [UInt8(header.utf8.count & 0xff), UInt8(header.utf8.count >> 8)])
        result.append(contentsOf: header.utf8)
        switch array.storage {
        case .float(let values):
            let bits = values.map(\.bitPattern.littleEndian)
            unsafe bits.withUnsafeBytes { unsafe result.append(contentsOf: $0) }
        case .double(let values):
            let bits = values.map(\.bitPattern.littleEndian)
            unsafe bits.withUnsafeBytes { unsafe result.append(contentsOf: $0) }
        }
        return result
    }

    /// Writes an array to a file, replacing it as a whole.
    ///
    /// - Throws: ``UnusableData`` if the file cannot be written.
    package static func write(_ array: NumericArray, to path: String) throws(UnusableData) {
        try data(array).write(replacing: path)
    }
}

extension Data {
    /// Writes to a temporary file beside `path` and moves it there.
    func write(replacing path: String) throws(UnusableData) {
        do {
            try write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw UnusableData(file: path, reason: "cannot be written: \(error.localizedDescription)")
        }
    }
}
