package import TrainingSets

extension ImageStack {
    /// Takes an array [rows, columns], [images, rows, columns] or [images, channels, rows, columns] as images.
    ///
    /// - Parameters:
    ///   - array: Its values may be anything; what is not finite is refused where it gets into a patch.
    ///   - name: How errors name it.
    /// - Throws: ``UnusableData`` if it has another shape, or an extent of 0.
    package init(_ array: NumericArray, named name: String) throws(UnusableData) {
        let shape = array.shape
        guard (2...4).contains(shape.count), array.count > 0 else {
            throw UnusableData(
                file: name,
                reason: "it has shape \(shape); expected [rows, columns], [images, rows, columns] or "
                    + "[images, channels, rows, columns]")
        }
        let channels = shape.count == 4 ? shape[1] : 1
        if shape.count > 2, [3, 4].contains(shape[shape.count - 1]), shape[shape.count - 2] > 8,
            shape.count == 3 || channels > 4
        {
            throw UnusableData(
                file: name,
                reason: "it has shape \(shape), as of images whose last extent are colours; expected "
                    + "[images, channels, rows, columns]. Write it anew with numpy.moveaxis(array, -1, -3)"
                    + (shape.count == 3 ? ", and [None] for one image" : ""))
        }
        self.init(
            channels: channels, height: shape[shape.count - 2], width: shape[shape.count - 1],
            values: array.floats)
    }

    /// Reads images from an NPY file, or an array of a folder of them, an NPZ file or an HDF5 file.
    ///
    /// - Parameters:
    ///   - array: The array's name; nil for the only one there is.
    ///   - path: Where the file or folder is.
    /// - Returns: All images of the array.
    /// - Throws: ``UnusableData`` naming the file, and the arrays there are if there is none of this name, or several and no
    ///   name.
    package static func load(_ array: String?, from path: String) throws(UnusableData) -> ImageStack {
        let found = try NumericArray.load(array, from: path, named: path)
        return try ImageStack(found.array, named: found.name)
    }
}
