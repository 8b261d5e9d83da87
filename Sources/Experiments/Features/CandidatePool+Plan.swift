extension CandidatePool {
    /// Checks what can be known of a plan and its pool before anything is measured.
    ///
    /// - Throws: ``UnusablePool`` if there are more seed points than candidates that may be measured, or if the speed of the
    ///   probe is in a unit in which the candidates have no places.
    package func check(_ plan: Plan) throws(UnusablePool) {
        guard plan.seeds.count <= eligibleCount else {
            throw UnusablePool(
                "the plan asks for \(plan.seeds.count) seed points, but only \(eligibleCount) candidates may be measured"
            )
        }
        if let cost = plan.acquisition.cost, places(in: cost.unit) == nil {
            throw UnusablePool(
                "the speed of `acquisition.cost` is in \(cost.unit)/s, and the overview's axes are in \(placeUnit); write "
                    + "it in \(placeUnit)/s or px/s")
        }
    }
}
