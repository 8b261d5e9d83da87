private import Foundation

extension SafeTensors {
    /// Returns the bytes of a file of weights, in single precision; tensors stand in the order of their names.
    ///
    /// The same weights give the same bytes. The header is filled up with spaces so that the numbers begin at a multiple of
    /// eight bytes.
    package static func encode(_ weights: NetworkWeights) -> [UInt8] {
        let names = weights.tensors.keys.sorted()
        var entries: [String] = []
        if !weights.metadata.isEmpty {
            let pairs = weights.metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            entries.append("\(quoted(metadataName)):{\(pairs.joined(separator: ","))}")
        }
        var numbers: [UInt8] = []
        for name in names {
            guard let tensor = weights.tensors[name] else { continue }
            let start = numbers.count
            numbers.reserveCapacity(start + 4 * tensor.elements.count)
            for element in tensor.elements {
                let pattern = element.bitPattern
                for shift in stride(from: 0, to: 32, by: 8) {
                    numbers.append(UInt8(truncatingIfNeeded: pattern >> shift))
                }
            }
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            entries.append(
                "\(quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(numbers.count)]}")
        }
        var header = Array("{\(entries.joined(separator: ","))}".utf8)
        header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(header.count) >> (8 * UInt64($0))) }
        return length + header + numbers
    }

    /// Returns a text as JSON writes it.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20: result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
