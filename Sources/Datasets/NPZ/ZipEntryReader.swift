private import CZlib

/// The bytes of an entry of a ZIP file, inflated if need be, its checksum verified at its end.
final class ZipEntryReader: ByteReader {
    let file: String
    private(set) var remaining: Int
    private let source: FileReader
    private let crc: UInt32
    private var running: UInt = 0
    private var inflater: Inflater?

    /// Begins to read an entry.
    ///
    /// - Throws: ``UnusableData`` if the entry is encrypted or compressed in a way other than deflate, if it would
    ///   reach beyond the file, or if it claims to inflate further than deflate can (1032 : 1).
    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(UnusableData) {
        let file = "\(archive.reader.file)/\(entry.name)"
        func refuse(_ reason: String) -> UnusableData { UnusableData(file: file, reason: reason) }
        guard !entry.isEncrypted else { throw refuse("it is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw refuse("it is compressed by method \(entry.method); this reads stored and deflated entries")
        }
        guard entry.offset >= 0, entry.compressed >= 0, entry.uncompressed >= 0,
            entry.offset <= archive.size - 30
        else { throw refuse("its place in the archive is damaged") }
        try archive.reader.seek(to: entry.offset, count: 30)
        let local = Bytes(try archive.reader.read(30), file: file)
        guard try local.number(0, 4) == 0x0403_4b50 else { throw refuse("its header in the archive is damaged") }
        let start = entry.offset + 30 + (try local.number(26, 2)) + (try local.number(28, 2))
        guard start <= archive.size - entry.compressed else {
            throw refuse("it would reach beyond the end of the archive: the file is cut short")
        }
        let isPlausible =
            entry.method == 0
            ? entry.uncompressed == entry.compressed : entry.uncompressed / 1032 <= entry.compressed + 1
        guard isPlausible else {
            throw refuse("\(entry.compressed) bytes cannot hold the \(entry.uncompressed) that it claims")
        }
        try archive.reader.seek(to: start, count: entry.compressed)
        self.file = file
        self.source = archive.reader
        self.remaining = entry.uncompressed
        self.crc = entry.crc
        if entry.method == 8 { inflater = try Inflater(file: file) }
    }

    func read(_ count: Int) throws(UnusableData) -> [UInt8] {
        guard count <= remaining else {
            throw UnusableData(
                file: file, reason: "\(count) bytes expected, but \(remaining) are left: it is cut short")
        }
        let bytes = if let inflater { try inflater.read(count, from: source) } else { try source.read(count) }
        remaining -= count
        running = unsafe bytes.withUnsafeBufferPointer { unsafe crc32(running, $0.baseAddress, UInt32($0.count)) }
        if remaining == 0, UInt32(truncatingIfNeeded: running) != crc {
            throw UnusableData(file: file, reason: "its checksum is wrong: the file is damaged")
        }
        return bytes
    }
}

/// A raw deflate stream (RFC 1951) under decompression.
@safe private final class Inflater {
    private let file: String
    private var stream = unsafe z_stream()
    private var input: [UInt8] = []
    private var consumed = 0

    init(file: String) throws(UnusableData) {
        self.file = file
        let status = unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw UnusableData(file: file, reason: "no memory to decompress it") }
    }

    /// Returns exactly `count` bytes.
    func read(_ count: Int, from source: FileReader) throws(UnusableData) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: count)
        var produced = 0
        while produced < count {
            if consumed == input.count {
                input = try source.read(min(source.remaining, 1 << 18))
                consumed = 0
            }
            let (status, read, written) = step(&output, from: produced)
            consumed += read
            produced += written
            guard status == Z_OK || (status == Z_STREAM_END && produced == count) else {
                throw UnusableData(file: file, reason: "its compressed data are damaged or cut short")
            }
        }
        return output
    }

    private func step(_ output: inout [UInt8], from produced: Int) -> (status: Int32, read: Int, written: Int) {
        unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress.map { unsafe $0 + consumed }
                unsafe stream.avail_in = UInt32(source.count - consumed)
                unsafe stream.next_out = target.baseAddress.map { unsafe $0 + produced }
                unsafe stream.avail_out = UInt32(target.count - produced)
                let status = unsafe inflate(&stream, Z_NO_FLUSH)
                return unsafe (
                    status, source.count - consumed - Int(stream.avail_in),
                    target.count - produced - Int(stream.avail_out)
                )
            }
        }
    }

    deinit {
        unsafe inflateEnd(&stream)
    }
}
