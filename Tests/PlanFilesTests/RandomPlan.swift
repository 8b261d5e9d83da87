import Experiments
import Randomness

extension Plan {
    /// Returns a plan in which every property is drawn at random, such that the plan is free of contradictions.
    static func random(_ seed: UInt64) -> Plan {
        var draw = PlanDraw(source: RandomSource(seed: seed, stream: "plan"))
        return draw.plan()
    }
}

private struct PlanDraw {
    var source: RandomSource

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
        plan.features = flag() ? .coordinates : .patch(patch())
        plan.candidates = candidates()
        if case .patch(let patch) = plan.features, patch.border == .crop { plan.candidates.margin = 0 }
        plan.scalarizer = scalarizer()
        let low = signed()
        plan.goal = pick([.maximize, .minimize, .level(signed()), .band(low...low + above(low))])
        plan.surrogate = flag() ? .deepKernel(deepKernel()) : .gaussianProcess(process())
        plan.acquisition = acquisition(for: plan.goal)
        (plan.batch.count, plan.batch.inFlight) = (whole(1...1000), whole(1...1000))
        (plan.seeds.count, plan.seeds.design) = (whole(1...100_000), pick(SeedChoice.Design.allCases))
        plan.budget.measurements = whole(0...10_000_000)
        plan.budget.time = maybe { $0.pick([60, 3600, 45 * 60, 0.5, 5400, 1.0 / 3, 1e-7]) }
        if plan.goal == .maximize || plan.goal == .minimize { plan.budget.target = maybe { $0.signed() } }
        plan.budget.uncertainty = maybe { $0.number() }
        (plan.training.schedule, plan.training.every) = (pick(Plan.TrainingChoice.Schedule.allCases), whole(1...100))
        plan.attempts = whole(1...100)
        plan.randomSeed = pick([0, 7, .max, source.next()])
        return plan
    }

    mutating func acquisition(for goal: Goal) -> AcquisitionChoice {
        let function = pick(AcquisitionChoice.Function.allCases.filter { $0.suits(goal) })
        var choice = AcquisitionChoice(function)
        switch function.parameter {
        case .kappa: choice.kappa = number()
        case .xi: choice.xi = signed()
        case .count: choice.count = whole(1...1000)
        case nil: break
        }
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
        return scalarizer
    }

    mutating func band() -> Scalarizer.Band {
        let from = signed()
        return Scalarizer.Band(from: from, to: from + above(from), unit: pick([nil, "eV", "meV", "1/cm", "µm", "%"]))
    }

    mutating func deepKernel() -> DeepKernelChoice {
        var choice = DeepKernelChoice()
        choice.layers = (0..<whole(1...4)).map { _ in whole(1...1000) }
        (choice.activation, choice.kernel) = (pick(DeepKernelChoice.Activation.allCases), pick(KernelChoice.allCases))
        (choice.weightDecay, choice.networkLearningRate, choice.processLearningRate) = (number(), number(), number())
        (choice.objective, choice.weightPrecision) = (pick(DeepKernelChoice.Objective.allCases), number())
        (choice.coldIterations, choice.warmIterations, choice.ensemble) = (whole(1...999), whole(0...999), whole(1...9))
        return choice
    }

    mutating func process() -> GaussianProcessChoice {
        var choice = GaussianProcessChoice()
        (choice.kernel, choice.isAnisotropic) = (pick(KernelChoice.allCases), flag())
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
