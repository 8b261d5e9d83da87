/// The safetensors format (Hugging Face, version 0 of the format): how weights travel between programs.
///
/// A file is the length of the header in eight bytes, little-endian; the header, a JSON object that names each tensor's
/// type, shape and place (`{"a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}`) and may hold strings in
/// `__metadata__`; and the numbers, little-endian, without a gap. Nothing in it is executed.
package enum SafeTensors {
    /// The longest header that is read, as in the reference implementation.
    static let longestHeader = 100_000_000

    /// What the metadata are called among the tensors.
    static let metadataName = "__metadata__"

    /// The types whose numbers can be read; all become Float.
    enum ElementType: String {
        case float64 = "F64"
        case float32 = "F32"
        case float16 = "F16"
        case bfloat16 = "BF16"

        /// The bytes of a number.
        var size: Int {
            switch self {
            case .float64: 8
            case .float32: 4
            case .float16, .bfloat16: 2
            }
        }
    }
}

/// Bytes that are not a file of weights, or not one that can be read.
package struct UnreadableWeights: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it is wrong: a tensor's name, or `header`.
    package let place: String
    /// What was expected and what was found.
    package let reason: String

    package var description: String {
        "not a usable safetensors file: \(place): \(reason); the file is damaged, or of another kind"
    }
}
