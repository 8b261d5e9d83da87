import Experiments
import Randomness

extension Plan {
    /// Returns a plan in which every property is drawn at random, such that the plan is free of contradictions.
    static func random(_ seed: UInt64) -> Plan {
        var draw = PlanDraw(source: RandomSource(seed: seed, stream: "plan"))
        return draw.plan()
    }
}

struct PlanDraw {
    var source: RandomSource
    /// The one file of weights that the plan may name.
    var file = ""
    /// Whether a block of the features is a patch.
    var hasPatch = false

    mutating func pick<T>(_ choices: [T]) -> T { choices[source.integer(below: choices.count)] }
    mutating func flag() -> Bool { pick([true, false]) }
    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + source.integer(below: range.count) }
    mutating func number() -> Double {
        pick([0.5, 1, 3, 1e-9, 1.0 / 3, 123456.789, 6.02214076e23, source.uniform() + 1e-3])
    }
    mutating func signed() -> Double { flag() ? number() : -number() }
    mutating func word() -> String {
        pick([
            "HAADF", "none", "true", "12", "a b", "say \"no\": never", "#1", "{x}", "  ", "- a", "é µm Ω", "tab\there",
            "two\nlines",
            "/Channel_000/generic", "@", "'", "\\", "null", "~", "0.30 eV", "a: b", "a #b", "\u{1F52C}",
            "\u{85}\u{2028}", "spectra", "yes",
        ])
    }
    /// A difference that rounding does not swallow.
    mutating func above(_ number: Double) -> Double { self.number() + abs(number) }
    mutating func maybe<T>(_ make: (inout PlanDraw) -> T) -> T? { flag() ? make(&self) : nil }

    mutating func plan() -> Plan {
        var plan = Plan(
            source: pick([0, 1, 2]) == 0 ? .instrument(word()) : flag() ? .data(data()) : .sample(sample()))
        plan.name = flag() ? "" : word()
        plan.overview.channels = (0..<whole(0...3)).map { _ in word() }
        file = word()
        plan.features = features()
        hasPatch = plan.features.blocks.contains { if case .patch = $0.kind { true } else { false } }
        plan.candidates = candidates()
        if !plan.features.croppedWindows.isEmpty { plan.candidates.margin = 0 }
        plan.scalarizer = scalarizer()
        let low = signed()
        plan.goal = pick([.maximize, .minimize, .level(signed()), .band(low...low + above(low))])
        plan.surrogate =
            switch whole(0...2) {
            case 0: .deepKernel(deepKernel())
            case 1: .gaussianProcess(process(plan.features.blocks.map(\.name)))
            default: .committee(committee())
            }
        if flag() { setQuantities(of: &plan) }
        plan.acquisition = acquisition(for: plan)
        if plan.acquisition.function == "gradient", plan.candidates.largePool == .coarseToFine {
            plan.candidates.largePool = .automatic
        }
        (plan.batch.count, plan.batch.inFlight) = (whole(1...1000), whole(1...1000))
        plan.batch.strategy = pick(Plan.Batch.Strategy.allCases)
        if plan.hasSeveralObjectives { plan.batch.strategy = .believer }
        if plan.batch.strategy == .thompson {
            plan.acquisition.cost = nil
            if !plan.constraints.isEmpty { plan.batch.strategy = .localPenalty }
        }
        (plan.seeds.count, plan.seeds.design) = (whole(1...100_000), pick(SeedChoice.Design.allCases))
        plan.budget.measurements = whole(0...10_000_000)
        plan.budget.time = maybe { $0.pick([60, 3600, 45 * 60, 0.5, 5400, 1.0 / 3, 1e-7]) }
        if !plan.hasSeveralObjectives {
            if plan.goal == .maximize || plan.goal == .minimize { plan.budget.target = maybe { $0.signed() } }
            plan.budget.uncertainty = maybe { $0.number() }
        }
        (plan.training.schedule, plan.training.every) = (pick(Plan.TrainingChoice.Schedule.allCases), whole(1...100))
        plan.training.memory = pick([1_000_000_000, 1 << 30, 1_500_000, 2_000_000_000_000, 1_234_567, 16_000_000])
        plan.training.threads = maybe { $0.whole(1...64) }
        plan.attempts = whole(1...100)
        plan.randomSeed = pick([0, 7, .max, source.next()])
        return plan
    }

    /// One objective under a name of its own, or several, with constraints or without.
    mutating func setQuantities(of plan: inout Plan) {
        var names = source.shuffled(["area", "coercive voltage", "none", "a_1", "true", "b-2", "Objective", "yes"])
        var objectives = plan.objectives
        if flag() {
            objectives = (0..<whole(1...4)).map { _ in
                .init(names.removeLast(), scalarizer(), .objective(flag() ? .maximize : .minimize))
            }
            if objectives.count == 1 { objectives[0].role = .objective(plan.goal) }
        }
        let constraints = (0..<whole(0...2)).map { _ in
            let above = signed()
            let bounds = pick([
                Plan.Bounds(above: above), .init(below: above), .init(above: above, below: above + self.above(above)),
            ])
            return Plan.Quantity(names.removeLast(), scalarizer(), .constraint(bounds))
        }
        plan.set(objectives: objectives, constraints: constraints)
    }

    mutating func acquisition(for plan: Plan) -> AcquisitionChoice {
        let goals = plan.objectives.compactMap(\.goal)
        let function = pick(
            AcquisitionChoice.Function.allCases.filter {
                $0.suits(goals) && (plan.constraints.isEmpty || $0.hasLogarithm || $0 == .random)
            })
        var choice = AcquisitionChoice(function)
        switch function.parameter {
        case .kappa: choice.kappa = number()
        case .xi: choice.xi = signed()
        case .count: choice.count = whole(1...1000)
        case nil: break
        }
        if function.hasLogarithm {
            choice.cost = maybe { draw in
                var cost = MeasurementCost(
                    dwell: draw.pick([0.5, 60, 1.0 / 3]), speed: draw.number(), unit: draw.pick(["px", "um", "nm"]))
                (cost.exponent, cost.isCooled) = (draw.pick([0, 0.25, 1]), draw.flag())
                return cost
            }
        }
        return choice
    }

    mutating func features() -> Features {
        let count = pick([1, 1, 2, 3])
        var blocks: [Features.Block] = []
        for _ in 0..<count {
            var block = Features.Block(
                pick([.coordinates, .patch(patch()), .stem(stem()), .components(components()), .autoencoder(encoder())])
            )
            if flag() || blocks.contains(where: { $0.name == block.name }) { block.givenName = "b_\(blocks.count)" }
            blocks.append(block)
        }
        return Features(blocks)
    }

    mutating func stem() -> StemFeatures {
        var stem = StemFeatures()
        stem.scales = pick([[1, 2, 4], [0.5], [1, 1.5, 64], [2, 2.5 + 60 * source.uniform()]])
        return stem
    }

    mutating func components() -> ComponentFeatures {
        var components = ComponentFeatures()
        (components.patch, components.count, components.isWhitened) = (patch(), whole(1...256), flag())
        return components
    }

    mutating func encoder() -> AutoencoderFeatures {
        var choice = AutoencoderFeatures()
        (choice.patch, choice.latents) = (patch(), whole(1...256))
        (choice.isVariational, choice.layers, choice.epochs) = (
            flag(), (0..<whole(1...3)).map { _ in whole(1...99) }, whole(1...99)
        )
        if choice.patch.window > 2 {
            choice.rotation = pick([nil, .free(starts: whole(3...36)), .small(degrees: pick([12.5, 30, 45]))])
        }
        guard flag() else { return choice }
        var known = AutoencoderFeatures()
        (known.patch, known.latents, known.weights) = (choice.patch, choice.latents, file)
        known.patch.normalization = .overview
        return known
    }

    /// Priors of some of the parameters that a process with this kernel has.
    mutating func priors(_ kernel: String) -> [String: LogNormalPriorChoice] {
        var names = ["length_scale", "output_scale", "noise"]
        if kernel.contains("periodic") { names += ["period", "periodic.period"] }
        if kernel.contains("rbf") && kernel.contains("periodic") { names.append("rbf.length_scale") }
        var priors: [String: LogNormalPriorChoice] = [:]
        for name in names where whole(0...3) == 0 {
            priors[name] = LogNormalPriorChoice(median: number(), scale: number())
        }
        return priors
    }

    mutating func mean() -> MeanChoice {
        let formulas = [
            ("a + b * x", ["a", "b"]), ("c0*exp(-(x^2 + y^2)/w)", ["c0", "w"]), ("no + 2", ["no"]), ("3 * x - y", []),
        ]
        let (text, names) = pick(formulas)
        var formula = MeanFormula(text)
        for name in names {
            let isPositive = flag()
            var parameter = MeanFormula.Parameter(initial: isPositive ? number() : signed())
            parameter.isPositive = isPositive
            parameter.prior = maybe { draw in
                isPositive
                    ? .logNormal(LogNormalPriorChoice(median: draw.number(), scale: draw.number()))
                    : .normal(NormalPriorChoice(mean: draw.signed(), deviation: draw.number()))
            }
            formula.parameters[name] = parameter
        }
        return pick([.constant, .linear, .formula(formula)])
    }

    mutating func kernelFormula(_ blocks: [String]) -> String {
        let block = pick(blocks)
        return pick([
            "rbf", "matern-5/2", "rbf+periodic", "matern-5/2(\(block)) * rbf(\(block))", "rbf * (linear + periodic)",
        ])
    }

    mutating func committee() -> CommitteeChoice {
        var choice = CommitteeChoice()
        choice.members = source.shuffled(CommitteeChoice.Member.allCases)
        choice.members.removeLast(whole(0...4))
        choice.draws = whole(0...100)
        if choice.members.contains(.deepKernel) { choice.deepKernel = deepKernel() }
        if choice.members.contains(.deepKernel) { choice.block = maybe { $0.whole(1...999) } }
        return choice
    }

    mutating func patch() -> PatchFeatures {
        var patch = PatchFeatures()
        patch.window = whole(1...256)
        (patch.border, patch.normalization) = (
            pick(PatchFeatures.Border.allCases), pick(PatchFeatures.Normalization.allCases)
        )
        return patch
    }

    mutating func candidates() -> Plan.CandidateChoice {
        var choice = Plan.CandidateChoice()
        let points = (0..<whole(1...4)).map { _ in Position(x: signed(), y: signed()) }
        choice.positions = pick([.all, .stride(whole(1...9)), .points(points)])
        choice.margin = whole(0...9)
        choice.exclusionRadius = flag() ? 0 : number()
        choice.largePool = pick(Plan.CandidateChoice.LargePool.allCases)
        choice.forbidden = (0..<whole(0...2)).map { _ in
            let (row, column) = (whole(0...9), whole(0...9))
            return Plan.PixelRectangle(rows: row...row + whole(0...9), columns: column...column + whole(0...9))
        }
        return choice
    }

    mutating func scalarizer() -> Scalarizer {
        var scalarizer = Scalarizer()
        scalarizer.quantity = pick([
            .value(index: whole(0...99)), .bandMean(band()), .bandMaximum(band()), .peakPosition(band()),
            .bandRatio(band(), over: band()), .loopArea, .coerciveBias, .norm,
        ])
        scalarizer.axis = maybe { $0.word() }
        scalarizer.isNegated = flag()
        scalarizer.transformation = pick([.none, .log, .asinh(scale: number())])
        scalarizer.noise = pick([.none, .counts(gain: number()), .deviation(number())])
        return scalarizer
    }

    mutating func band() -> Scalarizer.Band {
        let from = signed()
        return Scalarizer.Band(from: from, to: from + above(from), unit: pick([nil, "eV", "meV", "1/cm", "µm", "%"]))
    }

    mutating func deepKernel() -> DeepKernelChoice {
        var choice = DeepKernelChoice()
        choice.layers = (0..<whole(1...4)).map { _ in whole(1...1000) }
        (choice.activation, choice.kernel) = (
            pick(DeepKernelChoice.Activation.allCases), pick(["rbf", "matern-1/2", "matern-3/2", "matern-5/2"])
        )
        (choice.weightDecay, choice.networkLearningRate, choice.processLearningRate) = (number(), number(), number())
        (choice.objective, choice.weightPrecision) = (pick(TrainingObjective.allCases), number())
        (choice.coldIterations, choice.warmIterations, choice.ensemble) = (whole(1...999), whole(0...999), whole(1...9))
        (choice.priors, choice.patience, choice.restart) = (priors(choice.kernel), whole(0...99), flag())
        choice.weights = maybe { $0.file }
        if choice.weights == nil, hasPatch, choice.layers.count > 1 {
            var autoencoder = AutoencoderPretraining()
            (autoencoder.epochs, autoencoder.isVariational) = (whole(1...99), flag())
            choice.pretraining = pick([.none, .autoencoder(autoencoder)])
        }
        let knowsLayers = choice.weights != nil || choice.pretraining != .none
        if knowsLayers { choice.frozenLayers = whole(0...choice.layers.count) }
        return choice
    }

    mutating func process(_ blocks: [String]) -> GaussianProcessChoice {
        var choice = GaussianProcessChoice()
        (choice.kernel, choice.isIsotropic, choice.objective) = (
            kernelFormula(blocks), flag(), pick(TrainingObjective.allCases)
        )
        (choice.mean, choice.draws, choice.priors) = (mean(), whole(0...100), priors(choice.kernel))
        return choice
    }

    mutating func sample() -> Plan.SampleChoice {
        var sample = Plan.SampleChoice(name: pick(Plan.SampleChoice.names))
        (sample.height, sample.width) = (whole(8...4096), whole(8...4096))
        (sample.seed, sample.noise) = (source.next(), number())
        return sample
    }

    mutating func data() -> Plan.DataChoice {
        var data = Plan.DataChoice()
        data.path = flag() ? "" : word()
        data.image = maybe { $0.flag() ? .array($0.word()) : .spectra($0.scalarizer()) }
        if case .spectra = data.image {
            data.imageMedian = 1 + 2 * whole(0...50)
            data.imagePercentiles = maybe { [0.5, $0.pick([98, 99.5])] }
        }
        (data.spectra, data.axis, data.positions) = (maybe { $0.word() }, maybe { $0.word() }, maybe { $0.word() })
        (data.axisName, data.axisUnit) = (maybe { $0.word() }, maybe { $0.pick(["eV", "nA/V", "a.u."]) })
        if flag() { (data.step, data.stepUnit) = (number(), pick(["nm", "um", "px"])) }
        data.spectrumMedian = 1 + 2 * whole(0...50)
        data.spectrumMedianWraps = flag()
        return data
    }
}
