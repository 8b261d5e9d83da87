/// What stands before the numbers of an NPY file (NumPy Enhancement Proposal 1).
struct NPYHeader: Hashable, Sendable {
    let element: ElementType
    let isColumnMajor: Bool
    let shape: [Int]
    /// The product of the extents.
    let count: Int

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// Reads a header of version 1, 2 or 3, and checks that the data it announces are exactly what follows.
    ///
    /// - Throws: ``UnusableData`` if it is none, or of a type without numbers, or the sizes disagree.
    init(from reader: some ByteReader) throws(UnusableData) {
        func refuse(_ reason: String) -> UnusableData { UnusableData(file: reader.file, reason: reason) }
        guard reader.remaining >= 10 else { throw refuse("\(reader.remaining) bytes are too few for an NPY file") }
        let start = try reader.read(8)
        guard start.starts(with: Self.magic) else {
            throw refuse("not an NPY file: it begins with \(start.prefix(6)), expected \\x93NUMPY")
        }
        let version = start[6]
        guard (1...3).contains(version) else { throw refuse("NPY version \(version); this reads 1, 2 and 3") }
        let lengthBytes = try reader.read(version == 1 ? 2 : 4)
        let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= min(reader.remaining, 1 << 20) else {
            throw refuse("its header claims \(length) bytes; \(reader.remaining) follow and 1048576 are allowed")
        }
        let text = String(decoding: try reader.read(length), as: UTF8.self)
        guard case .dictionary(let keys)? = PythonLiteral(parsing: text) else {
            throw refuse("its header is not a Python dictionary: \(text.prefix(60))")
        }
        guard let descriptor = keys["descr"], case .boolean(let isColumnMajor)? = keys["fortran_order"],
            case .list(let extents)? = keys["shape"]
        else { throw refuse("its header lacks `descr`, `fortran_order` or `shape`: \(text.prefix(120))") }

        var shape: [Int] = []
        var count = 1
        for extent in extents {
            guard case .integer(let value) = extent, value >= 0 else {
                throw refuse("its shape holds \(extent), expected numbers of at least 0")
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: value)
            guard !overflow, shape.count < 32 else { throw refuse("its shape \(extents) is too large") }
            shape.append(value)
            count = product
        }
        let element = try Self.element(descriptor, file: reader.file)
        let (bytes, overflow) = count.multipliedReportingOverflow(by: element.size)
        guard !overflow, bytes == reader.remaining else {
            throw refuse(
                "its shape \(shape) with \(element.size) bytes an element needs \(overflow ? "too many" : "\(bytes)") "
                    + "bytes, but \(reader.remaining) follow the header")
        }
        self.element = element
        self.isColumnMajor = isColumnMajor
        self.shape = shape
        self.count = count
    }

    private static func element(_ descriptor: PythonLiteral, file: String) throws(UnusableData) -> ElementType {
        guard case .string(let text) = descriptor else {
            throw UnusableData(
                file: file, reason: "it holds records with named fields; expected plain numbers. Save one field.")
        }
        let advice = "expected bool, integers of 1 to 8 bytes or floats of 2, 4 or 8"
        // Byte order, kind, bytes an element: `<f4`.
        let order = text.first ?? " "
        let kind = text.dropFirst().first ?? " "
        let kinds: [Character: ElementType.Kind] = ["b": .boolean, "u": .unsigned, "i": .signed, "f": .float]
        guard "<>|=".contains(order), let known = kinds[kind], let size = Int(text.dropFirst(2)),
            let element = ElementType(known, size: size, isBigEndian: order == ">")
        else {
            let others: [Character: String] = [
                "O": "Python objects", "c": "complex numbers", "U": "text", "S": "text", "M": "dates", "V": "raw bytes",
            ]
            throw UnusableData(
                file: file, reason: "it holds \(others[kind] ?? "an unknown type") (`\(text.prefix(20))`); \(advice)")
        }
        return element
    }
}
