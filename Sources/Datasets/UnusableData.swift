/// A file of data cannot be used: which one, and why.
package struct UnusableData: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder, as the user named it.
    package let file: String
    /// What was found, what was expected, and what is there instead.
    package let reason: String

    package init(file: String, reason: String) {
        self.file = file
        self.reason = reason
    }

    package var description: String { "\(file): \(reason)" }
}

extension UnusableData {
    /// There is no array of this name; the text lists those there are.
    static func missing(_ name: String, in file: String, kind: String, contents: [ArrayDescription]) -> UnusableData {
        let listed = contents.prefix(20).map(\.description).joined(separator: ", ")
        let rest = contents.count > 20 ? ", and \(contents.count - 20) more" : ""
        let holds = contents.isEmpty ? "It holds no \(kind)s of numbers." : "It holds \(listed)\(rest)."
        return UnusableData(file: file, reason: "no \(kind) `\(name)`. \(holds)")
    }
}

/// The name and shape of an array in a file.
package struct ArrayDescription: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let shape: [Int]
    /// The unit of the values, where the file says one.
    package let unit: String?

    package init(name: String, shape: [Int], unit: String? = nil) {
        self.name = name
        self.shape = shape
        self.unit = unit
    }

    package var description: String {
        let extents = shape.map(String.init).joined(separator: " x ")
        return "\(name) [\(extents)\(unit.map { ", \($0)" } ?? "")]"
    }
}
