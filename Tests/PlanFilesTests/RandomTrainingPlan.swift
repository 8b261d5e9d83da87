import Experiments
import Randomness

extension TrainingPlan {
    /// Returns the plan of a training in which every property is drawn at random, such that it is free of contradictions.
    static func random(_ seed: UInt64) -> TrainingPlan {
        var draw = PlanDraw(source: RandomSource(seed: seed, stream: "training plan"))
        return draw.training()
    }
}

extension PlanDraw {
    fileprivate mutating func training() -> TrainingPlan {
        var plan = TrainingPlan(data: trainingData())
        plan.name = flag() ? "" : word()
        plan.randomSeed = pick([0, 7, .max, source.next()])
        plan.model = autoencoder()
        plan.scaling.inputs = pick(ScalingMethod.allCases)
        if plan.data.hasTargets { plan.scaling.targets = pick(ScalingMethod.allCases) }
        (plan.training.epochs, plan.training.batch) = (whole(2...1000), whole(1...1000))
        (plan.training.learningRate, plan.training.heldOut) = (share(), pick([0, 0.25, 0.5]))
        if plan.training.heldOut > 0 { plan.training.patience = whole(0...99) }
        plan.training.weights.content = maybe { $0.weight() }
        (plan.training.weights.pose, plan.training.weights.classes) = (weight(), weight())
        plan.training.pixels = pick([1, 0.25, 1.0 / 3])
        plan.training.threads = maybe { $0.whole(1...64) }
        mend(&plan)
        let last = plan.training.epochs - 1
        if plan.model.pose.shear != nil { plan.training.stages.shear = maybe { $0.whole(0...last) } }
        if plan.model.classes.count > 0 { plan.training.stages.classes = maybe { $0.whole(0...last) } }
        if plan.model.latents > 0 { plan.training.stages.content = maybe { $0.whole(0...last) } }
        return plan
    }

    /// Takes away what contradicts.
    private mutating func mend(_ plan: inout TrainingPlan) {
        var isCards = false
        if case .cards(let cards) = plan.data {
            isCards = true
            plan.model.conditions.removeAll { !["class", "angle"].contains($0) }
            if plan.model.classes.labelled > 0 { plan.model.classes.count = cards.suits.count }
            if plan.model.classes.count < 2 { plan.model.classes = ClassChoice() }
        }
        if !plan.data.hasClasses {
            plan.model.classes.labelled = 0
            plan.model.conditions.removeAll { $0 == "class" }
        }
        if plan.model.classes.count > 0 { plan.model.conditions.removeAll { $0 == "class" } }
        if plan.model.classes.count == 0, plan.model.latents == 0 { plan.model.latents = 1 }
        switch plan.data {
        case .spectra:
            (plan.model.pose.rotation, plan.model.pose.shear) = (nil, nil)
            if plan.model.output.symmetry != .none { plan.model.output.symmetry = .leftRight }
        case .patchesWithSpectra:
            plan.model.pose = PoseChoice()
            if plan.model.output.symmetry != .none { plan.model.output.symmetry = .leftRight }
        default: break
        }
        if plan.model.likelihood == .bernoulli || plan.model.likelihood == .continuousBernoulli {
            (plan.model.output.isNonNegative, plan.model.output.hasUnitIntegral) = (false, false)
            let methods: [ScalingMethod] = isCards ? [.range, .image, .none, .area] : [.range, .image]
            setScaling(of: &plan, to: pick(methods))
        }
        if plan.training.pixels < 1 {
            plan.model.decoder = .coordinates(CoordinateChoice())
            let isNonNegative = plan.model.output.isNonNegative
            plan.model.output = OutputChoice()
            plan.model.output.isNonNegative = isNonNegative
        }
        if plan.model.output.hasUnitIntegral {
            plan.model.output.isNonNegative = true
            setScaling(of: &plan, to: pick([.none, .area]))
        }
        if plan.model.output.isNonNegative, !plan.model.output.hasUnitIntegral,
            plan.scaling.inputs == .standard || plan.scaling.targets == .standard
        {
            setScaling(of: &plan, to: .range)
        }
        if case .coordinates = plan.model.decoder { plan.model.output.symmetry = .none }
        if !plan.model.isVariational { plan.training.weights.content = nil }
    }

    /// Sets how what is decoded is scaled.
    private func setScaling(of plan: inout TrainingPlan, to method: ScalingMethod) {
        if plan.data.hasTargets { plan.scaling.targets = method } else { plan.scaling.inputs = method }
    }

    private mutating func share() -> Double { pick([1, 0.5, 1e-9, 1.0 / 3]) }

