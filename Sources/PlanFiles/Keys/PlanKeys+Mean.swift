internal import Experiments

extension PlanKeys {
    /// `constant`, `linear`, or a formula with its parameters.
    static var mean: Codec<MeanChoice> {
        let section = Section(
            initial: MeanKeys(),
            keys: [
                Key("parameters", \.parameters, parameters, "The formula's parameters, which are trained.")
            ],
            alternatives: [
                Alternative("constant", "One number.", get: { $0.kind == .constant }, set: { $0.kind = .constant }),
                Alternative(
                    "linear", "A plane over the coordinates.", get: { $0.kind == .linear }, set: { $0.kind = .linear }),
                Alternative(
                    "formula", .text("a formula, as in a + b * x"),
                    "A formula of the coordinates x and y and of parameters, in the objective's unit.",
                    get: { if case .formula(let text) = $0.kind { text } else { nil } },
                    set: { $0.kind = .formula($1) }),
            ],
            otherNames: ["params": "Did you mean `parameters`?", "expression": "Did you mean `formula`?"])
        let codec = section.codec.map(
            { (keys: MeanKeys) throws(Complaint) -> MeanChoice in try keys.choice() }, back: { MeanKeys($0) })
        return Codec(
            expected: codec.expected, read: codec.read,
            write: { mean in
                switch mean {
                case .constant: .scalar("constant")
                case .linear: .scalar("linear")
                case .formula: codec.write(mean)
                }
            },
            keys: codec.keys, options: codec.options)
    }

    private struct MeanKeys {
        enum Kind: Equatable {
            case constant
            case linear
            case formula(String)
        }

        var kind = Kind.constant
        var parameters: [String: MeanFormula.Parameter] = [:]

        init() {}

        init(_ mean: MeanChoice) {
            switch mean {
            case .constant: kind = .constant
            case .linear: kind = .linear
            case .formula(let formula):
                kind = .formula(formula.text)
                parameters = formula.parameters
            }
        }

        func choice() throws(Complaint) -> MeanChoice {
            guard case .formula(let text) = kind else {
                guard parameters.isEmpty else {
                    throw Complaint(text: "`parameters` are a `formula`'s. Leave them out.")
                }
                return kind == .linear ? .linear : .constant
            }
            var formula = MeanFormula(text)
            formula.parameters = parameters
            return .formula(formula)
        }
    }

    private static var parameters: Codec<[String: MeanFormula.Parameter]> {
        parameter.byName(
            "a map from names to parameters, as in {a: {initial: 0}}", meaning: { "The parameter \($0)." },
            placeholder: "<name>",
            read: { (name: String) throws(Complaint) -> String in
                guard FormulaCheck.isName(name) else {
                    throw Complaint(text: "expected a name of letters, digits and _, beginning with a letter.")
                }
                return name
            })
    }

    private static var parameter: Codec<MeanFormula.Parameter> {
        Section(
            initial: ParameterKeys(),
            keys: [
                Key(
                    "initial", \.initial, Codec.number().optional,
                    "Where training begins; none takes the prior's median or mean."),
                Key(
                    "positive", \.isPositive, .flag, "Whether it must be above 0; it is then trained by its logarithm."),
                Key("median", \.median, Codec.positive.optional, "Median of a positive parameter's log-normal prior."),
                Key("scale", \.scale, Codec.positive.optional, "Standard deviation of its logarithm."),
                Key("mean", \.mean, Codec.number().optional, "Mean of any other parameter's normal prior."),
                Key("deviation", \.deviation, Codec.positive.optional, "Standard deviation of that prior."),
            ],
            shorthand: "initial", otherNames: otherNames
        ).codec.map(
            { (keys: ParameterKeys) throws(Complaint) -> MeanFormula.Parameter in try keys.parameter() },
            back: { ParameterKeys($0) })
    }

    private static let otherNames: [String: String] = {
        let deviation = "Did you mean `deviation`, or `scale` of a positive parameter?"
        let prior =
            "A prior is written as `mean` and `deviation`, that of a positive parameter as `median` and `scale`."
        return [
            "start": "Did you mean `initial`?", "value": "Did you mean `initial`?", "init": "Did you mean `initial`?",
            "std": deviation, "sd": deviation, "sigma": deviation, "prior": prior, "priors": prior,
        ]
    }()

    private struct ParameterKeys {
        var initial: Double?
        var isPositive = false
        var median: Double?
        var scale: Double?
        var mean: Double?
        var deviation: Double?

        init() {}

        init(_ parameter: MeanFormula.Parameter) {
            (initial, isPositive) = (parameter.initial, parameter.isPositive)
            switch parameter.prior {
            case .logNormal(let prior): (median, scale) = (prior.median, prior.scale)
            case .normal(let prior): (mean, deviation) = (prior.mean, prior.deviation)
            case nil: break
            }
        }

        func parameter() throws(Complaint) -> MeanFormula.Parameter {
            let prior = try prior()
            guard let start = initial ?? median ?? mean else {
                throw Complaint(text: "needs `initial`, where training begins, or a prior.")
            }
            if isPositive, start <= 0 {
                throw Complaint(text: "`initial` is \(WrittenQuantity.digits(start)), but the parameter is positive.")
            }
            var parameter = MeanFormula.Parameter(initial: start)
            (parameter.isPositive, parameter.prior) = (isPositive, prior)
            return parameter
        }

        private func prior() throws(Complaint) -> MeanFormula.Parameter.Prior? {
            let (isLogNormal, isNormal) = (median != nil || scale != nil, mean != nil || deviation != nil)
            if isPositive, isNormal {
                throw Complaint(
                    text: "a positive parameter's prior has `median` and `scale`, not `mean` and `deviation`.")
            }
            if !isPositive, isLogNormal {
                throw Complaint(text: "`median` and `scale` are a positive parameter's. Write `positive: true` too.")
            }
            if isLogNormal {
                guard let median, let scale else { throw Complaint(text: "needs both `median` and `scale`.") }
                return .logNormal(LogNormalPriorChoice(median: median, scale: scale))
            }
            if isNormal {
                guard let mean, let deviation else { throw Complaint(text: "needs both `mean` and `deviation`.") }
                return .normal(NormalPriorChoice(mean: mean, deviation: deviation))
            }
            return nil
        }
    }
}
