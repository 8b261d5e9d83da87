/// A row does not hold what was written.
struct DamagedRow: Error, Hashable, Sendable {
    let reason: String
}
