/// Why a candidate may not be measured; none of these, and it may.
package struct Exclusion: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// In a region that the plan or a person forbids.
    package static let forbidden = Exclusion(rawValue: 1 << 0)
    /// Already measured.
    package static let measured = Exclusion(rawValue: 1 << 1)
    /// Requested, and not yet answered.
    package static let pending = Exclusion(rawValue: 1 << 2)
    /// Within the exclusion radius of a point that was measured or will be: the beam has been there.
    package static let damaged = Exclusion(rawValue: 1 << 3)
}
