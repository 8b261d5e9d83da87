import Messages

/// Some of the journal's entries, in order.
package struct EntryPage: Hashable, Sendable {
    package var entries: [EntryReport]
    /// Whether the journal had no more when it was asked.
    package var isComplete: Bool

    package init(entries: [EntryReport], isComplete: Bool) {
        self.entries = entries
        self.isComplete = isComplete
    }

    /// The most entries of a page.
    static let most = 256
    /// Bytes of bodies after which a page takes no more entries.
    private static let enough = 1 << 20

    /// Puts as many of the entries on a page as it holds.
    init(_ reports: some Sequence<EntryReport>, isComplete: Bool) {
        self.init(entries: [], isComplete: isComplete)
        var size = 0
        for report in reports {
            guard size < Self.enough else {
                self.isComplete = false
                return
            }
            entries.append(report)
            size += (try? report.body.serialized().count) ?? 0
        }
    }
}

extension EntryPage: Document {
    init(_ fields: Fields) throws(MessageError) {
        entries = []
        for entry in try fields.objects("entries") { entries.append(try EntryReport(entry)) }
        isComplete = try fields.require("is_complete")
    }

    var json: JSONObject {
        ["entries": .array(entries.map { .object($0.json) }), "is_complete": .boolean(isComplete)]
    }
}
