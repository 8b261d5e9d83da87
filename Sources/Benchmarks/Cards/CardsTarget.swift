/// What the table of cards is held to: a median that some model must reach.
struct CardsTarget {
    let set: Int
    let model: String
    let figure: CardsFigure
    let limit: Double

    /// The targets: suits told by clusters on all sets by the model with the right invariances, angles on sets 2 to 4, shear on
    /// 2 and 4; and every figure of the peers by the same model.
    static let all: [CardsTarget] =
        (1...4).map { CardsTarget(set: $0, model: CardsModel.fitting($0), figure: .clusters, limit: 0.95) }
        + (2...4).map { CardsTarget(set: $0, model: CardsModel.fitting($0), figure: .angle, limit: 0.9) }
        + [2, 4].map { CardsTarget(set: $0, model: CardsModel.fitting($0), figure: .shearShare, limit: 0.8) }
        + CardsPeer.all.flatMap { peer in
            CardsFigure.allCases.compactMap { figure in
                peer.trained[figure].map {
                    CardsTarget(set: peer.set, model: peer.model, figure: figure, limit: $0)
                }
            }
        }

    /// A line that says whether it is reached; nil if nothing was measured.
    func verdict(_ results: [CardsResult]) -> (isReached: Bool, text: String)? {
        let cells = results.filter { $0.set == set && $0.model == model }
        guard let spread = Spread(cells.compactMap { figure.value($0.trained) }) else { return nil }
        // As printed: the peers' figures are rounded, too.
        let (value, bound) = (Spread.number(spread.median, figure.digits), Spread.number(limit, figure.digits))
        let isReached = value == bound || (figure.isCost ? spread.median < limit : spread.median > limit)
        return (
            isReached,
            "\(isReached ? "pass" : "FAIL")  Cards \(set)/\(model), \(figure.title): \(value), at \(figure.isCost ? "most" : "least") \(bound)"
        )
    }
}
