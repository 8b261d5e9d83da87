/// A figure that could not be brought to its file.
///
/// Whatever the file held before is still there.
package struct UnwritableFigure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as given.
    package let path: String
    /// What was refused, and why, in the words of the system.
    package let reason: String

    package var description: String {
        "\(path): the figure was not written: \(reason). Name a file in a directory that exists and may be written to."
    }
}
