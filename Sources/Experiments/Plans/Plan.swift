/// What an experiment is: where its data come from, what is looked for, and how far it may go.
///
/// A plan is a value without behaviour. `PlanFiles` reads one from YAML; every property's default is what a careful
/// microscopist would choose, and is the value of the initialiser below.
package struct Plan: Codable, Hashable, Sendable {
    /// A title for tables and pictures.
    package var name = ""
    package var source: Source
    package var overview = OverviewChoice()
    package var candidates = CandidateChoice()
    package var features = Features.patch(PatchFeatures())
    /// What is made of every spectrum: the objectives, at least one, then the constraints.
    package internal(set) var quantities = [Quantity(Quantity.soleName, Scalarizer(), .objective(.maximize))]
    package var surrogate = SurrogateChoice.committee(CommitteeChoice())
    package var acquisition = AcquisitionChoice()
    package var batch = Batch()
    package var seeds = SeedChoice()
    package var budget = Budget()
    package var training = TrainingChoice()
    /// How often one place may be measured if a result cannot be used; 1 spares the sample.
    package var attempts = 1
    /// The seed of everything random in the run.
    package var randomSeed: UInt64 = 0

    package init(source: Source) {
        self.source = source
    }
}

extension Plan {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(source: try stored.decode(Source.self, forKey: .source))
        try stored.take(.name, into: &name)
        try stored.take(.overview, into: &overview)
        try stored.take(.candidates, into: &candidates)
        try stored.take(.features, into: &features)
        try stored.take(.quantities, into: &quantities)
        guard !objectives.isEmpty, quantities == objectives + constraints else {
            throw DecodingError.dataCorruptedError(
                forKey: .quantities, in: stored, debugDescription: "at least one objective, then the constraints")
        }
        // What there was before there could be several.
        let former = try decoder.container(keyedBy: FormerKeys.self)
        try former.take(.scalarizer, into: &scalarizer)
        try former.take(.goal, into: &goal)
        try stored.take(.surrogate, into: &surrogate)
        try stored.take(.acquisition, into: &acquisition)
        try stored.take(.batch, into: &batch)
        try stored.take(.seeds, into: &seeds)
        try stored.take(.budget, into: &budget)
        try stored.take(.training, into: &training)
        try stored.take(.attempts, into: &attempts)
        try stored.take(.randomSeed, into: &randomSeed)
    }

    private enum FormerKeys: String, CodingKey {
        case scalarizer, goal
    }
}
