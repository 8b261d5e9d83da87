import Foundation

/// What standard output can show.
struct Terminal: Sendable {
    /// Whether a person looks at it: only then are there colours and moving bars.
    let isInteractive: Bool
    /// The number of columns.
    let width: Int

    /// The terminal behind standard output, if it is one.
    static let standard: Terminal = {
        var size = winsize()
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let noColor = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return Terminal(isInteractive: isTerminal && !noColor, width: isKnown ? Int(size.ws_col) : 100)
    }()

    enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    /// Returns the text in a style, or as it is if nobody looks.
    func styled(_ text: String, _ style: Style) -> String {
        isInteractive ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Writes to standard output at once.
    func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
