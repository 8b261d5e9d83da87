/// How a number is stored in a file.
struct ElementType: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case boolean, unsigned, signed, float
    }

    let kind: Kind
    /// Bytes an element.
    let size: Int
    let isBigEndian: Bool

    /// The type of this kind and size, or nil if there is none that we read.
    init?(_ kind: Kind, size: Int, isBigEndian: Bool = false) {
        switch kind {
        case .boolean where size == 1: break
        case .unsigned where [1, 2, 4, 8].contains(size), .signed where [1, 2, 4, 8].contains(size): break
        case .float where [2, 4, 8].contains(size): break
        default: return nil
        }
        self.kind = kind
        self.size = size
        self.isBigEndian = isBigEndian
    }

    /// Whether single precision holds every value exactly.
    var fitsFloat: Bool { size <= 2 || (kind == .float && size == 4) }
}

extension ElementType {
    /// Decodes elements and appends them to `values`; `bytes` must be whole elements.
    func append<Scalar: BinaryFloatingPoint>(_ bytes: UnsafeRawBufferPointer, to values: inout [Scalar]) {
        switch (kind, size) {
        case (.boolean, _): unsafe each(bytes, UInt8.self, &values) { $0 == 0 ? 0 : 1 }
        case (.unsigned, 1): unsafe each(bytes, UInt8.self, &values) { Scalar($0) }
        case (.unsigned, 2): unsafe each(bytes, UInt16.self, &values) { Scalar($0) }
        case (.unsigned, 4): unsafe each(bytes, UInt32.self, &values) { Scalar($0) }
        case (.unsigned, _): unsafe each(bytes, UInt64.self, &values) { Scalar($0) }
        case (.signed, 1): unsafe each(bytes, UInt8.self, &values) { Scalar(Int8(bitPattern: $0)) }
        case (.signed, 2): unsafe each(bytes, UInt16.self, &values) { Scalar(Int16(bitPattern: $0)) }
        case (.signed, 4): unsafe each(bytes, UInt32.self, &values) { Scalar(Int32(bitPattern: $0)) }
        case (.signed, _): unsafe each(bytes, UInt64.self, &values) { Scalar(Int64(bitPattern: $0)) }
        case (.float, 2): unsafe each(bytes, UInt16.self, &values) { Scalar(Self.half($0)) }
        case (.float, 4): unsafe each(bytes, UInt32.self, &values) { Scalar(Float(bitPattern: $0)) }
        case (.float, _): unsafe each(bytes, UInt64.self, &values) { Scalar(Double(bitPattern: $0)) }
        }
    }

    @inline(__always)
    private func each<Bits: FixedWidthInteger, Scalar>(
        _ bytes: UnsafeRawBufferPointer, _: Bits.Type, _ values: inout [Scalar], _ convert: (Bits) -> Scalar
    ) {
        let width = MemoryLayout<Bits>.size
        values.reserveCapacity(values.count + bytes.count / width)
        for offset in stride(from: 0, to: bytes.count - width + 1, by: width) {
            let bits = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)
            values.append(convert(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)))
        }
    }

    /// Returns the value of an IEEE 754 binary16 number; `Float16` does not exist on every platform.
    static func half(_ bits: UInt16) -> Float {
        let sign: Float = bits >> 15 == 1 ? -1 : 1
        let exponent = Int(bits >> 10 & 0x1f)
        let fraction = Float(bits & 0x3ff)
        switch exponent {
        case 0: return sign * fraction * 0x1p-24
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default: return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
        }
    }
}

extension ElementType {
    /// Reads `shape`'s elements, in pieces, so that the bytes of a large array are never held beside its numbers.
    ///
    /// - Throws: ``UnusableData`` if the reader ends before.
    func read(shape: [Int], count: Int, from reader: some ByteReader) throws(UnusableData) -> NumericArray.Storage {
        if fitsFloat {
            return .float(try readAll(count, from: reader))
        }
        return .double(try readAll(count, from: reader))
    }

    private func readAll<Scalar: BinaryFloatingPoint>(
        _ count: Int, from reader: some ByteReader
    ) throws(UnusableData) -> [Scalar] {
        var values: [Scalar] = []
        values.reserveCapacity(count)
        while values.count < count {
            let bytes = try reader.read(min(count - values.count, 1 << 18) * size)
            unsafe bytes.withUnsafeBytes { unsafe append($0, to: &values) }
        }
        return values
    }
}
