/// The table of cards, from the results that there are.
struct CardsTable {
    private let results: [CardsResult]

    init(_ results: [CardsResult]) { self.results = results }

    /// One table a set: each model before it was trained and after, median and range over the seeds, and the peers below.
    var text: String {
        (1...4).compactMap { set in
            let lines = CardsModel.all.flatMap { rows(set, $0) }
            guard !lines.isEmpty else { return nil }
            var table = MarkdownTable(
                ["Cards \(set)"] + CardsFigure.allCases.map(\.title) + ["s an epoch", "seeds"])
            for line in lines { table.add(line) }
            return table.text
        }.joined(separator: "\n")
    }

    private func rows(_ set: Int, _ model: CardsModel) -> [[String]] {
        let seeds = results.filter { $0.set == set && $0.model == model.name }
        guard !seeds.isEmpty else { return [] }
        let own =
            [model.title]
            + CardsFigure.allCases.map { figure in
                guard let after = Spread(seeds.compactMap { figure.value($0.trained) }) else { return "–" }
                let before = Spread(seeds.compactMap { figure.value($0.untrained) })?.median
                return Self.cell(figure, before, after.text(figure.digits))
            } + [Spread(seeds.map(\.secondsAnEpoch)).map { Spread.number($0.median, 2) } ?? "", "\(seeds.count)"]
        let peers = CardsPeer.all.filter { $0.set == set && $0.model == model.name }.map { peer in
            ["*pyroVED*"]
                + CardsFigure.allCases.map { figure in
                    guard let after = peer.trained[figure] else { return "" }
                    return Self.cell(figure, peer.untrained[figure], Spread.number(after, figure.digits))
                } + [Spread.number(peer.secondsAnEpoch, 2), "1"]
        }
        return [own] + peers
    }

    /// `before → after`, where what comes before tells anything.
    private static func cell(_ figure: CardsFigure, _ before: Double?, _ after: String) -> String {
        guard let before, figure != .crossEntropy, figure != .evidence else { return after }
        return "\(Spread.number(before, figure.digits)) → \(after)"
    }
}
