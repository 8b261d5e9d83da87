private import Foundation

/// A line that tells how far a long command is: one that moves on a terminal, else a line for each thing that is done.
struct Progress {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Tells where the thing in hand is.
    func show(_ text: String) {
        if isTerminal { write("\r\u{1B}[K" + text) }
    }

    /// Tells what is done.
    func done(_ text: String) {
        write((isTerminal ? "\r\u{1B}[K" : "") + text + "\n")
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
