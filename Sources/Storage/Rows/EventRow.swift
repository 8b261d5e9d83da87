import Foundation

/// An event as the columns of its row.
struct EventRow: Hashable, Sendable {
    var kind: String
    /// The request that the event is about, for the indices; nil if none.
    var request: String?
    var attempt: Int?
    /// JSON.
    var body: String
    /// The arrays; nil if there are none, or if they were left where they are.
    var data: Data?

    /// The checksum of the event at its place in the journal; `data` has checksums of its own.
    func checksum(sequence: Int, run: Int, time: Int64, elapsed: Double) -> UInt32 {
        var checksum = Checksum()
        checksum.add("\(sequence)|\(run)|\(time)|\(elapsed.bitPattern)|\(kind)|\(request ?? "")|\(attempt ?? 0)|")
        checksum.add(body)
        return checksum.value
    }
}
