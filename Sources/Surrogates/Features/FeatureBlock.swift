/// Some neighbouring columns among the features of candidates, and what kernel formulas call them.
package struct FeatureBlock: Hashable, Sendable {
    /// For example `stem`.
    package let name: String
    /// Which columns; not empty.
    package let columns: Range<Int>

    package init(name: String, columns: Range<Int>) {
        self.name = name
        self.columns = columns
    }
}
