import Acquisition
import Experiments
import Orchestration
import Testing

/// `Experiments` and `Acquisition` do not know each other, but plans name what the other computes.
@Suite("Plans and acquisition functions") struct VocabularyTests {
    @Test("know the same names")
    func names() {
        let several = VectorAcquisition.allCases.map(\.name)
        let single = AcquisitionChoice.Function.allCases.map(\.rawValue).filter { !several.contains($0) }
        #expect(single == AcquisitionFunction.all.map(\.name))
        #expect(Set(AcquisitionChoice.Function.forSeveralObjectives.map(\.rawValue)) == Set(several))
    }

    private static let single = AcquisitionChoice.Function.allCases.filter {
        !AcquisitionChoice.Function.forSeveralObjectives.contains($0)
    }

    @Test("agree on which function is for how many objectives", arguments: VectorAcquisition.allCases)
    func objectives(function: VectorAcquisition) throws {
        let name = try #require(AcquisitionChoice.Function(rawValue: function.name))
        for count in 1...4 {
            let goals = (0..<count).map { $0 % 2 == 0 ? Experiments.Goal.maximize : .minimize }
            #expect(name.suits(goals) == function.suits(objectives: count))
            #expect(!name.suits(goals + [.level(1)]))
        }
    }

    @Test("agree on what can be weighed by feasibility and cost", arguments: single)
    func weighed(name: AcquisitionChoice.Function) {
        #expect(name.hasLogarithm == AcquisitionFunction(AcquisitionChoice(name)).canBeWeighed)
    }

    @Test("agree on which function goes with which goal", arguments: single)
    func goals(name: AcquisitionChoice.Function) throws {
        let function = AcquisitionFunction(AcquisitionChoice(name))
        for goal: Experiments.Goal in [.maximize, .minimize, .level(1), .band(0...1)] {
            #expect(name.suits(goal) == function.suits(Acquisition.Goal(goal)), "\(name.rawValue), \(goal)")
        }
    }

    @Test("agree on default parameters", arguments: single)
    func defaults(name: AcquisitionChoice.Function) {
        let function = AcquisitionFunction(AcquisitionChoice(name))
        #expect(AcquisitionFunction.all.contains(function), "\(function)")
    }

    @Test("keep the goal's direction", arguments: [(Experiments.Goal.maximize, 1.0), (.minimize, -1), (.level(0), 0)])
    func direction(goal: Experiments.Goal, sign: Double) {
        let gain = Acquisition.Goal(goal).desirability(of: 2) - Acquisition.Goal(goal).desirability(of: 1)
        #expect(sign == 0 ? gain == -1 : gain == sign)
        #expect(goal.merit(of: 2) - goal.merit(of: 1) == gain)
    }
}
