import LinearAlgebra

/// How an embedding spreads the pool, in units of the length scales: whether it has collapsed.
package struct EmbeddingShape: Hashable, Sendable {
    /// The root mean square distance of the candidates from their mean: far below one, all candidates look alike.
    package let spread: Double
    /// The number of directions that share the spread, (tr C)² / tr C² of the covariance C: from 1 to q, 0 if collapsed.
    package let effectiveRank: Double
    /// The number q of dimensions.
    package let dimension: Int

    /// Measures an embedding in the length scales of that of several processes that spreads it most.
    init(of elements: [Float], under processes: [GaussianProcess]) {
        precondition(!processes.isEmpty, "an embedding is measured by a process")
        let shapes = processes.map { EmbeddingShape(of: elements, under: $0.kernel) }
        self = shapes.dropFirst().reduce(shapes[0]) { $1.spread > $0.spread ? $1 : $0 }
    }

    /// Measures an embedding of N rows, in the length scales of the kernel that acts on it.
    init(of elements: [Float], under kernel: any Kernel) {
        let dimension = kernel.dimension
        self.dimension = dimension
        let lengthScales = (kernel as? StationaryKernel)?.lengthScales ?? [1]
        let count = elements.count / dimension
        // At most a few thousand candidates, evenly spaced, tell as much as all.
        let sample = Array(stride(from: 0, to: count, by: max(1, count / 4096)))
        var centred = Matrix<Double>(rows: sample.count, columns: dimension)
        for column in 0..<dimension {
            let scale = lengthScales[lengthScales.count == 1 ? 0 : column]
            let values = sample.map { Double(elements[$0 * dimension + column]) / scale }
            let mean = values.reduce(0, +) / Double(max(1, values.count))
            for (row, value) in values.enumerated() { centred[row, column] = value - mean }
        }
        var covariance = Matrix<Double>(rows: dimension, columns: dimension)
        multiply(centred, centred, transposing: .first, scale: 1 / Double(max(1, sample.count)), into: &covariance)
        let trace = covariance.diagonal.reduce(0, +)
        let square = covariance.elements.reduce(0) { $0 + $1 * $1 }
        spread = trace.squareRoot()
        effectiveRank = square > 0 ? trace * trace / square : 0
    }
}
