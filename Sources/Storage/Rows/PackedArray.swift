/// How one array lies in a row's data: arrays follow each other without padding, in the order of their descriptions.
///
/// The terms are numpy's and those of the instrument protocol: little-endian, last index fastest.
struct PackedArray: Codable, Hashable, Sendable {
    enum ElementType: String, Codable, Hashable, Sendable {
        case float32 = "<f4"
        case float64 = "<f8"
        case bytes = "|u1"

        var size: Int {
            switch self {
            case .float32: 4
            case .float64: 8
            case .bytes: 1
            }
        }
    }

    var name: String
    var dtype: ElementType
    var shape: [Int]
    /// CRC-32 of the array's bytes.
    var crc32: UInt32

    /// The number of bytes, or nil if the shape is impossible.
    var byteCount: Int? {
        var product = dtype.size
        for extent in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow else { return nil }
            product = next
        }
        return product
    }
}
