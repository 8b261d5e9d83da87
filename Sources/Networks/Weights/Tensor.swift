/// An array of numbers of any number of dimensions, as files of weights hold it: the last index runs fastest.
package struct Tensor: Hashable, Sendable {
    /// The extents; none for a single number.
    package let shape: [Int]
    /// The numbers, as many as the product of the extents.
    package let elements: [Float]

    /// Creates a tensor of `elements`, as many as the product of `shape`.
    package init(shape: [Int], elements: [Float]) {
        precondition(shape.allSatisfy { $0 >= 0 }, "a tensor has no negative extent")
        precondition(elements.count == shape.reduce(1, *), "a tensor has as many elements as its shape says")
        self.shape = shape
        self.elements = elements
    }

    /// Returns a shape in words, such as 3 x 2.
    package static func text(ofShape shape: [Int]) -> String {
        shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: " x ")
    }
}
