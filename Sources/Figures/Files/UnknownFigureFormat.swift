/// A file name whose extension names no format that a figure can be written in.
package struct UnknownFigureFormat: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as given.
    package let path: String
    /// Its extension, empty where it has none.
    package let pathExtension: String

    package var description: String {
        let known = FigureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
        let found = pathExtension.isEmpty ? "has no extension" : "ends in .\(pathExtension)"
        return "\(path): a figure is written as \(known), by the extension of its file, but this name \(found)."
    }
}
