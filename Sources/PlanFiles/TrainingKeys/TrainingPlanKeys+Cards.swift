internal import Experiments

extension TrainingPlanKeys {
    /// Playing cards, made as told.
    static var cards: Codec<Cards> {
        cardKeys.codec.map(
            { (cards: Cards) throws(Complaint) -> Cards in
                if let fault = cards.fault { throw Complaint(text: "\(fault).") }
                return cards
            }, back: \.self)
    }

    private static var cardKeys: Section<Cards> {
        Section(
            initial: Cards(),
            keys: [
                Key("count", \.count, .integer(1...100_000_000), "How many cards."),
                Key("size", \.size, .integer(4...1024), "Side of the square images in pixels."),
                Key(
                    "suits", \.suits, suits,
                    "The suits to draw from, each equally likely; the classes of the set, in this order."),
                Key(
                    "rotation", \.rotation, .angle("from 0 to 180 deg") { (0...180).contains($0) },
                    "Angles are uniform within plus and minus so much."),
                Key(
                    "shear", \.shear, .angle("from 0 to 80 deg") { (0...80).contains($0) },
                    "Angles of shear are uniform within plus and minus so much."),
                Key(
                    "translation", \.translation, .number("a number from 0 to 1024") { (0...1024).contains($0) },
                    "Both coordinates are moved uniformly by up to plus and minus so many pixels."),
                Key(
                    "scale", \.scale,
                    .bounds("two numbers above 0 and at most 10, the smaller first, as in [0.8, 1.2]") {
                        $0 > 0 && $0 <= 10
                    },
                    "The logarithm of the scale is uniform between those of these bounds."),
                Key(
                    "noise", \.noise, .nonNegative,
                    "Standard deviation of the noise added to the inputs, which are then clipped to 0...1."),
                Key("target", \.target, .choice(meaning), "What each card is to become."),
                Key(
                    "seed", \.seed, .integer(0...UInt64.max),
                    "The seed that the cards are drawn from; of one seed a larger set begins with the smaller one."),
            ],
            base: Base("set", set, "One of the lecture's sets.") { Cards.lecture($0) },
            shorthand: "set")
    }

    private static var set: Codec<Int> {
        var codec = Codec<Int>.integer(1...4)
        codec.options = (1...4).map { number in
            let cards = Cards.lecture(number)
            let angles = [cards.rotation, cards.shear].map(WrittenQuantity.digits)
            return ("\(number)", "Rotation by up to \(angles[0]) deg, shear by up to \(angles[1]) deg.")
        }
        return codec
    }

    private static var suits: Codec<[Suit]> {
        let names = Suit.allCases.map(\.rawValue).joined(separator: ", ")
        return Codec<Suit>.choice.list(of: 1...Suit.allCases.count, named: "a list of \(names)").map(
            { (suits: [Suit]) throws(Complaint) -> [Suit] in
                guard Set(suits).count == suits.count else {
                    throw Complaint(text: "a suit stands here for the second time. Keep one.")
                }
                return suits
            }, back: \.self)
    }

    private static func meaning(of target: Cards.Target) -> String {
        switch target {
        case .none: "Itself."
        case .clean: "The same card without noise."
        case .color: "The same card without noise, printed in red or black on ivory: red, green and blue."
        }
    }
}
