private import Experiments

extension Codec where Value == Double {
    /// An angle with its unit, read as degrees; 0 needs none.
    ///
    /// - Parameters:
    ///   - range: Which angles, for messages: `from 0 to 180 deg`.
    ///   - isAllowed: Whether so many degrees may be.
    /// - Returns: A codec of degrees.
    static func angle(_ range: String, _ isAllowed: @escaping (Double) -> Bool) -> Codec {
        let expected = "an angle \(range) with its unit (deg or rad)"
        return Codec(
            expected: expected,
            read: { tree, path, findings in
                if case .scalar(let text, _) = tree.content, let written = WrittenQuantity(text),
                    let unit = written.unit ?? (written.number == 0 ? "deg" : nil),
                    let degrees = MeasurementUnit.convert(written.number, from: unit, to: "deg"), isAllowed(degrees)
                {
                    return degrees
                }
                findings.report(tree, path, expected: expected)
                return nil
            },
            write: { .text("\(WrittenQuantity.digits($0)) deg") })
    }
}
