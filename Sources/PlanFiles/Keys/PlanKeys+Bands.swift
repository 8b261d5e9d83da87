internal import Experiments

extension PlanKeys {
    /// A band as a plan writes it: with the name of the axis that it is on.
    struct BandChoice {
        var axis: String?
        var band: Scalarizer.Band
    }

    struct RatioChoice {
        var band: BandChoice
        var reference: Scalarizer.Band
    }

    static func banded(
        _ name: String, _ meaning: String, _ make: @escaping (Scalarizer.Band) -> Scalarizer.Quantity,
        _ band: @escaping (Scalarizer.Quantity) -> Scalarizer.Band?
    ) -> Alternative<Scalarizer> {
        let codec = Section(initial: BandKeys(), keys: BandKeys.bounds + [axisKey(\.axis)]).codec.map(
            { (keys: BandKeys) throws(Complaint) -> BandChoice in BandChoice(axis: keys.axis, band: try keys.band()) },
            back: { BandKeys($0.band, axis: $0.axis) })
        return Alternative(
            name, codec, meaning,
            get: { scalarizer in band(scalarizer.quantity).map { BandChoice(axis: scalarizer.axis, band: $0) } },
            set: { ($0.quantity, $0.axis) = (make($1.band), $1.axis) })
    }

    static var ratio: Codec<RatioChoice> {
        struct Keys {
            var upper = BandKeys()
            var reference: Scalarizer.Band?
        }
        let over = Section(initial: BandKeys(), keys: BandKeys.bounds).codec.map(
            { (keys: BandKeys) throws(Complaint) -> Scalarizer.Band in try keys.band() }, back: { BandKeys($0) })
        return Section(
            initial: Keys(),
            keys: [
                Key("from", required: \.upper.from, .quantity(), "The band's lower end."),
                Key("to", required: \.upper.to, .quantity(), "The band's upper end."),
                Key("over", required: \.reference, over, "The band whose mean divides."),
                axisKey(\.upper.axis),
            ]
        ).codec.map(
            { (keys: Keys) throws(Complaint) -> RatioChoice in
                guard let reference = keys.reference else { throw Complaint(text: "needs `over`.") }
                return RatioChoice(
                    band: BandChoice(axis: keys.upper.axis, band: try keys.upper.band()), reference: reference)
            },
            back: { Keys(upper: BandKeys($0.band.band, axis: $0.band.axis), reference: $0.reference) })
    }

    /// The keys of a band, before it is known whether they make one.
    private struct BandKeys {
        var from: WrittenQuantity?
        var to: WrittenQuantity?
        var axis: String?

        init(_ band: Scalarizer.Band? = nil, axis: String? = nil) {
            from = band.map { WrittenQuantity($0.from, $0.unit) }
            to = band.map { WrittenQuantity($0.to, $0.unit) }
            self.axis = axis
        }

        static var bounds: [Key<BandKeys>] {
            [
                Key("from", required: \.from, .quantity(), "The band's lower end."),
                Key("to", required: \.to, .quantity(), "The band's upper end."),
            ]
        }

        /// Returns the band, in the unit of its upper end.
        func band() throws(Complaint) -> Scalarizer.Band {
            guard let from, let to else { throw Complaint(text: "needs `from` and `to`.") }
            var lower = from.number
            if from.unit != to.unit {
                guard let lowerUnit = from.unit, let upperUnit = to.unit else {
                    throw Complaint(
                        text: "of `\(from.description)` and `\(to.description)` only one has a unit. Write both.")
                }
                guard let converted = MeasurementUnit.convert(lower, from: lowerUnit, to: upperUnit) else {
                    throw Complaint(text: "`\(from.description)` and `\(to.description)` are of different dimensions.")
                }
                lower = converted
            }
            guard lower < to.number else {
                throw Complaint(
                    text: "`from` must lie below `to`, but \(from.description) is not below \(to.description).")
            }
            return Scalarizer.Band(from: lower, to: to.number, unit: to.unit)
        }
    }
}
