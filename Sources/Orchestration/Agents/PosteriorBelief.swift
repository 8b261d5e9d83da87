import Acquisition
import LinearAlgebra
import Randomness
import Surrogates
private import Synchronization

/// A pool posterior as acquisition functions ask it for covariances and samples.
final class PosteriorBelief: JointBelief {
    private let posterior: PoolPosterior
    /// What was computed of the references asked for last: functions ask for block after block with the same ones.
    private let prepared = Mutex<ReferenceCovariances?>(nil)

    init(_ posterior: PoolPosterior) {
        self.posterior = posterior
    }

    var count: Int { posterior.count }
    var noiseVariance: Double { posterior.noiseVariance }

    func covariance(of candidates: Range<Int>, with references: [Int]) -> Matrix<Double> {
        let covariances = prepared.withLock { prepared in
            if let prepared, prepared.references == references { return prepared }
            let made = posterior.covariances(with: references)
            prepared = made
            return made
        }
        return covariances.covariance(of: candidates)
    }

    func covariance(among references: [Int]) -> Matrix<Double> { posterior.covariance(of: references) }

    func samples(_ number: Int, using source: inout RandomSource) throws -> Matrix<Double> {
        try posterior.samples(number, using: &source)
    }
}
