import Datasets
import Networks

/// Decoded images as a file.
enum DecodedFile {
    /// Writes images as NPY: the extents given, then channels if there are several, height if there is more than a row,
    /// and width.
    static func write(_ values: [Float], shape: [Int], of image: ImageShape, to path: String) throws {
        let extents =
            shape + (image.channels > 1 ? [image.channels] : []) + (image.height > 1 ? [image.height] : [])
            + [image.width]
        do {
            try NPY.write(NumericArray(shape: extents, floats: values), to: path)
        } catch {
            throw Failure("cannot write \(path): \(error)", .cannotWrite)
        }
        print("decoded   \(path) · \(extents.map(String.init).joined(separator: " x "))")
    }
}
