/// Order statistics of a few numbers.
enum Quantiles {
    /// The value below which the share `p` of `values` lies, or none of none.
    ///
    /// Linear between the order statistics (definition 7 of Hyndman & Fan, Am. Stat. 50, 1996); every value finite.
    static func quantile(_ p: Double, of values: [Double]) -> Double? {
        quantile(p, ofSorted: values.sorted())
    }

    /// The same for values in ascending order.
    static func quantile(_ p: Double, ofSorted sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = p * Double(last)
        let below = min(Int(place), last)
        let above = min(below + 1, last)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
