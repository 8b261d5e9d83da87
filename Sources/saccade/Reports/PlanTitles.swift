import Experiments
import PlanFiles

/// What plans are called in a list of runs.
enum PlanTitles {
    /// The most settings that stand beside a name.
    private static let most = 3

    /// Returns the names of plans; of plans of one name also in what they differ.
    ///
    /// - Parameter plans: Those of runs, nil where a run's cannot be read.
    /// - Returns: For example `film · acquisition ucb`; a plan without a name is called by its source.
    static func telling(_ plans: [Plan?]) -> [String] {
        var titles = plans.map { $0?.title ?? "" }
        for name in Set(titles) {
            let alike = plans.indices.filter { plans[$0]?.title == name }
            let differences = PlanReference.differences(among: alike.compactMap { plans[$0] })
            for (index, settings) in zip(alike, differences) where !settings.isEmpty {
                titles[index] +=
                    " · " + settings.prefix(most).joined(separator: ", ") + (settings.count > most ? ", …" : "")
            }
        }
        return titles
    }
}

extension Plan {
    /// Its name, or else where its measurements come from.
    var title: String { name.isEmpty ? source.words : name }
}
