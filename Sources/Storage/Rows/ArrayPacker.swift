import Foundation

/// Lays arrays one after the other, bit by bit as they are, and describes them.
struct ArrayPacker {
    private(set) var descriptions: [PackedArray] = []
    private(set) var data = Data()

    mutating func add(_ name: String, _ values: [Float], shape: [Int]? = nil) {
        let bits = values.map(\.bitPattern.littleEndian)
        unsafe bits.withUnsafeBytes { unsafe add(name, .float32, shape ?? [values.count], $0) }
    }

    mutating func add(_ name: String, _ values: [Double], shape: [Int]? = nil) {
        let bits = values.map(\.bitPattern.littleEndian)
        unsafe bits.withUnsafeBytes { unsafe add(name, .float64, shape ?? [values.count], $0) }
    }

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe add(name, .bytes, [bytes.count], $0) }
    }

    private mutating func add(
        _ name: String, _ type: PackedArray.ElementType, _ shape: [Int], _ bytes: UnsafeRawBufferPointer
    ) {
        var checksum = Checksum()
        unsafe checksum.add(bytes)
        descriptions.append(PackedArray(name: name, dtype: type, shape: shape, crc32: checksum.value))
        unsafe data.append(contentsOf: bytes)
    }
}
