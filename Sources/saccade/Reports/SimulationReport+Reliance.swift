import Orchestration

extension SimulationReport {
    /// How far all runs of a contestant could rely on their model.
    func reliance(of index: Int) -> Reliance {
        runs(of: index).reduce(Reliance()) { $0 + $1.reliance }
    }

    /// Function and model of a contestant, or what chose in their place.
    func words(of index: Int) -> String {
        let words = contestants[index].words
        let reliance = reliance(of: index)
        if reliance.isAllRandom { return "random in place of \(words)" }
        return reliance.fallbacks > 0 ? "\(words), \(reliance.fallbacks) of \(reliance.decisions) random" : words
    }

    /// What is said beside a contestant's numbers: how many decisions were random choice's; nothing if none was.
    func remark(on index: Int) -> String {
        let reliance = reliance(of: index)
        return reliance.fallbacks > 0 ? "\(reliance.fallbacks) of \(reliance.decisions) random" : ""
    }

    /// Models that could not be trained at times, in sentences with the reason.
    var warnings: [String] {
        contestants.indices.filter { !reliance(of: $0).isForlorn }.compactMap(complaint)
    }

    /// Models that could not be trained even once, in sentences with the reason.
    var failures: [String] {
        contestants.indices.filter { reliance(of: $0).isForlorn }.compactMap(complaint)
    }

    private func complaint(about index: Int) -> String? {
        let contestant = contestants[index]
        // Random choice needs no model; its map is that of the first, which is complained of by itself.
        let isRepeated = contestant.isRandom && contestants.contains { !$0.isRandom && $0.model == contestant.model }
        let reliance = reliance(of: index)
        guard !isRepeated, reliance.failedTrainings > 0 || reliance.fallbacks > 0 else { return nil }
        let trainings =
            reliance.isForlorn
            ? "none of \(reliance.trainings) trainings succeeded"
            : "\(reliance.failedTrainings) of \(reliance.trainings) trainings failed"
        let decisions =
            contestant.isRandom
            ? "there is no map to judge" : "\(reliance.fallbacks) of \(reliance.decisions) decisions were random choice"
        return "\(contestant.words): \(trainings), \(decisions): \(reliance.reason ?? "the reason is not known")"
    }
}
