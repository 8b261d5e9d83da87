import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Variance reduction") struct VarianceReductionTests {
    private let process = GridProcess.example(noise: 0.05)

    private func scores(points: Int, seed: UInt64 = 1) throws -> [Double] {
        try AcquisitionFunction.varianceReduction(points: points).scores(
            of: process.posterior.belief,
            in: DecisionContext(goal: .maximize, known: process.measured, geometry: process.geometry, seed: seed))
    }

    /// The variances before and after an observation, each by inverting its own matrix.
    @Test("is by how much the mean variance falls when the point is measured")
    func actual() throws {
        let before = process.posterior
        func total(_ belief: CovarianceBelief) -> Double {
            (0..<process.count).reduce(0) { $0 + belief.covariance[$1 * (process.count + 1)] }
        }
        // As many points as candidates: all of them.
        let scores = try scores(points: 10_000)
        let truths = (0..<process.count).map { candidate in
            (total(before) - total(process.measuring(candidate, 3.7).posterior)) / Double(process.count)
        }
        for (score, truth) in zip(scores, truths) { #expect(relativeError(score, truth) < 1e-9) }
        #expect(ranking(of: scores) == ranking(of: truths))
    }

    @Test("over a stratified part of the pool ranks nearly as over all of it")
    func stratified() throws {
        let all = try scores(points: 10_000)
        for seed in 1...5 {
            let some = try scores(points: 40, seed: UInt64(seed))
            #expect(rankCorrelation(some, all) > 0.85)
            #expect(all[ranking(of: some)[0]] > 0.9 * (all.max() ?? .nan))
        }
    }

    @Test("differs from uncertainty, which goes for the rim")
    func notUncertainty() throws {
        let fresh = GridProcess(rows: 9, columns: 11, measured: [49], targets: [0], noise: 0.05)
        let belief = fresh.posterior.belief
        let context = DecisionContext(goal: .maximize, geometry: fresh.geometry)
        func best(_ function: AcquisitionFunction) throws -> Pixel {
            fresh.pixels[ranking(of: try function.scores(of: belief, in: context))[0]]
        }
        let corner = try best(.uncertainty)
        #expect((corner.row == 0 || corner.row == 8) && (corner.column == 0 || corner.column == 10))
        let inner = try best(.varianceReduction())
        #expect((1...7).contains(inner.row) && (1...9).contains(inner.column))
    }

    @Test("is 0 where there is nothing to learn")
    func known() throws {
        let belief = CovarianceBelief(mean: [0, 0], covariance: [0, 0, 0, 1], noiseVariance: 0)
        let scores = try AcquisitionFunction.varianceReduction()
            .scores(of: belief.belief, in: DecisionContext(goal: .level(0)))
        #expect(scores == [0, 0.5])
    }
}

@Suite("An order of candidates") struct CandidateOrderTests {
    @Test("leads from each pixel of a square to a neighbour")
    func curve() {
        let pixels = (0..<256).map { Pixel(row: $0 / 16 - 40, column: $0 % 16 + 7) }
        let order = CandidateOrder(along: pixels).candidates.map { pixels[Int($0)] }
        #expect(Set(order).count == 256)
        for (one, next) in zip(order, order.dropFirst()) {
            #expect(abs(one.row - next.row) + abs(one.column - next.column) == 1)
        }
    }

    @Test("draws points that cover the pool evenly, never a forbidden one, the same for the same seed")
    func points() {
        let pixels = (0..<4096).map { Pixel(row: $0 / 64, column: $0 % 64) }
        let forbidden = pixels.map { $0.row < 32 && $0.column < 32 }
        let order = CandidateOrder(along: pixels, isForbidden: forbidden)
        let points = order.stratifiedPoints(192, seed: 5)
        #expect(points == order.stratifiedPoints(192, seed: 5) && points != order.stratifiedPoints(192, seed: 6))
        #expect(points == points.sorted() && Set(points).count == 192)
        #expect(points.allSatisfy { !forbidden[$0] })
        // 12 blocks of 16 x 16 pixels are open; 16 points a block, of which a stratum may straddle no edge.
        let blocks = Dictionary(grouping: points) { pixels[$0].row / 16 * 4 + pixels[$0].column / 16 }
        #expect(blocks.count == 12 && blocks.values.allSatisfy { $0.count == 16 })
        #expect(order.stratifiedPoints(9_999, seed: 1).count == 3072)
    }

    @Test("finds the best of each stratum, and so the best of all")
    func best() {
        var source = RandomSource(seed: 4)
        let pixels = (0..<400).map { Pixel(row: $0 / 20, column: $0 % 20) }
        var values = source.normals(400)
        values[7] = .nan
        let order = CandidateOrder(along: pixels)
        for count in [1, 7, 64, 400, 1000] {
            let references = order.bestOfStrata(count, by: values)
            #expect(references.contains(ranking(of: values.map { $0.isNaN ? -9 : $0 })[0]))
            #expect(references.count == (count >= 400 ? 399 : count) && !references.contains(7))
        }
    }
}
