import Acquisition
import Testing

@Suite("The incumbent") struct IncumbentTests {
    let mean = [0.2, 9.0, 0.7, -4.0, 0.5, 0.7]

    @Test("is the best posterior mean among the measured points, by the goal")
    func best() {
        let measured = [5, 4, 0, 2, 4]
        #expect(Goal.maximize.incumbent(among: measured, mean: mean) == Incumbent(candidate: 2, mean: 0.7))
        #expect(Goal.minimize.incumbent(among: measured, mean: mean) == Incumbent(candidate: 0, mean: 0.2))
        #expect(Goal.level(0.4).incumbent(among: measured, mean: mean) == Incumbent(candidate: 4, mean: 0.5))
        #expect(
            Goal.band(lower: 0.4, upper: 0.9).incumbent(among: measured, mean: mean)
                == Incumbent(candidate: 2, mean: 0.7))
    }

    @Test("knows nothing of points that were not measured")
    func noLeak() {
        var other = mean
        let measured = [0, 2, 4]
        for unmeasured in [1, 3, 5] { other[unmeasured] *= 1000 }
        for goal in [Goal.maximize, .minimize, .level(0), .band(lower: -1, upper: 1)] {
            #expect(goal.incumbent(among: measured, mean: other) == goal.incumbent(among: measured, mean: mean))
        }
    }

    @Test(
        "passes over means that are not finite, wherever they stand", arguments: [[0, 1, 2], [1, 2, 0], [2, 0, 1]])
    func nonFinite(order: [Int]) {
        let found = Goal.maximize.incumbent(among: order, mean: [.nan, 1, .infinity])
        #expect(found == Incumbent(candidate: 1, mean: 1))
        #expect(Goal.maximize.incumbent(among: [0, 2], mean: [.nan, 1, .infinity]) == nil)
        #expect(Goal.maximize.incumbent(among: [], mean: mean) == nil)
    }
}
