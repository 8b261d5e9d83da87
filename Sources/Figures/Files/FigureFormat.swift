/// A format that a figure can be written in, named by its file extension.
package enum FigureFormat: String, CaseIterable, Hashable, Sendable {
    /// Pixels, 144 an inch.
    case png
    /// Shapes, for the web and for editing; letters are shapes too, so that no font is needed.
    case svg
    /// Shapes and embedded fonts, for print.
    case pdf
}
