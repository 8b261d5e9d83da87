import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Several objectives") struct VectorTests {
    private static func randomPoints(_ count: Int, objectives: Int, seed: UInt64, coarse: Bool) -> [[Double]] {
        var source = RandomSource(seed: seed)
        return (0..<objectives).map { _ in
            (0..<count).map { _ in coarse ? Double(source.integer(below: 5)) : source.normal() }
        }
    }

    /// The definition: no other point is at least as good in all objectives and better in one.
    @Test("the front is what no point dominates, ties and duplicates included", arguments: [1, 2, 3, 4])
    func front(objectives: Int) {
        for seed in 0..<40 {
            for coarse in [false, true] {
                let values = Self.randomPoints(
                    1 + seed, objectives: objectives, seed: UInt64(seed), coarse: coarse)
                let directions = (0..<objectives).map { $0 % 2 == seed % 2 ? Direction.maximize : .minimize }
                let truth = values[0].indices.filter { point in
                    !values[0].indices.contains { other in
                        let gains = (0..<objectives).map {
                            directions[$0].sign * (values[$0][other] - values[$0][point])
                        }
                        return gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 }
                    }
                }
                #expect(ParetoFront(of: values, directions: directions).indices == truth)
            }
        }
    }

    @Test("a point with a value that is not finite is in no front and hides nobody")
    func nonFinite() {
        let values = [[1, .nan, 0, .infinity], [0, 5, 1, 7]]
        #expect(ParetoFront(of: values, directions: [.maximize, .maximize]).indices == [0, 2])
        #expect(ParetoFront(of: [[], []], directions: [.maximize, .minimize]).indices.isEmpty)
    }

    /// Boxes of integers, counted cell by cell.
    @Test("the hypervolume is that of the cells that a point dominates", arguments: [1, 2, 3])
    func hypervolume(objectives: Int) {
        for seed in 0..<30 {
            var source = RandomSource(seed: UInt64(seed))
            let values = (0..<objectives).map { _ in
                (0..<source.integer(below: 4) + 6).map { _ in Double(source.integer(below: 9)) }
            }.map { Array($0.prefix(6)) }
            let directions = (0..<objectives).map { _ in source.integer(below: 2) == 0 ? Direction.maximize : .minimize
            }
            let reference = directions.map { $0 == .maximize ? 2.0 : 6.0 }
            var cells = 0
            for cell in 0..<Int(pow(8.0, Double(objectives))) {
                // The cell's far corner from the reference, one unit an objective.
                let corner = (0..<objectives).map { objective in
                    reference[objective]
                        + directions[objective].sign * Double(cell / Int(pow(8.0, Double(objective))) % 8 + 1)
                }
                let isDominated = values[0].indices.contains { point in
                    (0..<objectives).allSatisfy {
                        directions[$0].sign * (values[$0][point] - corner[$0]) >= 0
                    }
                }
                if isDominated { cells += 1 }
            }
            #expect(
                abs(Hypervolume.volume(of: values, directions: directions, reference: reference) - Double(cells)) < 1e-9
            )
        }
    }

    @Test("the reference point lies a tenth of the range beyond the worst values")
    func reference() {
        let values = [[1, 3, .nan, 2], [10, 30, 20, 20], [4, 4, 4, 4]]
        let reference = ReferencePoint.standard(of: values, directions: [.maximize, .minimize, .maximize])
        #expect(reference == [0.8, 32, 3.9])
        #expect(ReferencePoint.standard(of: [[.nan]], directions: [.maximize]) == nil)
    }

    @Test("a level or a band among several objectives is refused, with the advice to make the distance one")
    func directions() throws {
        #expect(try Direction(.maximize, objective: 0) == .maximize)
        #expect(try Direction(.minimize, objective: 0) == .minimize)
        for goal in [Goal.level(1), .band(lower: 0, upper: 1)] {
            let error = #expect(throws: UnfitVectorAcquisition.self) { try Direction(goal, objective: 1) }
            #expect(error?.description.contains("objective 2") == true)
        }
    }
}
