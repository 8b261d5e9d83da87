package import Experiments

/// A model by the name under which simulations and calibrations compare it: what stands in a plan for it.
///
/// The simple models are plain Gaussian processes with a Matérn-5/2 kernel and a length scale a feature, as a plan would ask
/// for them: with the weak priors of every process, where a committee's seats know how wide the field is.
package enum ComparedModel: String, Codable, Hashable, Sendable, CaseIterable {
    /// The plan's own deep kernel on the plan's features, or the default one.
    case deepKernel = "deep-kernel"
    /// The same with one network in place of an ensemble.
    case deepKernelSingle = "deep-kernel-single"
    /// The deep kernel as published: 1000-500-50-2, RBF, maximum likelihood, one network, no priors to speak of.
    ///
    /// Its one length scale leaves nothing out: the last layer can scale each of its outputs.
    case deepKernelPublished = "deep-kernel-published"
    /// The plan's own Gaussian process on the plan's features, or the default one.
    case gaussianProcess = "gaussian-process"
    /// The first principal components of the plan's patch, each of variance one.
    case components
    /// The multi-scale stem.
    case stem
    /// Where a candidate is, and nothing else.
    case coordinates
    /// The sum of a process on the stem and one on the coordinates.
    case stemAndCoordinates = "stem+coordinates"
    /// A process on the stem, principal components of the patches and the coordinates, as a committee seats it.
    case structureAndSpace = "structure+space"
    /// The plan's own committee, or the default one.
    case committee

    /// The model that a plan itself asks for.
    package init(of plan: Plan) {
        switch plan.surrogate {
        case .deepKernel: self = .deepKernel
        case .gaussianProcess: self = .gaussianProcess
        case .committee: self = .committee
        }
    }

    /// All names, for messages.
    package static let names = allCases.map(\.rawValue)

    /// How many principal components `components` looks at, if a patch has as many numbers.
    private static let componentCount = 8

    /// Returns a plan with this model in place of its own.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - candidates: What it measures whatever the model sees; see ``Experiments/Plan/sharedCandidates(on:)``.
    /// - Returns: The plan; the very same if it asks for this model already.
    package func plan(from plan: Plan, sharing candidates: Plan.CandidateChoice) -> Plan {
        var result = plan
        switch self {
        case .deepKernel:
            result.surrogate = .deepKernel(plan.deepKernel)
        case .deepKernelSingle:
            var choice = plan.deepKernel
            choice.ensemble = 1
            result.surrogate = .deepKernel(choice)
        case .deepKernelPublished:
            result.surrogate = .deepKernel(.published)
        case .gaussianProcess:
            if case .gaussianProcess = plan.surrogate { break }
            result.surrogate = .gaussianProcess(GaussianProcessChoice())
        case .committee:
            if case .committee = plan.surrogate { break }
            var choice = CommitteeChoice()
            choice.deepKernel = plan.deepKernel
            result.surrogate = .committee(choice)
        case .components:
            var choice = ComponentFeatures()
            choice.patch = plan.features.blocks.lazy.compactMap(\.kind.patch).first ?? PatchFeatures()
            choice.count = min(Self.componentCount, choice.patch.window * choice.patch.window)
            result.see(.components(choice))
        case .stem:
            result.see(.stem(plan.stem))
        case .coordinates:
            result.see(.coordinates)
        case .stemAndCoordinates:
            result.see(
                Features([Features.Block(.stem(plan.stem), named: "stem"), Features.Block(.coordinates)]),
                through: "matern-5/2(stem) + matern-5/2(coordinates)")
        case .structureAndSpace:
            var choice = CommitteeChoice()
            choice.members = [.structureAndSpace]
            result.surrogate = .committee(choice)
        }
        if result.features != plan.features { result.candidates = candidates }
        return result
    }
}

extension Plan {
    /// Which candidates there are, written so that it means the same ones whatever the model sees.
    ///
    /// Patches with `border: crop` leave out points that coordinates would keep: they are listed then.
    ///
    /// - Parameter overview: The image, with the positions that can be measured.
    /// - Returns: The plan's own choice, or a list.
    /// - Throws: ``Experiments/UnusablePool`` if plan and overview do not go together.
    package func sharedCandidates(on overview: Overview) throws(UnusablePool) -> CandidateChoice {
        guard !features.croppedWindows.isEmpty else { return candidates }
        var choice = candidates
        let pool = try CandidatePool(choice, features: features, overview: overview)
        choice.positions = .points(pool.candidates.map(\.position))
        return choice
    }

    /// The deep kernel that the plan asks for, alone or in a committee; else the default one.
    fileprivate var deepKernel: DeepKernelChoice {
        switch surrogate {
        case .deepKernel(let choice): choice
        case .committee(let choice): choice.deepKernel
        case .gaussianProcess: DeepKernelChoice()
        }
    }

    /// The stem that the plan asks for, else the default one.
    fileprivate var stem: StemFeatures {
        features.blocks.lazy.compactMap { if case .stem(let stem) = $0.kind { stem } else { nil } }.first
            ?? StemFeatures()
    }

    /// Looks at candidates through some features, by a plain Gaussian process.
    fileprivate mutating func see(_ features: Features, through kernel: String = "matern-5/2") {
        self.features = features
        var choice = GaussianProcessChoice()
        choice.kernel = kernel
        surrogate = .gaussianProcess(choice)
    }
}

extension DeepKernelChoice {
    /// The published deep kernel as a plan would ask for it.
    fileprivate static var published: DeepKernelChoice {
        var choice = DeepKernelChoice()
        choice.layers = [1000, 500, 50, 2]
        choice.kernel = "rbf"
        choice.objective = .marginalLikelihood
        // Priors so wide that they say nothing; their medians are where the training begins.
        choice.priors = ["length_scale": 1.0, "output_scale": 1, "noise": 0.1].mapValues {
            LogNormalPriorChoice(median: $0, scale: 1e3)
        }
        choice.weightPrecision = 0
        choice.patience = 0
        choice.restart = false
        choice.ensemble = 1
        return choice
    }
}
