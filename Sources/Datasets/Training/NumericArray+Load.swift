extension NumericArray {
    /// Reads an array of a file or folder.
    ///
    /// - Parameters:
    ///   - name: The array's name; nil for the only one there is. An NPY file is one array, whatever the name.
    ///   - path: Where the file or folder is.
    ///   - file: How errors name it.
    /// - Returns: The array, and how errors name it.
    /// - Throws: ``UnusableData`` naming the file, and the arrays there are if there is none of this name, or several and no
    ///   name.
    static func load(
        _ name: String?, from path: String, named file: String
    ) throws(UnusableData) -> (array: NumericArray, name: String) {
        if FileContent.isOneArray(path) { return (try NPY.read(path, named: file), file) }
        let store = try arrayStore(at: path, named: file)
        if let name { return (try store.read(name), "\(file)/\(name)") }
        let all = try store.list()
        guard let only = all.first, all.count == 1 else {
            throw UnusableData(
                file: file,
                reason: all.isEmpty
                    ? "it holds no arrays of numbers"
                    : "which of its arrays? Name one of \(all.map(\.description).joined(separator: ", ")) in the plan: by "
                        + "`array`, `target-array` or `class-array`")
        }
        return (try store.read(only.name), "\(file)/\(only.name)")
    }
}