    private mutating func trainingData() -> TrainingData {
        switch whole(0...4) {
        case 0: return .cards(cards())
        case 1: return .images(files())
        case 2:
            var patches = TrainingData.PatchData(
                source: flag() ? .specimen(specimen()) : .files(TrainingData.ImageFiles(path: word())))
            if case .files(var files) = patches.source {
                files.array = maybe { $0.word() }
                patches.source = .files(files)
            }
            patches.patches = PatchChoice(window: whole(8...1024), centers: centers())
            return .patches(patches)
        case 3: return .spectra(specimen())
        default:
            var pairs = TrainingData.PatchSpectrumData(source: specimen())
            pairs.window = whole(8...1024)
            return .patchesWithSpectra(pairs)
        }
    }

    private mutating func specimen() -> TrainingData.SpecimenSource { flag() ? .data(data()) : .sample(sample()) }

    private mutating func centers() -> PatchChoice.Centers {
        var search = PeakSearch()
        (search.blur, search.distance) = (pick([0, 2, 64, 1.0 / 3]), number())
        (search.height, search.channel) = (share(), whole(0...9))
        return flag() ? .grid(step: whole(1...1024)) : .peaks(search)
    }

    private mutating func files() -> TrainingData.ImageFiles {
        var files = TrainingData.ImageFiles(path: word())
        files.array = maybe { $0.word() }
        (files.targets, files.classes) = (maybe { $0.word() }, maybe { $0.word() })
        if files.targets != nil { files.targetArray = maybe { $0.word() } }
        if files.classes != nil { files.classArray = maybe { $0.word() } }
        return files
    }

    private mutating func cards() -> Cards {
        var cards = Cards()
        (cards.count, cards.size) = (whole(1...2000), whole(8...1024))
        cards.suits = source.shuffled(Suit.allCases)
        cards.suits.removeLast(whole(0...3))
        (cards.rotation, cards.shear) = (pick([0, 12, 180, 100.0 / 3]), pick([0, 20, 80, 1e-3]))
        cards.translation = pick([0, 1.5, 8])
        let low = pick([1, 0.8, 1.0 / 3])
        (cards.scale, cards.noise) = (low...pick([low, 1.2, 10]), pick([0, 0.3, 12]))
        (cards.target, cards.seed) = (pick(Cards.Target.allCases), pick([0, 1, .max, source.next()]))
        return cards
    }

    private mutating func autoencoder() -> AutoencoderChoice {
        var model = AutoencoderChoice(pick(AutoencoderChoice.Preset.allCases))
        (model.latents, model.isVariational) = (whole(0...9), flag())
        model.pose.rotation = maybe { draw in
            draw.flag() ? .free(starts: draw.whole(3...360)) : .small(degrees: draw.pick([12, 45, 1.0 / 3]))
        }
        model.pose.shear = maybe { $0.pick([20, 45, 1.0 / 3]) }
        (model.pose.size, model.pose.shift) = (maybe { $0.share() }, maybe { $0.share() })
        model.classes.count = pick([0, 2, 4, 1000])
        if model.classes.count > 0 { model.classes.labelled = pick([0, 1, 1.0 / 3]) }
        model.classes.weight = pick([0, 1, number()])
        model.conditions = source.shuffled(["class", "angle", "no", "a b"])
        model.conditions.removeLast(whole(0...4))
        let convolution = pick([ConvolutionChoice(), convolution()])
        model.encoder = flag() ? .dense(widths(2...4)) : .convolutional(convolution)
        var coordinates = CoordinateChoice()
        (coordinates.width, coordinates.depth) = (whole(1...4096), whole(0...16))
        model.decoder = pick([.dense(widths(1...4)), .convolutional(convolution), .coordinates(coordinates)])
        model.activation = pick(AutoencoderChoice.Activation.allCases)
        model.likelihood = pick([.bernoulli, .continuousBernoulli, .gaussian(deviation: number())])
        (model.output.isNonNegative, model.output.hasUnitIntegral) = (flag(), flag())
        if whole(0...2) == 0 { model.output.symmetry = pick(OutputChoice.Symmetry.allCases) }
        model.output.pointSpread = maybe { $0.pick([1, 0.5, 1.0 / 3]) }
        model.output.smoothness = pick([0, number()])
        return model
    }

    private mutating func widths(_ counts: ClosedRange<Int>) -> [Int] {
        (0..<whole(counts)).map { _ in whole(1...100_000) }
    }

    private mutating func convolution() -> ConvolutionChoice {
        var choice = ConvolutionChoice()
        choice.blocks = (0..<whole(1...2)).map { _ in (0..<whole(1...3)).map { _ in whole(1...4096) } }
        choice.dense = flag() ? [] : widths(1...3)
        return choice
    }

    private mutating func weight() -> WeightChoice {
        var course = WeightChoice.Course()
        (course.from, course.to, course.epochs) = (pick([0, number()]), pick([0, number()]), whole(1...999))
        return pick([
            .constant(pick([0, 1, number()])), .annealed(course), .cyclic(course), .capacity(course, weight: number()),
            .annealed(WeightChoice.Course()),
        ])
    }
}
