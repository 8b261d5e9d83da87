import Experiments
package import Surrogates

/// What is believed of every quantity of a plan over one pool: a posterior a quantity, all of the same observations.
package struct PoolModel: Sendable {
    /// In the order of the plan's quantities.
    package private(set) var posteriors: [PoolPosterior]

    package init(_ posteriors: [PoolPosterior]) {
        precondition(!posteriors.isEmpty, "a plan has at least one quantity")
        self.posteriors = posteriors
    }

    /// The posterior of the only objective, or of the first.
    package var objective: PoolPosterior { posteriors[0] }

    /// Conditions all posteriors on one more measurement, or none if one of them cannot be.
    ///
    /// - Throws: What ``Surrogates/PoolPosterior/append(_:target:noiseVariance:)`` throws.
    mutating func append(_ candidate: Int, _ reading: Reading) throws {
        var done = 0
        do {
            for index in posteriors.indices {
                try posteriors[index].append(
                    candidate, target: reading.values[index], noiseVariance: reading.noiseVariances[index])
                done += 1
            }
        } catch {
            for index in 0..<done { posteriors[index].removeLast() }
            throw error
        }
    }

    /// Takes measurements still to come as if each quantity will be what is expected.
    ///
    /// - Throws: ``Surrogates/SingularCovariance``; drop the model then.
    mutating func believe(_ candidates: [Int]) throws {
        for index in posteriors.indices { try posteriors[index].believe(candidates) }
    }

    /// Takes a measurement still to come as if the first objective will have a value, nil for what is expected; of all
    /// other quantities what is expected.
    ///
    /// - Throws: As `believe` does.
    mutating func imagine(_ candidate: Int, value: Double?) throws {
        try posteriors[0].imagine(candidate, value: value)
        for index in posteriors.indices.dropFirst() { try posteriors[index].believe(candidate) }
    }
}
