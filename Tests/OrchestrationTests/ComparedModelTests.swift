import Experiments
import Orchestration
import TestSupport
import Testing

@Suite("A model that is compared") struct ComparedModelTests {
    private func plan(_ model: ComparedModel, of plan: Plan) throws -> Plan {
        model.plan(from: plan, sharing: try plan.sharedCandidates(on: FormulaSpecimen().overview))
    }

    @Test("is the plan's own where the plan asks for its like")
    func own() throws {
        var gaussian = GaussianProcessChoice()
        gaussian.kernel = "rbf"
        var committee = CommitteeChoice()
        committee.members = [.stem, .coordinates]
        for surrogate in [SurrogateChoice.gaussianProcess(gaussian), .committee(committee), quickPlan().surrogate] {
            let plan = quickPlan { $0.surrogate = surrogate }
            #expect(try self.plan(ComparedModel(of: plan), of: plan) == plan)
        }
    }

    @Test("takes the plan's deep kernel for variants of it and for the committee")
    func deepKernels() throws {
        let plan = quickPlan {
            guard case .deepKernel(var choice) = $0.surrogate else { return }
            choice.ensemble = 3
            $0.surrogate = .deepKernel(choice)
        }
        guard case .deepKernel(var choice) = plan.surrogate,
            case .committee(let committee) = try self.plan(.committee, of: plan).surrogate
        else {
            Issue.record("expected a deep kernel and a committee")
            return
        }
        #expect(committee.deepKernel == choice)
        #expect(committee.members == CommitteeChoice().members)
        choice.ensemble = 1
        #expect(try self.plan(.deepKernelSingle, of: plan).surrogate == .deepKernel(choice))
        var other = plan
        other.surrogate = .committee(committee)
        #expect(try self.plan(.deepKernel, of: other) == plan)
    }

    @Test("is the published one for whoever asks: 1000-500-50-2, maximum likelihood, one network")
    func published() throws {
        guard case .deepKernel(let choice) = try plan(.deepKernelPublished, of: quickPlan()).surrogate else {
            Issue.record("expected a deep kernel")
            return
        }
        #expect(choice.layers == [1000, 500, 50, 2])
        #expect(choice.kernel == "rbf" && choice.objective == .marginalLikelihood && choice.ensemble == 1)
        #expect(choice.weightPrecision == 0 && choice.weightDecay == 0 && choice.patience == 0 && !choice.restart)
    }

    @Test("sees the plan's own stem and patch, and no more components than a patch has pixels")
    func features() throws {
        var stem = StemFeatures()
        stem.scales = [2]
        var patch = PatchFeatures()
        patch.window = 2
        let plan = quickPlan { $0.features = Features([.init(.patch(patch)), .init(.stem(stem), named: "eye")]) }
        #expect(try self.plan(.stem, of: plan).features == .stem(stem))
        var components = ComponentFeatures()
        components.patch = patch
        components.count = 4
        #expect(try self.plan(.components, of: plan).features == .components(components))
        let both = try self.plan(.stemAndCoordinates, of: plan)
        #expect(both.features.blocks.map(\.name) == ["stem", "coordinates"])
        #expect(
            both.surrogate
                == .gaussianProcess(
                    {
                        var choice = GaussianProcessChoice()
                        choice.kernel = "matern-5/2(stem) + matern-5/2(coordinates)"
                        return choice
                    }()))
    }

    @Test("chooses from the candidates of the plan, whatever it sees", arguments: ComparedModel.allCases)
    func candidates(model: ComparedModel) throws {
        let overview = try FormulaSpecimen().overview
        let plan = quickPlan {
            var patch = PatchFeatures()
            patch.window = 6
            patch.border = .crop
            $0.features = .patch(patch)
        }
        let varied = try self.plan(model, of: plan)
        let pool = try CandidatePool(plan: varied, overview: overview)
        #expect(try pool.candidates == CandidatePool(plan: plan, overview: overview).candidates)
        #expect(pool.candidates.count == 11 * 15)
    }
}
