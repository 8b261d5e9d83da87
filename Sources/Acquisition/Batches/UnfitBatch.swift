/// A batch strategy that lacks what it goes by.
package struct UnfitBatch: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Cause: Hashable, Sendable {
        /// The constant liar has no measured value to tell.
        case values
        /// Local penalties need the candidates' pixels.
        case pixels
        /// Samples need a joint belief.
        case joint
        /// Samples may be negative, so that feasibility and cost cannot weigh them.
        case unweighable
    }

    package let strategy: BatchStrategy
    package let cause: Cause

    package var description: String {
        switch cause {
        case .values:
            "batch: `\(strategy.name)` tells a measured value, and there is no finite one. Measure seed points first, "
                + "or choose `believer`."
        case .pixels:
            "batch: `\(strategy.name)` needs the distances between candidates, and their pixels were not given. Give "
                + "them, or choose `believer`."
        case .joint:
            "batch: `\(strategy.name)` draws samples of the posterior, and its covariances were not given. Give them, "
                + "or choose `believer`."
        case .unweighable:
            "batch: the samples that `\(strategy.name)` draws may be negative, so that feasibility and cost cannot weigh "
                + "them. Choose another strategy."
        }
    }
}
