extension Codec where Value == ClosedRange<Double> {
    /// Two numbers in brackets, the smaller first.
    static var range: Codec {
        let expected = "two numbers, the smaller first, as in [0.6, 0.8]"
        return Codec<Double>.number().list(of: 2...2, named: expected).map(
            { (bounds: [Double]) throws(Complaint) -> Value in
                guard bounds[0] < bounds[1] else { throw Complaint(text: "expected \(expected).") }
                return bounds[0]...bounds[1]
            }, back: { [$0.lowerBound, $0.upperBound] })
    }

    /// Two numbers in brackets that satisfy a condition, the smaller first, or twice the same.
    static func bounds(_ expected: String, _ isAllowed: @escaping (Double) -> Bool) -> Codec {
        Codec<Double>.number().list(of: 2...2, named: expected).map(
            { (bounds: [Double]) throws(Complaint) -> Value in
                guard bounds[0] <= bounds[1], bounds.allSatisfy(isAllowed) else {
                    throw Complaint(text: "expected \(expected).")
                }
                return bounds[0]...bounds[1]
            }, back: { [$0.lowerBound, $0.upperBound] })
    }
}

extension Codec where Value == ClosedRange<Int> {
    /// The first and the last of some pixels in brackets.
    static var pixels: Codec {
        let expected = "the first and the last, counted from 0, as in [10, 19]"
        return Codec<Int>.integer(0...1_000_000).list(of: 2...2, named: expected).map(
            { (bounds: [Int]) throws(Complaint) -> Value in
                guard bounds[0] <= bounds[1] else { throw Complaint(text: "expected \(expected).") }
                return bounds[0]...bounds[1]
            }, back: { [$0.lowerBound, $0.upperBound] })
    }
}
