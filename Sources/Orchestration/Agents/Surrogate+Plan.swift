package import Experiments
private import Formulas
package import Networks
package import Surrogates

extension Committee {
    /// The untrained model that a plan asks for: the plan's own with all the votes, or a committee of several; the
    /// simple models that have no vote look on.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - view: What models see of the pool.
    ///   - deepKernel: The deep kernel, as `DeepKernel(plan:view:weights:)` makes it, if the plan asks for one.
    ///   - hasOnlookers: Whether the simple models look on.
    convenience init(plan: Plan, view: CandidateView, deepKernel: DeepKernel?, hasOnlookers: Bool = true) {
        let maker = SeatMaker(plan: plan, view: view)
        let network = deepKernel.map { [Seat(CommitteeChoice.Member.deepKernel.rawValue, $0, votes: true)] } ?? []
        var seats: [Seat] = []
        let name: String
        switch plan.surrogate {
        case .deepKernel:
            name = "deep-kernel"
            seats = network
        case .gaussianProcess(let choice):
            name = "gaussian-process"
            seats = [maker.gaussianProcess(choice)]
        case .committee(let choice):
            name = "committee"
            seats = choice.members.flatMap { member in
                member == .deepKernel ? network : [maker.simple(member, draws: choice.draws)]
            }
        }
        let onlookers: [CommitteeChoice.Member] = hasOnlookers ? [.stem, .coordinates] : []
        for member in onlookers where !seats.map(\.name).contains(member.rawValue) {
            seats.append(maker.simple(member, draws: nil))
        }
        self.init(name, seats: seats, representation: view.representation)
    }

    /// The untrained model that a plan asks for, all of it new.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - view: What models see of the pool.
    ///   - weights: What the plan's file of weights holds, if it names one; checked.
    ///   - hasOnlookers: Whether the simple models look on.
    package convenience init(
        plan: Plan, view: CandidateView, weights: NetworkWeights? = nil, hasOnlookers: Bool = true
    ) {
        self.init(
            plan: plan, view: view, deepKernel: DeepKernel(plan: plan, view: view, weights: weights),
            hasOnlookers: hasOnlookers)
    }
}

extension DeepKernel {
    /// The untrained deep kernel that a plan asks for, alone or in a committee; nil if it asks for none.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - view: What models see of the pool.
    ///   - weights: What the plan's file of weights holds, if it names one; checked.
    ///   - news: Told when an autoencoder is trained before, on the thread of the first training.
    package convenience init?(
        plan: Plan, view: CandidateView, weights: NetworkWeights? = nil,
        news: @escaping (EncoderNews) -> Void = { _ in }
    ) {
        guard let choice = plan.surrogate.extractor else { return nil }
        precondition(choice.weights == nil || weights != nil, "the weights that a plan names are read before")
        let maker = SeatMaker(plan: plan, view: view)
        var configuration = choice.configuration
        configuration.threads = maker.threads
        if choice.weights != nil, let weights {
            do {
                configuration.pretrained = try choice.extractorWeights(in: weights, inputs: view.features.dimension)
            } catch {
                preconditionFailure("weights are checked: \(error)")
            }
        }
        self.init(
            features: view.features, configuration: configuration, blocks: view.blocks,
            resources: maker.resources(processes: choice.ensemble), seed: plan.randomSeed,
            pretraining: choice.pretraining(plan, on: view.features, threads: maker.threads, news: news))
    }
}

/// Makes the models of a committee, which share what memory a plan gives.
private struct SeatMaker {
    let plan: Plan
    let view: CandidateView

    var threads: Int { plan.training.threads ?? 1 }

    /// What some of all processes that have a part in a decision may use together.
    ///
    /// Half of the memory is for the posterior that answers, half for the one that is being made meanwhile.
    func resources(processes: Int) -> PosteriorResources {
        let share = plan.training.memory / 2 / plan.surrogate.processCount / plan.quantities.count
        return PosteriorResources(memory: processes * share, threads: threads)
    }

    func gaussianProcess(_ choice: GaussianProcessChoice) -> Committee.Seat {
        let features = view.features
        let given = Hyperpriors(choice.priors)
        let kernel = kernel(
            choice.kernel, on: features, widestAnisotropy: choice.isIsotropic ? 0 : 64, priors: given)
        let mean = mean(choice.mean)
        let priors = Hyperpriors.weak(for: GaussianProcess(kernel: kernel, noise: 0.1, mean: mean))
        return Committee.Seat(
            "gaussian-process",
            GaussianProcessSurrogate(
                features: features, kernel: kernel, mean: mean, covariates: view.covariates,
                priors: priors.overridden(by: given), objective: .init(choice.objective), draws: choice.draws,
                resources: resources(processes: max(1, choice.draws)), seed: plan.randomSeed),
            votes: true)
    }

