extension BinaryArray {
    /// Creates an array of double precision; `shape` must have as many elements as there are values.
    package init(doubles: [Double], shape: [Int]? = nil) {
        self.init(trusted: .float64, shape: shape ?? [doubles.count], bytes: Self.bytes(doubles.map(\.bitPattern)))
    }

    /// Creates an array of single precision; `shape` must have as many elements as there are values.
    package init(floats: [Float], shape: [Int]? = nil) {
        self.init(trusted: .float32, shape: shape ?? [floats.count], bytes: Self.bytes(floats.map(\.bitPattern)))
    }

    /// All elements in double precision; integers above 2^53 are rounded.
    package var doubles: [Double] { numbers() }

    /// All elements in single precision, rounded where it holds fewer digits.
    package var floats: [Float] { numbers() }

    /// How many elements are NaN or infinite.
    package var nonFiniteCount: Int {
        switch elementType {
        // All bits of the exponent set: no conversion, and so no difference by precision.
        case .float32: count(UInt32.self) { $0 & 0x7f80_0000 == 0x7f80_0000 }
        case .float64: count(UInt64.self) { $0 & 0x7ff0_0000_0000_0000 == 0x7ff0_0000_0000_0000 }
        default: 0
        }
    }

    private func numbers<Scalar: BinaryFloatingPoint>() -> [Scalar] {
        switch elementType {
        case .uint8: map(UInt8.self) { Scalar($0) }
        case .int8: map(UInt8.self) { Scalar(Int8(bitPattern: $0)) }
        case .uint16: map(UInt16.self) { Scalar($0) }
        case .int16: map(UInt16.self) { Scalar(Int16(bitPattern: $0)) }
        case .uint32: map(UInt32.self) { Scalar($0) }
        case .int32: map(UInt32.self) { Scalar(Int32(bitPattern: $0)) }
        case .int64: map(UInt64.self) { Scalar(Int64(bitPattern: $0)) }
        case .float32: map(UInt32.self) { Scalar(Float(bitPattern: $0)) }
        case .float64: map(UInt64.self) { Scalar(Double(bitPattern: $0)) }
        }
    }

    @inline(__always)
    private func map<Bits: FixedWidthInteger, Scalar>(_: Bits.Type, _ convert: (Bits) -> Scalar) -> [Scalar] {
        let width = MemoryLayout<Bits>.size
        return unsafe bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / width).map { index in
                let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * width, as: Bits.self)
                return convert(Bits(littleEndian: bits))
            }
        }
    }

    @inline(__always)
    private func count<Bits: FixedWidthInteger>(_: Bits.Type, where matches: (Bits) -> Bool) -> Int {
        let width = MemoryLayout<Bits>.size
        return unsafe bytes.withUnsafeBytes { bytes in
            var count = 0
            for offset in stride(from: 0, to: bytes.count, by: width) {
                let bits = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)
                if matches(Bits(littleEndian: bits)) { count += 1 }
            }
            return count
        }
    }

    private static func bytes<Bits: FixedWidthInteger>(_ bits: [Bits]) -> [UInt8] {
        let stored = bits.map(\.littleEndian)
        return unsafe stored.withUnsafeBytes { unsafe [UInt8]($0) }
    }
}
