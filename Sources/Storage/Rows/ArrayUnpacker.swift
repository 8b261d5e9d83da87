import Foundation

/// Takes arrays out of a row's data again, and sees to it that they are what was packed.
struct ArrayUnpacker {
    private let descriptions: [PackedArray]
    private let data: Data

    /// Creates an unpacker.
    ///
    /// - Throws: ``DamagedRow`` if the descriptions do not add up to the data.
    init(_ descriptions: [PackedArray], _ data: Data) throws(DamagedRow) {
        var total = 0
        for description in descriptions {
            guard let count = description.byteCount, count <= data.count - total else {
                throw DamagedRow(reason: "its arrays do not fit its \(data.count) bytes of data")
            }
            total += count
        }
        guard total == data.count else {
            throw DamagedRow(reason: "it has \(data.count) bytes of data, but its arrays \(total)")
        }
        self.descriptions = descriptions
        self.data = data
    }

    func floats(_ name: String) throws(DamagedRow) -> [Float] {
        let bits: [UInt32] = try bits(name, .float32)
        return bits.map { Float(bitPattern: UInt32(littleEndian: $0)) }
    }

    func doubles(_ name: String) throws(DamagedRow) -> [Double] {
        let bits: [UInt64] = try bits(name, .float64)
        return bits.map { Double(bitPattern: UInt64(littleEndian: $0)) }
    }

    func bytes(_ name: String) throws(DamagedRow) -> [UInt8] { try bits(name, .bytes) }

    private func bits<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ name: String, _ type: PackedArray.ElementType
    ) throws(DamagedRow) -> [Bits] {
        var offset = 0
        for description in descriptions {
            let count = description.byteCount ?? 0
            if description.name == name, description.dtype == type {
                let bytes = data.dropFirst(offset).prefix(count)
                var checksum = Checksum()
                unsafe bytes.withUnsafeBytes { unsafe checksum.add($0) }
                guard checksum.value == description.crc32 else {
                    throw DamagedRow(reason: "the checksum of its array `\(name)` is wrong")
                }
                return unsafe [Bits](unsafeUninitializedCapacity: count / type.size) { buffer, initialized in
                    _ = unsafe bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
                    initialized = count / type.size
                }
            }
            offset += count
        }
        throw DamagedRow(reason: "it has no array `\(name)` of \(type.rawValue)")
    }
}
