internal import Experiments

extension Codec where Value == Int {
    /// An amount of memory with its unit, read as bytes: at least a megabyte.
    static var bytes: Codec {
        let expected =
            "an amount of memory from 1 MB with its unit, as in 1 GB (kB, MB, GB or TB; KiB, MiB, GiB or TiB)"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, _) = tree.content, let written = WrittenQuantity(text),
                    let unit = written.unit,
                    let size = (decimalSizes + binarySizes).first(where: { $0.unit == unit })?.size
                {
                    let bytes = (written.number * Double(size)).rounded()
                    if bytes >= 1e6, bytes < 1e15 { return Int(bytes) }
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { bytes in
                let (unit, size) = decimalSizes.first { bytes.isMultiple(of: $0.size) } ?? ("B", 1)
                return .text("\(bytes / size) \(unit)")
            })
    }

    private static var decimalSizes: [(unit: String, size: Int)] {
        [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("B", 1)]
    }

    private static var binarySizes: [(unit: String, size: Int)] {
        [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    }
}

/// A speed as it is written in a plan: `10 um/s`.
struct WrittenSpeed {
    var number: Double
    /// A unit of length, or `px`.
    var unit: String
}

extension Codec where Value == WrittenSpeed {
    /// A length or a number of pixels a second.
    static var speed: Codec {
        let expected = "a speed above 0 with its unit, as in 10 um/s or 50 px/s"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, _) = tree.content, let written = WrittenQuantity(text), written.number > 0,
                    let unit = written.unit, unit.hasSuffix("/s")
                {
                    let length = String(unit.dropLast(2))
                    if let known = MeasurementUnit(length), ["length", "pixels"].contains(known.dimension) {
                        return WrittenSpeed(number: written.number, unit: length)
                    }
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { .text("\(WrittenQuantity.digits($0.number)) \($0.unit)/s") })
    }
}
