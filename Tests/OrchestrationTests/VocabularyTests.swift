import Acquisition
import Experiments
import Orchestration
import Testing

/// `Experiments` and `Acquisition` do not know each other, but plans name what the other computes.
@Suite("Plans and acquisition functions") struct VocabularyTests {
    @Test("know the same names")
    func names() {
        #expect(AcquisitionChoice.Function.allCases.map(\.rawValue) == AcquisitionFunction.all.map(\.name))
    }

    @Test("agree on which function goes with which goal", arguments: AcquisitionChoice.Function.allCases)
    func goals(name: AcquisitionChoice.Function) throws {
        let function = AcquisitionFunction(AcquisitionChoice(name))
        for goal: Experiments.Goal in [.maximize, .minimize, .level(1), .band(0...1)] {
            #expect(name.suits(goal) == function.suits(Acquisition.Goal(goal)), "\(name.rawValue), \(goal)")
        }
    }

    @Test("agree on default parameters", arguments: AcquisitionChoice.Function.allCases)
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