    /// A Gaussian process on what the view shows of every pool; without `draws` it only looks on.
    func simple(_ member: CommitteeChoice.Member, draws: Int?) -> Committee.Seat {
        let formula =
            switch member {
            case .stem: "matern-5/2(stem)"
            case .coordinates: "matern-5/2(coordinates)"
            case .stemAndCoordinates: "matern-5/2(stem) + matern-5/2(coordinates)"
            case .structureAndSpace:
                "matern-5/2(stem) + matern-5/2(components) + matern-5/2(coordinates)"
                    + " + matern-5/2(stem) * matern-5/2(coordinates)"
            case .deepKernel: preconditionFailure("a deep kernel is no simple model")
            }
        let kernel = kernel(formula, on: view.simple, widestAnisotropy: 64, priors: Hyperpriors())
        let process = GaussianProcess(kernel: kernel, noise: 0.1)
        var priors = Hyperpriors.weak(for: process)
        // What is seen varies over a fraction of the field, which is some 3.5 wide in standardised coordinates.
        for group in kernel.parameterGroups where group.kind == ParameterGroup.lengthScale {
            guard member == .coordinates || group.name.contains("(coordinates)") else { continue }
            priors[group.name] = LogNormalPrior(median: 0.5, scale: 1)
        }
        return Committee.Seat(
            member.rawValue,
            GaussianProcessSurrogate(
                member.rawValue, features: view.simple, kernel: process.atMedians(of: priors).kernel, priors: priors,
                draws: draws ?? 0, resources: resources(processes: max(1, draws ?? 1)), seed: plan.randomSeed),
            votes: draws != nil)
    }

    private func kernel(
        _ text: String, on features: any CandidateFeatures, widestAnisotropy: Int, priors: Hyperpriors
    ) -> any Kernel {
        let blocks = Dictionary(uniqueKeysWithValues: features.blocks.map { ($0.name, $0.columns) })
        do {
            return try KernelFormula(parsing: text).kernel(
                dimension: features.dimension, blocks: blocks, widestAnisotropy: widestAnisotropy, priors: priors)
        } catch {
            preconditionFailure("plans are checked for the kernels that there are: \(error)")
        }
    }

    private func mean(_ choice: MeanChoice) -> any MeanFunction {
        switch choice {
        case .constant: return ConstantMean(0)
        case .linear: return LinearMean(standardizing: view.covariates)
        case .formula(let written):
            do {
                return try FormulaMean(
                    Formula(parsing: written.text),
                    parameters: written.parameters.sorted { $0.key < $1.key }.map(FormulaMean.Parameter.init),
                    covariates: view.covariates.names)
            } catch {
                preconditionFailure("plans are checked for the formulas of means: \(error)")
            }
        }
    }
}

extension FormulaMean.Parameter {
    fileprivate init(_ name: String, _ choice: MeanFormula.Parameter) {
        switch choice.prior {
        case .logNormal(let prior):
            self = .positive(
                name, initial: choice.initial, prior: LogNormalPrior(median: prior.median, scale: prior.scale))
        case .normal(let prior):
            self = .free(
                name, initial: choice.initial, prior: NormalPrior(mean: prior.mean, deviation: prior.deviation))
        case nil:
            self =
                choice.isPositive ? .positive(name, initial: choice.initial) : .free(name, initial: choice.initial)
        }
    }
}

extension Hyperpriors {
    /// The priors that a plan gives.
    fileprivate init(_ choices: [String: LogNormalPriorChoice]) {
        self.init(choices.mapValues { LogNormalPrior(median: $0.median, scale: $0.scale) })
    }
}

extension Evidence.Objective {
    fileprivate init(_ choice: TrainingObjective) {
        self =
            switch choice {
            case .marginalLikelihood: .marginalLikelihood
            case .leaveOneOut: .leaveOneOut
            }
    }
}

extension DeepKernelChoice {
    /// The function between the layers.
    var function: ActivationFunction {
        switch activation {
        case .relu: .relu
        case .tanh: .tanh
        case .silu: .silu
        }
    }

    /// What the deep kernel is made of, but for pretrained weights and threads.
    var configuration: DeepKernelConfiguration {
        var configuration = DeepKernelConfiguration()
        configuration.layers = layers
        configuration.activation = function
        configuration.shape = StationaryKernel.Shape(planName: kernel)
        configuration.members = ensemble
        configuration.objective = Evidence.Objective(objective)
        configuration.hyperpriors = configuration.hyperpriors.overridden(by: Hyperpriors(priors))
        configuration.weightPrecision = weightPrecision
        configuration.networkLearningRate = networkLearningRate
        configuration.processLearningRate = processLearningRate
        configuration.weightDecay = weightDecay
        configuration.patience = patience
        configuration.restartMargin = restart ? configuration.restartMargin : nil
        configuration.coldIterations = coldIterations
        configuration.warmIterations = warmIterations
        configuration.frozenLayers = frozenLayers
        return configuration
    }
}

extension StationaryKernel.Shape {
    /// The shape of a kernel of one word.
    fileprivate init(planName: String) {
        switch planName {
        case "rbf": self = .rbf
        case "matern-1/2": self = .matern12
        case "matern-3/2": self = .matern32
        case "matern-5/2": self = .matern52
        default: preconditionFailure("plans are checked for the kernels that there are")
        }
    }
}
