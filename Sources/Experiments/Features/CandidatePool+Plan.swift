extension CandidatePool {
    /// Checks that the pool has room for what a plan wants to measure before anything is known.
    ///
    /// - Throws: ``UnusablePool`` if there are more seed points than candidates that may be measured.
    package func check(_ plan: Plan) throws(UnusablePool) {
        guard plan.seeds.count <= eligibleCount else {
            throw UnusablePool(
                "the plan asks for \(plan.seeds.count) seed points, but only \(eligibleCount) candidates may be measured"
            )
        }
    }
}
