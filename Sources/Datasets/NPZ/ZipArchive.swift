/// The directory of a ZIP file (PKWARE APPNOTE 6.3.10), as far as NumPy writes them.
struct ZipArchive {
    /// A file in the archive.
    struct Entry: Hashable {
        var name: String
        var method: Int
        var isEncrypted: Bool
        var crc: UInt32
        var compressed: Int
        var uncompressed: Int
        /// Where its local header begins.
        var offset: Int
    }

    let reader: FileReader
    let size: Int
    let entries: [Entry]

    /// Reads the central directory, of ZIP64 archives too.
    ///
    /// - Throws: ``UnusableData`` if there is none or it contradicts the file's size.
    init(path: String, named file: String) throws(UnusableData) {
        reader = try FileReader(path: path, named: file)
        size = reader.remaining
        let end = try Self.end(of: reader, size: size)
        guard end.offset >= 0, end.length >= 0, end.offset <= size - end.length else {
            throw UnusableData(file: file, reason: "its directory would lie outside the file: it is damaged")
        }
        try reader.seek(to: end.offset, count: end.length)
        let directory = Bytes(try reader.read(end.length), file: file)
        entries = try Self.entries(directory, count: end.count)
    }

    private static func end(
        of reader: FileReader, size: Int
    ) throws(UnusableData) -> (count: Int, offset: Int, length: Int) {
        // The end record is 22 bytes and a comment of at most 65535.
        let tail = min(size, 22 + 65_535)
        try reader.seek(to: size - tail, count: tail)
        let bytes = Bytes(try reader.read(tail), file: reader.file)
        var start = tail - 22
        while start >= 0, try bytes.number(start, 4) != 0x0605_4b50 { start -= 1 }
        guard start >= 0 else {
            throw UnusableData(file: reader.file, reason: "not a ZIP (NPZ) file, or cut short: no end record")
        }
        let count = try bytes.number(start + 10, 2)
        let length = try bytes.number(start + 12, 4)
        let offset = try bytes.number(start + 16, 4)
        guard count == 0xffff || length == 0xffff_ffff || offset == 0xffff_ffff else { return (count, offset, length) }
        guard start >= 20, try bytes.number(start - 20, 4) == 0x0706_4b50 else { return (count, offset, length) }
        let record = try bytes.number(start - 12, 8)
        guard record >= 0, record <= size - 56 else {
            throw UnusableData(file: reader.file, reason: "its ZIP64 end record would lie outside the file")
        }
        try reader.seek(to: record, count: 56)
        let large = Bytes(try reader.read(56), file: reader.file)
        guard try large.number(0, 4) == 0x0606_4b50 else {
            throw UnusableData(file: reader.file, reason: "its ZIP64 end record is damaged")
        }
        return (try large.number(32, 8), try large.number(48, 8), try large.number(40, 8))
    }

    private static func entries(_ directory: Bytes, count: Int) throws(UnusableData) -> [Entry] {
        var entries: [Entry] = []
        var start = 0
        while start < directory.count, entries.count < count {
            guard try directory.number(start, 4) == 0x0201_4b50 else {
                throw UnusableData(file: directory.file, reason: "entry \(entries.count) of its directory is damaged")
            }
            let nameLength = try directory.number(start + 28, 2)
            let extraLength = try directory.number(start + 30, 2)
            let commentLength = try directory.number(start + 32, 2)
            var entry = Entry(
                name: try directory.text(start + 46, nameLength),
                method: try directory.number(start + 10, 2),
                isEncrypted: try directory.number(start + 8, 2) & 1 == 1,
                crc: UInt32(truncatingIfNeeded: try directory.number(start + 16, 4)),
                compressed: try directory.number(start + 20, 4),
                uncompressed: try directory.number(start + 24, 4),
                offset: try directory.number(start + 42, 4))
            try widen(&entry, directory, start + 46 + nameLength, extraLength)
            entries.append(entry)
            start += 46 + nameLength + extraLength + commentLength
        }
        guard entries.count == count else {
            throw UnusableData(
                file: directory.file, reason: "its directory lists \(entries.count) entries, expected \(count)")
        }
        return entries
    }

    /// Takes the sizes that do not fit 32 bits from the ZIP64 field, in the order that the specification fixes.
    private static func widen(
        _ entry: inout Entry, _ directory: Bytes, _ start: Int, _ length: Int
    ) throws(UnusableData) {
        var field = start
        while field + 4 <= start + length {
            let size = try directory.number(field + 2, 2)
            if try directory.number(field, 2) == 1 {
                var place = field + 4
                if entry.uncompressed == 0xffff_ffff {
                    entry.uncompressed = try directory.number(place, 8)
                    place += 8
                }
                if entry.compressed == 0xffff_ffff {
                    entry.compressed = try directory.number(place, 8)
                    place += 8
                }
                if entry.offset == 0xffff_ffff {
                    entry.offset = try directory.number(place, 8)
                }
            }
            field += 4 + size
        }
    }
}

/// Little-endian numbers in a block of bytes, bounds checked.
struct Bytes {
    let values: [UInt8]
    let file: String

    init(_ values: [UInt8], file: String) {
        self.values = values
        self.file = file
    }

    var count: Int { values.count }

    /// Returns the unsigned number of `width` bytes at `start`; one beyond `Int` is negative, and so refused later.
    func number(_ start: Int, _ width: Int) throws(UnusableData) -> Int {
        guard start >= 0, start + width <= values.count else {
            throw UnusableData(file: file, reason: "its directory ends in the middle of an entry: it is damaged")
        }
        return values[start..<start + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func text(_ start: Int, _ length: Int) throws(UnusableData) -> String {
        guard start >= 0, start + length <= values.count else {
            throw UnusableData(file: file, reason: "its directory ends in the middle of a name: it is damaged")
        }
        return String(decoding: values[start..<start + length], as: UTF8.self)
    }
}
