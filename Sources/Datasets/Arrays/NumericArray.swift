/// Numbers in a block of any number of dimensions, the last index varying fastest.
///
/// Single precision is kept where the file has no more, so that a large cube of spectra is held once and as it came.
package struct NumericArray: Hashable, Sendable {
    /// The numbers, in the precision that holds them exactly (integers above 2^53 excepted).
    package enum Storage: Hashable, Sendable {
        case float([Float])
        case double([Double])
    }

    /// The extents; empty for a single number.
    package let shape: [Int]
    package let storage: Storage

    /// Creates an array of double precision; `shape` must have as many elements as there are values.
    package init(shape: [Int], doubles: [Double]) {
        self.init(shape: shape, storage: .double(doubles))
    }

    /// Creates an array of single precision; `shape` must have as many elements as there are values.
    package init(shape: [Int], floats: [Float]) {
        self.init(shape: shape, storage: .float(floats))
    }

    init(shape: [Int], storage: Storage) {
        self.shape = shape
        self.storage = storage
        precondition(shape.reduce(1, *) == count, "the shape of an array must fit the number of its values")
    }

    /// The number of elements.
    package var count: Int {
        switch storage {
        case .float(let values): values.count
        case .double(let values): values.count
        }
    }

    /// All elements in double precision.
    package var doubles: [Double] { doubles(in: 0..<count) }

    /// All elements in single precision.
    package var floats: [Float] {
        switch storage {
        case .float(let values): values
        case .double(let values): values.map { Float($0) }
        }
    }

    /// Returns the elements of a range of flat indices.
    package func doubles(in range: Range<Int>) -> [Double] {
        switch storage {
        case .float(let values): values[range].map { Double($0) }
        case .double(let values): Array(values[range])
        }
    }

    /// Returns the same elements under another shape of the same count.
    func reshaped(_ shape: [Int]) -> NumericArray {
        NumericArray(shape: shape, storage: storage)
    }
}

extension NumericArray {
    /// Returns the elements of a block stored with the first index varying fastest, in our order.
    static func fromColumnMajor(shape: [Int], storage: Storage) -> NumericArray {
        guard shape.count > 1 else { return NumericArray(shape: shape, storage: storage) }
        switch storage {
        case .float(let values): return NumericArray(shape: shape, floats: rowMajor(values, shape))
        case .double(let values): return NumericArray(shape: shape, doubles: rowMajor(values, shape))
        }
    }

    private static func rowMajor<Scalar>(_ values: [Scalar], _ shape: [Int]) -> [Scalar] {
        var strides: [Int] = []
        var stride = 1
        for extent in shape {
            strides.append(stride)
            stride *= extent
        }
        var result: [Scalar] = []
        result.reserveCapacity(values.count)
        var index = [Int](repeating: 0, count: shape.count)
        var offset = 0
        for _ in values.indices {
            result.append(values[offset])
            // Counts like an odometer, the last dimension first.
            var dimension = shape.count - 1
            while dimension >= 0 {
                index[dimension] += 1
                offset += strides[dimension]
                if index[dimension] < shape[dimension] { break }
                offset -= strides[dimension] * shape[dimension]
                index[dimension] = 0
                dimension -= 1
            }
        }
        return result
    }
}
