private import CZlib

/// The CRC-32 of zlib and PNG (ISO 3309), by which a row tells whether it is what was written.
struct Checksum: Hashable, Sendable {
    private(set) var value: UInt32 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        let start = unsafe base.assumingMemoryBound(to: UInt8.self)
        value = unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), start, bytes.count))
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
    }
}
