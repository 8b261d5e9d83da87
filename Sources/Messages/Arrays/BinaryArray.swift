/// Numbers as a message carries them: little-endian bytes in C order, the last index varying fastest.
package struct BinaryArray: Hashable, Sendable {
    package let elementType: ElementType
    /// The extents; empty for a single number.
    package let shape: [Int]
    /// `shape`'s product times the element's size.
    package let bytes: [UInt8]

    /// Creates an array of bytes that came from outside.
    ///
    /// - Parameters:
    ///   - elementType: How an element is stored.
    ///   - shape: The extents; empty for a single number.
    ///   - bytes: The elements, little-endian and in C order.
    ///   - place: Where they stand, for the error's text.
    /// - Throws: ``MessageError`` with ``MessageError/Code/shape`` if the shape is impossible or needs another number
    ///   of bytes.
    package init(
        _ elementType: ElementType, shape: [Int], bytes: [UInt8], at place: String = "array"
    ) throws(MessageError) {
        let needed = try Self.byteCount(elementType, shape, place)
        guard needed == bytes.count else {
            let text =
                "the shape \(shape) of `\(elementType.rawValue)` needs \(needed) bytes, but there are \(bytes.count)"
            throw MessageError(.shape, place, text)
        }
        self.elementType = elementType
        self.shape = shape
        self.bytes = bytes
    }

    init(trusted elementType: ElementType, shape: [Int], bytes: [UInt8]) {
        precondition(
            shape.reduce(elementType.size, *) == bytes.count, "an array's shape must fit the number of its values")
        self.elementType = elementType
        self.shape = shape
        self.bytes = bytes
    }

    /// The number of elements.
    package var count: Int { bytes.count / elementType.size }

    /// The CRC-32 of the bytes (that of zlib, PNG and Ethernet).
    package var checksum: UInt32 { Checksum.crc32(bytes) }

    /// Returns how many bytes a shape needs; NumPy too stops at 32 dimensions.
    static func byteCount(_ type: ElementType, _ shape: [Int], _ place: String) throws(MessageError) -> Int {
        guard shape.count <= 32 else {
            throw MessageError(.shape, place, "expected at most 32 dimensions, got \(shape.count)")
        }
        var (product, hasOverflown) = (type.size, false)
        for extent in shape {
            guard extent >= 0 else { throw MessageError(.shape, place, "the shape \(shape) has a negative extent") }
            let (next, overflow) = product.multipliedReportingOverflow(by: extent)
            hasOverflown = hasOverflown || overflow
            product = next
        }
        if shape.contains(0) { return 0 }
        guard !hasOverflown else { throw MessageError(.shape, place, "the shape \(shape) is too large to be stored") }
        return product
    }
}

/// An array of a message and the name under which it is sent.
package struct NamedArray: Hashable, Sendable {
    package var name: String
    package var array: BinaryArray

    package init(_ name: String, _ array: BinaryArray) {
        self.name = name
        self.array = array
    }

    /// Name, element type, shape and checksum in one line: arrays that differ have different digests, but for one
    /// accident in four thousand million.
    package var digest: String {
        let extents = array.shape.map(String.init).joined(separator: "x")
        let sum = String(array.checksum, radix: 16)
        let zeros = String(repeating: "0", count: 8 - sum.count)
        return "\(name) \(array.elementType.rawValue) \(extents.isEmpty ? "1" : extents) \(zeros)\(sum)"
    }
}
