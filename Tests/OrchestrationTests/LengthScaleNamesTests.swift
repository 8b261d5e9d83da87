import Experiments
import Orchestration
import TestSupport
import Testing

@Suite("The length scales of a model") struct LengthScaleNamesTests {
    private func names(_ surrogate: SurrogateChoice) throws -> [String] {
        let plan = quickPlan {
            $0.features = Features([
                Features.Block(.coordinates, named: "place"), Features.Block(.stem(StemFeatures()), named: "near"),
            ])
            $0.surrogate = surrogate
            $0.budget.measurements = 1
        }
        let model = try #require(try Simulation(plan, on: FormulaSpecimen()).run().decisions.last?.model)
        #expect(model.lengthScaleNames.count == model.lengthScales.count)
        return model.lengthScaleNames
    }

    @Test(
        "are named by the block that they belong to, or by their kernel in a sum",
        arguments: [
            ("matern-5/2", false, ["place", "place"] + Array(repeating: "near", count: 10)),
            ("matern-5/2", true, ["place+near"]),
            ("rbf(place)", false, ["place", "place"]),
            (
                "rbf(place) + rbf(near)", false,
                ["rbf(place)", "rbf(place)"] + Array(repeating: "rbf(near)", count: 10)
            ),
        ])
    func process(kernel: String, isIsotropic: Bool, expected: [String]) throws {
        var process = GaussianProcessChoice()
        (process.kernel, process.isIsotropic, process.draws) = (kernel, isIsotropic, 0)
        #expect(try names(.gaussianProcess(process)) == expected)
    }

    @Test("of a committee are those of its first member, of a deep kernel those of its embedding")
    func others() throws {
        var committee = CommitteeChoice()
        (committee.members, committee.draws) = ([.stem, .coordinates], 0)
        #expect(try Set(names(.committee(committee))) == ["stem"])
        #expect(try Set(names(quickPlan().surrogate)) == ["embedding"])
    }
}
