extension PoolPosterior {
    /// Returns the mean and variance of the latent function at all candidates, in the units of the targets: O(N).
    package func prediction() -> Prediction {
        if members.count == 1 { return prediction(ofMember: 0) }
        var mean = [Double](repeating: 0, count: count)
        var variance = mean
        for (member, weight) in zip(members, weights) {
            for index in mean.indices {
                mean[index] += weight * member.mean[index]
                variance[index] += weight * member.variance[index]
            }
        }
        for (member, weight) in zip(members, weights) {
            for index in mean.indices {
                let difference = member.mean[index] - mean[index]
                variance[index] += weight * difference * difference
            }
        }
        return restored(mean, variance)
    }

    /// Returns the mean and variance at some candidates, in their order.
    package func prediction(at candidates: [Int]) -> Prediction {
        let mean = mixedMeans(at: candidates)
        let variance = candidates.indices.map { index in
            zip(members, weights).reduce(0) { sum, part in
                let difference = part.0.mean[candidates[index]] - mean[index]
                return sum + part.1 * (part.0.variance[candidates[index]] + difference * difference)
            }
        }
        return restored(mean, variance)
    }

    /// Returns what one member of the mixture says of all candidates, in the units of the targets.
    package func prediction(ofMember member: Int) -> Prediction {
        restored(members[member].mean, members[member].variance)
    }

    /// The means of the mixture at some candidates, standardised.
    func mixedMeans(at candidates: [Int]) -> [Double] {
        candidates.map { candidate in zip(members, weights).reduce(0) { $0 + $1.1 * $1.0.mean[candidate] } }
    }

    private func restored(_ mean: [Double], _ variance: [Double]) -> Prediction {
        let (shift, factor) = (scale.mean, scale.standardDeviation)
        return Prediction(mean: mean.map { shift + factor * $0 }, variance: variance.map { factor * factor * $0 })
    }
}
