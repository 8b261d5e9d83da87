private import Foundation

extension SafeTensors {
    /// Reads the tensors of a file, whatever their precision, as Float.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: The tensors and the metadata.
    /// - Throws: ``UnreadableWeights`` if the file is cut short, damaged, not of this format, or holds numbers of a type that
    ///   is not read (integers, booleans, 8-bit floats).
    package static func decode(_ bytes: [UInt8]) throws(UnreadableWeights) -> NetworkWeights {
        guard bytes.count >= 8 else {
            throw UnreadableWeights(
                place: "header", reason: "8 bytes of its length were expected, found \(bytes.count)")
        }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
        guard length <= min(UInt64(longestHeader), UInt64(bytes.count - 8)) else {
            throw UnreadableWeights(
                place: "header",
                reason: "its length is given as \(length) bytes, but \(bytes.count - 8) follow, and at most "
                    + "\(longestHeader) are read")
        }
        let start = 8 + Int(length)
        guard start > 8, bytes[8] == UInt8(ascii: "{") else {
            throw UnreadableWeights(place: "header", reason: "it was expected to begin with {")
        }
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(bytes[8..<start]))
        } catch {
            throw UnreadableWeights(place: "header", reason: "it is not JSON as it should be: \(reason(of: error))")
        }
        try checkPlaces(header.entries, count: bytes.count - start)
        var weights = NetworkWeights(metadata: header.metadata)
        for (name, entry) in header.entries {
            weights.tensors[name] = try tensor(name, entry, of: bytes[start...])
        }
        return weights
    }

    /// Checks that the tensors fill the file, each byte belonging to one of them.
    private static func checkPlaces(
        _ entries: [String: Header.Entry], count: Int
    ) throws(UnreadableWeights) {
        var end = 0
        let ordered = entries.sorted {
            ($0.value.offsets.first ?? -1, $0.value.offsets.last ?? -1, $0.key) < (
                $1.value.offsets.first ?? -1, $1.value.offsets.last ?? -1, $1.key
            )
        }
        for (name, entry) in ordered {
            guard entry.offsets.count == 2, entry.offsets[0] <= entry.offsets[1], entry.offsets[1] <= count else {
                throw UnreadableWeights(
                    place: name,
                    reason: "its data_offsets \(entry.offsets) are no range of the \(count) bytes of numbers")
            }
            guard entry.offsets[0] == end else {
                throw UnreadableWeights(
                    place: name,
                    reason: "its numbers begin at byte \(entry.offsets[0]), but those before end at \(end): "
                        + (entry.offsets[0] < end ? "they overlap" : "there is a gap"))
            }
            end = entry.offsets[1]
        }
        guard end == count else {
            throw UnreadableWeights(
                place: "header", reason: "its tensors end at byte \(end), but \(count) bytes of numbers follow it")
        }
    }

    /// Reads one tensor's numbers.
    private static func tensor(
        _ name: String, _ entry: Header.Entry, of numbers: ArraySlice<UInt8>
    ) throws(UnreadableWeights) -> Tensor {
        guard let type = ElementType(rawValue: entry.type) else {
            throw UnreadableWeights(
                place: name, reason: "its numbers are of type \(entry.type); F64, F32, F16 and BF16 can be read")
        }
        var size = type.size
        for extent in entry.shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow else {
                throw UnreadableWeights(place: name, reason: "its shape \(entry.shape) is none")
            }
            size = product
        }
        guard entry.offsets[1] - entry.offsets[0] == size else {
            throw UnreadableWeights(
                place: name,
                reason: "its shape \(entry.shape) of \(entry.type) takes \(size) bytes, but its data_offsets "
                    + "\(entry.offsets) hold \(entry.offsets[1] - entry.offsets[0])")
        }
        let base = numbers.startIndex + entry.offsets[0]
        let elements = stride(from: base, to: base + size, by: type.size).map { place in
            let pattern = (0..<type.size).reduce(UInt64(0)) { $0 | UInt64(numbers[place + $1]) << (8 * UInt64($1)) }
            return switch type {
            case .float64: Float(Double(bitPattern: pattern))
            case .float32: Float(bitPattern: UInt32(truncatingIfNeeded: pattern))
            case .float16: half(UInt16(truncatingIfNeeded: pattern))
            case .bfloat16: Float(bitPattern: UInt32(truncatingIfNeeded: pattern) << 16)
            }
        }
        return Tensor(shape: entry.shape, elements: elements)
    }

    /// Returns the number of an IEEE 754 half, without the type `Float16`, which not every platform has.
    private static func half(_ pattern: UInt16) -> Float {
        let exponent = Int(pattern >> 10 & 0x1f)
        let fraction = Float(pattern & 0x3ff)
        let sign: Float = pattern >> 15 == 0 ? 1 : -1
        return switch exponent {
        case 0: sign * fraction * 0x1p-24
        case 31: fraction == 0 ? sign * .infinity : .nan
        default: sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
        }
    }

    /// Returns what a decoder says, in one line.
    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .dataCorrupted(let context): return context.debugDescription
        case .keyNotFound(let key, let context): return "\(path(context)) has no \(key.stringValue)"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(path(context)): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: ".")
    }
}
