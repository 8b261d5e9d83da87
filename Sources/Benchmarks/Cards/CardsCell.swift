internal import Experiments

/// A model trained on a set of cards from one seed.
struct CardsCell {
    let set: Int
    let model: CardsModel
    let seed: UInt64
    let epochs: Int
    let threads: Int

    /// How many cards are learned from, and how many others are scored.
    static let count = 3000

    var name: String { "Cards \(set)/\(model.name)" }
    var recordName: String { "\(name) seed \(seed)" }

    /// The plan, as a file would say it: a preset, the epochs and nothing held out, for it is scored on other cards.
    var plan: TrainingPlan {
        var plan = TrainingPlan(data: .cards(learnedCards))
        plan.model = model.choice
        plan.training.epochs = epochs
        plan.training.batch = 100
        plan.training.heldOut = 0
        plan.training.threads = threads
        plan.randomSeed = seed
        return plan
    }

    /// The cards that are learned from.
    var learnedCards: Cards { cards(seed: seed) }

    /// The cards that are scored, none of which was learned from.
    var otherCards: Cards { cards(seed: seed + 1000) }

    private func cards(seed: UInt64) -> Cards {
        var cards = Cards.lecture(set)
        cards.count = Self.count
        cards.seed = seed
        return cards
    }

    /// Whether it is meant by `Cards 4/rsvae`, `Cards 4` or `rsvae`.
    func isMeant(by filter: String) -> Bool {
        let parts = filter.lowercased().split(separator: "/")
        let own = [name.lowercased().prefix { $0 != "/" }, Substring(model.name)]
        return parts.count == 2 ? parts == own : parts.count == 1 && own.contains(parts[0])
    }
}

/// What came of a cell.
struct CardsResult: Codable {
    let set: Int
    let model: String
    let seed: UInt64
    let epochs: Int
    let threads: Int
    /// The model before it was trained.
    let untrained: CardsScore
    let trained: CardsScore
    /// The evidence bound of the cards that were learned, in the last epoch.
    let learnedEvidence: Double
    /// The shortest epoch after all stages have begun, and the median of all, on the wall.
    let secondsAnEpoch: Double
    let medianSecondsAnEpoch: Double
    /// What the processor spent on an epoch, all threads added up.
    let processorSecondsAnEpoch: Double
}
