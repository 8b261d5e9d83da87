/// What a file that holds no arrays seems to be, for those who took it for one.
enum FileContent {
    /// How many bytes from the beginning are looked at.
    static let lookedAt = 64

    /// The first bytes of kinds of files that people have beside their data.
    private static let kinds: [(start: [UInt8], words: String)] = [
        ([0x93, 0x4e, 0x55, 0x4d], "a single array (NPY)"),
        ([0x89, 0x50, 0x4e, 0x47], "a PNG picture"),
        ([0xff, 0xd8, 0xff], "a JPEG picture"),
        ([0x49, 0x49, 0x2a, 0x00], "a TIFF picture"),
        ([0x4d, 0x4d, 0x00, 0x2a], "a TIFF picture"),
        (Array("MATLAB 5.0".utf8), "a MATLAB file from before version 7.3"),
        (Array("%PDF".utf8), "a PDF document"),
        (Array("CDF".utf8), "a netCDF-3 file"),
        ([0x1f, 0x8b], "a gzip archive"),
        ([0x80, 0x02], "a Python pickle"), ([0x80, 0x03], "a Python pickle"), ([0x80, 0x04], "a Python pickle"),
        ([0x80, 0x05], "a Python pickle"),
    ]

    /// Whether there is an NPY file, by its content.
    static func isOneArray(_ path: String) -> Bool {
        guard let reader = try? FileReader(path: path, named: path),
            let start = try? reader.read(min(lookedAt, reader.remaining))
        else { return false }
        return start.starts(with: kinds[0].start)
    }

    /// Returns what a file is by its first bytes.
    ///
    /// - Parameter start: As many as ``lookedAt``, fewer only if there are no more.
    /// - Returns: For example ``a text that begins with `x,y` ``.
    static func words(for start: [UInt8]) -> String {
        if start.isEmpty { return "empty" }
        if let kind = kinds.first(where: { start.starts(with: $0.start) }) { return kind.words }
        let isText = start.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (0x09...0x0d).contains($0) }
        guard isText else { return "of a kind that is not known" }
        // A letter that the last byte cuts in two is left out.
        let line = String(decoding: start, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        return "a text that begins with `\(line.prefix(24).filter { $0 != "\u{FFFD}" })`"
    }

    /// Returns the refusal of a file that is no store of arrays.
    ///
    /// - Parameters:
    ///   - file: How errors name it.
    ///   - start: Its first bytes.
    /// - Returns: What it is, and what was expected.
    static func refusal(of file: String, start: [UInt8]) -> UnusableData {
        let endings = [".npz": "an NPZ file", ".h5": "an HDF5 file", ".hdf5": "an HDF5 file", ".hf5": "an HDF5 file"]
        let promise = endings.first { file.lowercased().hasSuffix($0.key) }
        let contrast = promise.map { ", not \($0.value) as the ending `\($0.key)` says" } ?? ""
        return UnusableData(
            file: file,
            reason:
                "the file is \(words(for: start))\(contrast). Expected a folder of NPY files, an NPZ file or an HDF5 file."
        )
    }
}
