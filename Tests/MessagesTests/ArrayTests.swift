import Messages
import Testing

@Suite struct `A binary array` {
    /// Bytes by `numpy.array(values, dtype).tobytes()`.
    @Test(arguments: [
        (ElementType.uint8, [0, 255] as [Double], [0x00, 0xFF] as [UInt8]),
        (.int8, [-1, 127, -128], [0xFF, 0x7F, 0x80]),
        (.uint16, [1, 65535], [0x01, 0x00, 0xFF, 0xFF]),
        (.int16, [-2, 258], [0xFE, 0xFF, 0x02, 0x01]),
        (.uint32, [4_294_967_295], [0xFF, 0xFF, 0xFF, 0xFF]),
        (.int32, [-16_909_060], [0xFC, 0xFC, 0xFD, 0xFE]),
        (.int64, [-2, 0x1p40], [0xFE, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 1, 0, 0]),
        (.float32, [1.5, -0.1015625], [0x00, 0x00, 0xC0, 0x3F, 0x00, 0x00, 0xD0, 0xBD]),
        (.float64, [-2.5], [0, 0, 0, 0, 0, 0, 0x04, 0xC0]),
    ])
    func `is read by its element type`(type: ElementType, values: [Double], bytes: [UInt8]) throws {
        let array = try BinaryArray(type, shape: [values.count], bytes: bytes)
        #expect(array.doubles == values)
        #expect(array.floats == values.map { Float($0) })
        #expect(array.count == values.count)
    }

    @Test func `keeps every bit of the numbers it was made of`() throws {
        let doubles = [0.1, -0.0, .infinity, .leastNonzeroMagnitude, 1e300]
        let array = BinaryArray(doubles: doubles)
        #expect(array.doubles.map(\.bitPattern) == doubles.map(\.bitPattern))
        let floats: [Float] = [0.1, -0.0, .leastNonzeroMagnitude, .nan, 3e38, 7]
        let image = BinaryArray(floats: floats, shape: [2, 3])
        #expect(image.floats.map(\.bitPattern) == floats.map(\.bitPattern))
        #expect(image.shape == [2, 3])
    }

    @Test func `counts what is not finite`() throws {
        #expect(
            BinaryArray(doubles: [1, .nan, .infinity, -.infinity, 0, .greatestFiniteMagnitude]).nonFiniteCount == 3)
        #expect(BinaryArray(floats: [.signalingNaN, 1, -.infinity, .greatestFiniteMagnitude]).nonFiniteCount == 2)
        #expect(try BinaryArray(.int32, shape: [1], bytes: [0, 0, 0x80, 0x7F]).nonFiniteCount == 0)
    }

    @Test func `may be a single number, or empty`() throws {
        #expect(try BinaryArray(.float64, shape: [], bytes: [0, 0, 0, 0, 0, 0, 0x04, 0xC0]).doubles == [-2.5])
        #expect(try BinaryArray(.float64, shape: [0], bytes: []).doubles.isEmpty)
        #expect(try BinaryArray(.int16, shape: [.max, .max, 0], bytes: []).isEmpty)
    }

    @Test(
        arguments: [
            ([3], 8), ([], 8), ([2, 2], 8), ([0], 4), ([-1], 4), ([-1, -1], 4), ([1 << 62, 4], 0), ([.max, .max], 4),
            (Array(repeating: 1, count: 33), 4),
        ] as [([Int], Int)])
    func `refuses a shape that does not fit its bytes`(shape: [Int], size: Int) throws {
        let bytes = [UInt8](repeating: 0, count: size)
        let error = #expect(throws: MessageError.self) {
            try BinaryArray(.float32, shape: shape, bytes: bytes, at: "here")
        }
        #expect(error?.code == .shape)
        #expect(error?.place == "here")
    }

    @Test(arguments: [">f4", ">i2", "<c8", "<f2", "<u8", "|b1", "|O", "f4", "=f4", "", "<f4 "])
    func `refuses a type of element that is not carried`(name: String) throws {
        let error = #expect(throws: MessageError.self) { try ElementType(named: name, at: "result.arrays.0.dtype") }
        #expect(error?.code == .elementType)
    }

    /// The check value of the CRC catalogue: CRC-32/ISO-HDLC of "123456789" is 0xCBF43926.
    @Test func `has the checksum of zlib`() throws {
        #expect(try BinaryArray(.uint8, shape: [9], bytes: Array("123456789".utf8)).checksum == 0xCBF4_3926)
        #expect(try BinaryArray(.uint8, shape: [0], bytes: []).checksum == 0)
    }

    @Test func `has a digest that names it and tells it from others`() throws {
        let array = NamedArray("spectrum", try BinaryArray(.uint8, shape: [3, 3], bytes: Array("123456789".utf8)))
        #expect(array.digest == "spectrum |u1 3x3 cbf43926")
        #expect(NamedArray("n", BinaryArray(doubles: [1], shape: [])).digest.hasPrefix("n <f8 1 "))
    }
}

extension BinaryArray {
    fileprivate var isEmpty: Bool { count == 0 }
}
