/// A place for a figure, whose name has been found to be one that figures can be written to.
///
/// Make it before the work whose result is to be drawn, so that a slip in the name costs a second and not the work.
package struct FigureFile: Hashable, Sendable {
    /// The path as given.
    package let path: String
    /// The format that the path's extension names.
    package let format: FigureFormat

    /// Creates the place that `path` names; the file system is not touched.
    ///
    /// - Parameter path: A path that ends in `.png`, `.svg` or `.pdf`, in small or capital letters.
    /// - Throws: ``UnknownFigureFormat`` for any other ending.
    package init(_ path: String) throws(UnknownFigureFormat) {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
        let pathExtension = dot.map { String(name[name.index(after: $0)...]) } ?? ""
        guard let format = FigureFormat(rawValue: pathExtension.lowercased()) else {
            throw UnknownFigureFormat(path: path, pathExtension: pathExtension)
        }
        self.path = path
        self.format = format
    }

    /// Draws `figure` and puts it in place at once: a reader sees the old file or the new one, never a part.
    ///
    /// - Throws: ``UnwritableFigure``; what `path` held is then unchanged.
    package func write(_ figure: some Figure) throws(UnwritableFigure) {
        let bytes: [UInt8]
        do {
            bytes = try figure.encoded(as: format)
        } catch {
            throw UnwritableFigure(path: path, reason: error.reason)
        }
        try FileReplacement(path: path).put(bytes)
    }
}
