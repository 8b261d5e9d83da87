private import Formulas
import LinearAlgebra

extension PoolPosterior {
    /// Other candidates than those of a posterior, and what its processes need to know of them.
    package struct Field: Sendable {
        /// What networks see of the candidates.
        package var features: any CandidateFeatures
        /// What processes without a network see of them.
        package var plainFeatures: any CandidateFeatures
        /// What mean functions are functions of.
        package var covariates: Covariates

        package init(
            features: any CandidateFeatures, plainFeatures: any CandidateFeatures, covariates: Covariates
        ) {
            precondition(
                features.count == plainFeatures.count && features.count == covariates.count, "all see one field")
            self.features = features
            self.plainFeatures = plainFeatures
            self.covariates = covariates
        }
    }

    /// Returns the posterior of the same observations at other candidates: O(n² N), and nothing is trained or factored.
    ///
    /// - Parameters:
    ///   - field: The candidates.
    ///   - observed: Where each observation is among them, in the order of ``observed``.
    ///   - keepsRows: Whether rows of V are kept for updates; without them every update asks the kernels again.
    /// - Returns: The posterior over the field.
    /// - Throws: `UndefinedValue` where a mean function has no value.
    package func moved(to field: Field, observed: [Int], keepsRows: Bool = true) throws -> PoolPosterior {
        precondition(observed.count == self.observed.count, "every observation is among the candidates")
        var result = self
        let plain = members.contains { $0.embedder == nil } ? field.plainFeatures.elements() : []
        let fixed = members.reduce(0) { $0 + (2 + $1.process.kernel.dimension) * field.features.count * 8 }
        let memory = keepsRows ? max(0, resources.memory - fixed) / members.count : 0
        for index in members.indices {
            let member = members[index]
            result.members[index] = try member.moved(
                to: member.embedder?.embedding(of: field.features) ?? plain, covariates: field.covariates,
                observed: observed, memory: memory, exactBytes: resources.exactBytes / members.count)
        }
        return result
    }
}

extension PoolMember {
    /// Returns the member at other candidates.
    fileprivate func moved(
        to embedding: [Float], covariates: Covariates, observed: [Int], memory: Int, exactBytes: Int
    ) throws(UndefinedValue) -> PoolMember {
        let count = embedding.count / process.kernel.dimension
        precondition(count == covariates.count, "an embedding has a row a candidate")
        let permitsSingle = projection.rows.permitsSingle
        let foreseen = (observed.count + PosteriorResources.reservedRows) * count * MemoryLayout<Double>.size
        let isSmall = foreseen <= min(exactBytes, memory)
        let means = process.mean is ConstantMean ? nil : try process.mean.values(at: covariates)
        let points = projection.points(self.observed)
        var result = PoolMember(
            PoolProjection(
                process, embedding: embedding, jitter: projection.jitter, threads: projection.threads,
                observed: observed, noise: projection.noise, factor: projection.factor,
                rows: ProjectionRows(
                    width: count, precision: isSmall || !permitsSingle ? .double : .single, limit: memory,
                    permitsSingle: permitsSingle)),
            priorMeans: means, solvedInSingle: solvedInSingle && !isSmall, embedder: embedder, targets: targets,
            innovations: innovations, mean: means ?? Array(repeating: process.constantMean, count: count),
            variance: Array(repeating: 0, count: count))
        result.predict(points)
        return result
    }
}
