/// The memory that the passes of a convolution work in: allocated when it is first needed, or more of it.
struct ConvolutionWorkspace {
    private var kernelRows: [Float] = []
    private var unfolded: [Float] = []
    private var gradients: [Float] = []

    /// Where the memory is during a pass.
    @unsafe struct Pointers {
        /// The weights, kernel row by kernel row: each a matrix of outputs x (inputs x columns of the kernel).
        let kernelRows: UnsafeMutablePointer<Float>
        /// An unfolded band for each thread.
        let unfolded: UnsafeMutablePointer<Float>
        /// For each group of examples the gradients in the weights, in the order of `kernelRows`, and in the bias.
        let gradients: UnsafeMutablePointer<Float>
    }

    /// How many numbers there are.
    var count: Int { kernelRows.count + unfolded.count + gradients.count }

    /// Makes room for as many numbers at least, and for one, so that there is an address.
    mutating func grow(kernelRows: Int, unfolded: Int, gradients: Int) {
        Self.grow(&self.kernelRows, to: max(1, kernelRows))
        Self.grow(&self.unfolded, to: max(1, unfolded))
        Self.grow(&self.gradients, to: max(1, gradients))
    }

    /// Calls `body` with the memory that ``grow(kernelRows:unfolded:gradients:)`` has made.
    mutating func withUnsafePointers(_ body: (Pointers) -> Void) {
        unsafe kernelRows.withUnsafeMutableBufferPointer { kernelRows in
            unsafe unfolded.withUnsafeMutableBufferPointer { unfolded in
                unsafe gradients.withUnsafeMutableBufferPointer { gradients in
                    guard let kernelRows = kernelRows.baseAddress, let unfolded = unfolded.baseAddress,
                        let gradients = gradients.baseAddress
                    else { return }
                    unsafe body(Pointers(kernelRows: kernelRows, unfolded: unfolded, gradients: gradients))
                }
            }
        }
    }

    private static func grow(_ numbers: inout [Float], to count: Int) {
        if numbers.count < count { numbers.append(contentsOf: repeatElement(0, count: count - numbers.count)) }
    }
}
