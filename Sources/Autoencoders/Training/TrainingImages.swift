package import LinearAlgebra
private import Networks

/// Images to learn from, with what is known of them; one row each.
package struct TrainingImages: ~Copyable, Sendable {
    package let inputs: Matrix<Float>
    /// What is to be decoded, if it is not the input.
    package let targets: Matrix<Float>?
    /// The conditions of each image; no columns if there are none.
    package let conditions: Matrix<Float>
    /// The class of each image, nil where it is not known; empty if none is.
    package let classes: [Int?]

    /// Creates a set; everything has as many rows as there are images.
    package init(
        _ inputs: consuming Matrix<Float>, targets: consuming Matrix<Float>? = nil,
        conditions: consuming Matrix<Float>? = nil, classes: [Int?] = []
    ) {
        let count = inputs.rows
        precondition(classes.isEmpty || classes.count == count, "a set has one class for each image, or none")
        self.inputs = inputs
        self.targets = targets
        self.conditions = conditions ?? Matrix(rows: count, columns: 0)
        self.classes = classes
    }

    package var count: Int { inputs.rows }

    /// Returns some images as a batch, with classes of all images that count instead of their own if there are any.
    borrowing func batch(_ indices: ArraySlice<Int>, classes seeds: [Int] = []) -> ImageBatch {
        func rows(_ matrix: borrowing Matrix<Float>) -> Variable {
            let columns = matrix.columns
            var part = Matrix<Float>(rows: indices.count, columns: columns)
            for (row, index) in indices.enumerated() {
                part.replaceRows(from: row, with: matrix, rows: index..<index + 1)
            }
            return Variable(constant: part)
        }
        let targets: Variable? =
            switch targets {
            case .some(let matrix): rows(matrix)
            case nil: nil
            }
        return ImageBatch(
            inputs: rows(inputs), targets: targets, conditions: rows(conditions),
            classes: !seeds.isEmpty ? indices.map { seeds[$0] } : classes.isEmpty ? [] : indices.map { classes[$0] })
    }
}
