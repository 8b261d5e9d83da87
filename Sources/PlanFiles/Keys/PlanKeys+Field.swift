internal import Experiments

extension PlanKeys {
    static var overview: Section<Plan.OverviewChoice> {
        let channels = Codec.text("a channel's name")
        let several = channels.list(of: 0...1000, named: "channels' names, as in [amplitude, phase]")
        let codec = Codec<[String]>(
            expected: "a channel's name or a list of them; [] takes all",
            read: { tree, path, findings in
                if case .list = tree.content { return several.read(tree, path, &findings) }
                return channels.read(tree, path, &findings).map { [$0] }
            },
            write: several.write)
        return Section(
            initial: Plan.OverviewChoice(),
            keys: [
                Key(
                    "channels", alias: "channel", \.channels, codec,
                    "The channels that the features are cut from, in this order.")
            ],
            shorthand: "channels")
    }

    static var candidates: Section<Plan.CandidateChoice> {
        Section(
            initial: Plan.CandidateChoice(),
            keys: [
                Key("positions", \.positions, positions.codec, "Which positions."),
                Key("margin", \.margin, .integer(0...100_000), "Pixels along the image's border that are left out."),
                Key(
                    "exclusion-radius", \.exclusionRadius, .nonNegative,
                    "Positions within this many pixels of a measured one are not measured (beam damage); 0 for none."),
                Key(
                    "forbidden", \.forbidden,
                    rectangle.list(of: 0...10_000, named: "rectangles, as in [{rows: [0, 3], columns: [10, 19]}]"),
                    "Rectangles of pixels that must not be measured, bounds included, both counted from 0."),
                Key(
                    "large-pool", \.largePool, .choice,
                    "Which candidates a decision scores: every one, or those of a coarse grid and then all around the best of "
                        + "these; automatic does so where candidates x measurements x processes x 4 bytes exceed half of "
                        + "`training.memory`."),
            ],
            shorthand: "positions")
    }

    private static var positions: Section<Plan.CandidateChoice.Positions> {
        Section(
            initial: .all,
            alternatives: [
                Alternative(
                    "all", "Those that the instrument offers, or every pixel.", get: { $0 == .all }, set: { $0 = .all }),
                Alternative(
                    "stride", .integer(1...100_000), "Every n-th pixel in both directions.",
                    get: { if case .stride(let stride) = $0 { stride } else { nil } }, set: { $0 = .stride($1) }),
                Alternative(
                    "points", point.list(of: 1...1_000_000, named: "points, as in [{x: 1.5, y: 0.2}]"),
                    "A list of points, in the units of the overview's axes: x to the right, y down.",
                    get: { if case .points(let points) = $0 { points } else { nil } }, set: { $0 = .points($1) }),
            ])
    }

    private static var point: Codec<Position> {
        struct Keys {
            var x: Double?
            var y: Double?
        }
        return Section(
            initial: Keys(),
            keys: [
                Key("x", required: \.x, .number(), "Its distance to the right."),
                Key("y", required: \.y, .number(), "Its distance down."),
            ]
        ).codec.map({ Position(x: $0.x ?? 0, y: $0.y ?? 0) }, back: { Keys(x: $0.x, y: $0.y) })
    }

    private static var rectangle: Codec<Plan.PixelRectangle> {
        struct Keys {
            var rows: ClosedRange<Int>?
            var columns: ClosedRange<Int>?
        }
        return Section(
            initial: Keys(),
            keys: [
                Key("rows", required: \.rows, .pixels, "The first and the last row, from the top."),
                Key("columns", required: \.columns, .pixels, "The first and the last column, from the left."),
            ]
        ).codec.map(
            { Plan.PixelRectangle(rows: $0.rows ?? 0...0, columns: $0.columns ?? 0...0) },
            back: { Keys(rows: $0.rows, columns: $0.columns) })
    }
}
