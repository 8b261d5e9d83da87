package import Experiments
private import Formulas
private import Networks
package import Surrogates

extension Committee {
    /// The untrained model that a plan asks for: the plan's own with all the votes, or a committee of several; the
    /// simple models that have no vote look on.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - view: What models see of the pool.
    ///   - hasOnlookers: Whether the simple models look on.
    package convenience init(plan: Plan, view: CandidateView, hasOnlookers: Bool = true) {
        let maker = SeatMaker(plan: plan, view: view)
        var seats: [Seat] = []
        let name: String
        switch plan.surrogate {
        case .deepKernel(let choice):
            name = "deep-kernel"
            seats = [maker.deepKernel(choice)]
        case .gaussianProcess(let choice):
            name = "gaussian-process"
            seats = [maker.gaussianProcess(choice)]
        case .committee(let choice):
            name = "committee"
            seats = choice.members.map { member in
                member == .deepKernel ? maker.deepKernel(choice.deepKernel) : maker.simple(member, draws: choice.draws)
            }
        }
        let onlookers: [CommitteeChoice.Member] = hasOnlookers ? [.stem, .coordinates] : []
        for member in onlookers where !seats.map(\.name).contains(member.rawValue) {
            seats.append(maker.simple(member, draws: nil))
        }
        self.init(name, seats: seats, representation: view.representation)
    }
}

/// Makes the models of a committee, which share what memory a plan gives.
private struct SeatMaker {
    let plan: Plan
    let view: CandidateView

    private var voters: Int {
        if case .committee(let choice) = plan.surrogate { choice.members.count } else { 1 }
    }

    private var threads: Int { plan.training.threads ?? 1 }

    private var resources: PosteriorResources {
        PosteriorResources(memory: plan.training.memory / voters / plan.quantities.count, threads: threads)
    }

    func deepKernel(_ choice: DeepKernelChoice) -> Committee.Seat {
        var configuration = choice.configuration
        configuration.threads = threads
        return Committee.Seat(
            CommitteeChoice.Member.deepKernel.rawValue,
            DeepKernel(
                features: view.features, configuration: configuration, blocks: view.blocks, resources: resources,
                seed: plan.randomSeed),
            votes: true)
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
                resources: resources, seed: plan.randomSeed),
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
        var kernel = kernel(formula, on: view.simple, widestAnisotropy: 64, priors: Hyperpriors())
        var priors = Hyperpriors.weak(for: GaussianProcess(kernel: kernel, noise: 0.1))
        // What is seen varies over a fraction of the field, which is some 3.5 wide in standardised coordinates.
        for group in kernel.parameterGroups where group.kind == ParameterGroup.lengthScale {
            guard member == .coordinates || group.name.contains("(coordinates)") else { continue }
            priors[group.name] = LogNormalPrior(median: 0.5, scale: 1)
        }
        kernel = self.kernel(formula, on: view.simple, widestAnisotropy: 64, priors: priors)
        return Committee.Seat(
            member.rawValue,
            GaussianProcessSurrogate(
                member.rawValue, features: view.simple, kernel: kernel, priors: priors, draws: draws ?? 0,
                resources: resources, seed: plan.randomSeed),
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
    fileprivate var configuration: DeepKernelConfiguration {
        var configuration = DeepKernelConfiguration()
        configuration.layers = layers
        configuration.activation =
            switch activation {
            case .relu: .relu
            case .tanh: .tanh
            case .silu: .silu
            }
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
