import Experiments
import Testing

@Suite struct `An acquisition choice` {
    private static let goals = [Goal.maximize, .minimize, .level(0.7), .band(0.6...0.8)]

    @Test(arguments: goals)
    func `has a natural function that suits its goal`(goal: Goal) {
        #expect(AcquisitionChoice.Function.natural(for: [goal]).suits(goal))
        let bounded = AcquisitionChoice.Function.natural(for: [goal], isConstrained: true)
        #expect(bounded.suits(goal))
        #expect(bounded.hasLogarithm)
    }

    @Test(arguments: 2...5)
    func `has a natural function for several objectives`(count: Int) {
        let goals = (0..<count).map { $0 == 0 ? Goal.minimize : .maximize }
        let function = AcquisitionChoice.Function.natural(for: goals)
        #expect(function.suits(goals))
        #expect(function.hasLogarithm)
        #expect(!function.suits(.maximize))
        #expect(!AcquisitionChoice.Function.expectedImprovement.suits(goals))
        #expect(AcquisitionChoice.Function.random.suits(goals))
    }

    @Test func `knows which functions have a meaning for a level and for a band`() {
        let unfit = Self.goals.map { goal in
            AcquisitionChoice.Function.allCases.filter { !$0.suits(goal) }.map(\.rawValue).filter {
                !["parego", "log-ehvi", "ehvi"].contains($0)
            }
        }
        #expect(
            unfit == [
                ["band", "straddle"], ["band", "straddle"], ["band", "noisy-ei", "kg", "mes"],
                ["ei", "log-ei", "pi", "log-pi", "straddle", "noisy-ei", "kg", "mes"],
            ])
    }

    @Test func `begins with the function's own default`() {
        #expect(AcquisitionChoice(.straddle).kappa == 1.96)
        #expect(AcquisitionChoice(.upperConfidenceBound).kappa == 2)
        #expect(AcquisitionChoice(.knowledgeGradient).count == 64)
        #expect(AcquisitionChoice(.maxValueEntropy).count == 32)
        #expect(AcquisitionChoice(.logExpectedImprovement) == AcquisitionChoice())
    }
}
