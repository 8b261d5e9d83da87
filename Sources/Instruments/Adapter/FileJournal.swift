private import Foundation
import Messages

/// An adapter's journal in a file: one JSON object a line, arrays in Base64.
///
/// A line that a crash cut short is dropped when the file is opened; an entry is written whole and synchronised to the
/// disk before anything follows from it. Arrays that the daemon has acknowledged are dropped then, too.
package actor FileJournal: AdapterJournal {
    private let file: URL
    private let handle: FileHandle
    private let opened: [LedgerEntry]

    /// Opens the journal, or begins it.
    ///
    /// - Throws: ``UnusableJournal`` if the file cannot be written, or is no journal.
    package init(path: String) throws {
        file = URL(fileURLWithPath: path)
        var entries: [LedgerEntry] = []
        if FileManager.default.fileExists(atPath: path) {
            let lines = try Data(contentsOf: file).split(separator: 0x0A, omittingEmptySubsequences: false)
            // What follows the last line break is empty, or was cut short.
            for (number, line) in lines.dropLast().enumerated() {
                do throws(MessageError) {
                    entries.append(try LedgerEntry(line: [UInt8](line)))
                } catch {
                    throw UnusableJournal(path: path, reason: "line \(number + 1): \(error)")
                }
            }
        }
        opened = Self.compacted(entries)
        var text = Data()
        for entry in opened { text.append(contentsOf: try entry.line()) }
        try text.write(to: file, options: .atomic)
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw UnusableJournal(path: path, reason: "it cannot be written; check its permissions")
        }
        try handle.seekToEnd()
        try handle.synchronize()
        self.handle = handle
    }

    deinit {
        try? handle.close()
    }

    package func entries() -> [LedgerEntry] { opened }

    package func append(_ entry: LedgerEntry) throws {
        try handle.write(contentsOf: Data(entry.line()))
        // That an answer was acknowledged may be forgotten: it is sent once more, and is a duplicate.
        if case .settled = entry { return }
        try handle.synchronize()
    }

    /// Leaves out what was acknowledged, but for the fact and what is kept of it.
    private static func compacted(_ entries: [LedgerEntry]) -> [LedgerEntry] {
        var answered: Set<Attempt> = []
        var settled: [Attempt: Ack.Disposition] = [:]
        for entry in entries {
            switch entry {
            case .begun: break
            case .answered(let outcome): answered.insert(outcome.attempt)
            case .settled(let attempt, let disposition): settled[attempt] = disposition
            }
        }
        return entries.filter { entry in
            switch entry {
            // What was begun and never answered was interrupted; the daemon may ask again what came of it.
            case .begun(let attempt, _): settled[attempt] == nil || !answered.contains(attempt)
            case .answered(let outcome): settled[outcome.attempt].map(outcome.isKept(when:)) ?? true
            case .settled: true
            }
        }
    }
}

/// A file that cannot serve as an adapter's journal, and why.
package struct UnusableJournal: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}
