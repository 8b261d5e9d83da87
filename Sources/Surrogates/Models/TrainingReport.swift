import LinearAlgebra

/// How a training went, for the record of the decisions made with it.
package struct TrainingReport: Hashable, Sendable {
    /// Whether it began from new random weights and the priors' medians.
    package let wasCold: Bool
    /// The iterations of each member of the ensemble.
    package let iterations: Int
    /// The loss of the first iteration, a mean over the members: minus the objective and the log prior, in nats a point.
    package let firstLoss: Double
    /// The loss of the last iteration, a mean over the members.
    package let lastLoss: Double
    /// The model's predictions of each measurement from all the others, on the standardised scale.
    ///
    /// Parameters and extractor stay as they were trained on all measurements, so a deep kernel looks better here than it
    /// is; compare it with itself from step to step.
    package let leaveOneOut: LeaveOneOut
    /// The parameters of the processes, member after member, on the standardised scale.
    package let hyperparameters: [Hyperparameter]
    /// The greatest number added to a diagonal so that a covariance could be factored.
    package let jitter: Double
    /// The shape of each member's embedding of the pool.
    package let embeddings: [EmbeddingShape]
}

/// One number among the parameters of a process.
package struct Hyperparameter: Hashable, Sendable {
    /// Which member of the ensemble has it.
    package let member: Int
    /// Its name, such as `length_scale`.
    package let name: String
    /// Which component of that name it is.
    package let component: Int
    /// Its natural value.
    package let value: Double
}

extension GaussianProcess {
    /// The parameters with their names.
    func hyperparameters(member: Int) -> [Hyperparameter] {
        let names = parameterGroups.flatMap { group in (0..<group.count).map { (group.name, $0) } }
        return zip(names, parameters).map {
            Hyperparameter(member: member, name: $0.0, component: $0.1, value: $1)
        }
    }
}

/// How an embedding spreads the pool, in units of the length scales: whether it has collapsed.
package struct EmbeddingShape: Hashable, Sendable {
    /// The root mean square distance of the candidates from their mean: far below one, all candidates look alike.
    package let spread: Double
    /// The number of directions that share the spread, (tr C)² / tr C² of the covariance C: from 1 to q, 0 if collapsed.
    package let effectiveRank: Double

    /// Measures an embedding of N rows, in the length scales of the kernel that acts on it.
    init(of elements: [Float], under kernel: any Kernel) {
        let dimension = kernel.dimension
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
