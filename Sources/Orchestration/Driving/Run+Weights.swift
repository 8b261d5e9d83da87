import Experiments
import Networks

extension Run {
    /// The weights that the plan names, as they were when the run began; nil if the plan names none.
    ///
    /// - Throws: ``UnusableWeights`` if what was recorded is no file of weights.
    func pretrainedWeights() throws(UnusableWeights) -> NetworkWeights? {
        guard let weights, let file = plan?.weightFiles.first else { return nil }
        return try NetworkWeights(reading: weights, from: file)
    }
}
