private import LinearAlgebra
package import Networks

/// Some images with what is known of them.
package struct ImageBatch {
    /// Images, one a row.
    package let inputs: Variable
    /// What is to be decoded of each: the images themselves, or other numbers.
    package let targets: Variable
    /// The conditions of each image, one row each; no columns if there are none.
    package let conditions: Variable
    /// The class of each image, nil where it is not known; empty if none is.
    package let classes: [Int?]

    /// Creates a batch; everything has as many rows as there are images.
    package init(inputs: Variable, targets: Variable? = nil, conditions: Variable? = nil, classes: [Int?] = []) {
        let count = inputs.value.rows
        self.inputs = inputs
        self.targets = targets ?? inputs
        self.conditions = conditions ?? Variable(constant: Matrix(rows: count, columns: 0))
        self.classes = classes
        precondition(
            self.targets.value.rows == count && self.conditions.value.rows == count
                && (classes.isEmpty || classes.count == count), "a batch has one of everything for each image")
    }

    package var count: Int { inputs.value.rows }
}
