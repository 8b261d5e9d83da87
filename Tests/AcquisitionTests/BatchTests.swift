import Acquisition
import Foundation
import Randomness
import Testing

/// A Gaussian process on the line, by Gaussian elimination: slow, and independent of the project's own.
private struct LineProcess {
    static let positions = (0..<60).map { Double($0) / 59 }
    var measured: [Int]
    var targets: [Double]

    static func covariance(_ one: Int, _ other: Int) -> Double {
        let distance = (positions[one] - positions[other]) / 0.12
        return exp(-0.5 * distance * distance)
    }

    var belief: Belief {
        let n = measured.count
        var mean: [Double] = []
        var deviation: [Double] = []
        for candidate in Self.positions.indices {
            let cross = measured.map { Self.covariance($0, candidate) }
            // [K | k y] -> weights K⁻¹k and K⁻¹y.
            var rows = (0..<n).map { i in
                (0..<n).map { Self.covariance(measured[i], measured[$0]) + (i == $0 ? 1e-6 : 0) } + [
                    cross[i], targets[i],
                ]
            }
            for pivot in 0..<n {
                for row in 0..<n where row != pivot {
                    let factor = rows[row][pivot] / rows[pivot][pivot]
                    for column in pivot..<n + 2 { rows[row][column] -= factor * rows[pivot][column] }
                }
            }
            mean.append((0..<n).reduce(0.0) { $0 + cross[$1] * rows[$1][n + 1] / rows[$1][$1] })
            let explained = (0..<n).reduce(0.0) { $0 + cross[$1] * rows[$1][n] / rows[$1][$1] }
            deviation.append(max(0, 1 - explained).squareRoot())
        }
        return Belief(mean: mean, standardDeviation: deviation)
    }

    /// Takes the candidate's posterior mean for its value.
    mutating func believe(_ candidate: Int) {
        let value = belief.mean[candidate]
        measured.append(candidate)
        targets.append(value)
    }
}

@Suite("A batch") struct BatchTests {
    private static let start = LineProcess(measured: [3, 20, 41, 55], targets: [0.1, 0.9, -0.4, 0.3])

    private func choose(
        _ function: AcquisitionFunction, _ count: Int, process: inout LineProcess, eligibility: Eligibility? = nil,
        seed: UInt64 = 5
    ) throws -> Batch {
        var open = Eligibility(count: LineProcess.positions.count)
        open.exclude(process.measured, as: .measured)
        var source = RandomSource(seed: seed, stream: "tie-break")
        return try function.chooseBatch(
            of: count, from: process.belief, goal: .maximize, known: process.measured, eligibility: eligibility ?? open,
            using: &source
        ) { candidate in
            process.believe(candidate)
            return process.belief
        }
    }

    @Test(
        "is chosen one by one as if each had been measured",
        arguments: ["uncertainty", "ucb", "ei", "log-ei", "log-pi"])
    func oneByOne(name: String) throws {
        let function = try AcquisitionFunction(named: name)
        var process = Self.start
        let batch = try choose(function, 5, process: &process)
        #expect(batch.shortage == nil)
        #expect(Set(batch.selections.map(\.candidate)).union(Self.start.measured).count == 9)
        // The same by hand: a believed point is a measured one, for the incumbent and the mask too.
        var repeated = Self.start
        for (step, selection) in batch.selections.enumerated() {
            let belief = repeated.belief
            let incumbent = repeated.measured.map { belief.mean[$0] }.max()
            let scores = try function.scores(of: belief, incumbent: incumbent, goal: .maximize)
            if step == 0 { #expect(batch.scores == scores) }
            let open = scores.indices.filter { !repeated.measured.contains($0) }
            #expect(selection.score == open.map { scores[$0] }.max())
            #expect(selection.score == scores[selection.candidate])
            #expect(selection.census.eligible == 56 - step)
            repeated.believe(selection.candidate)
        }
    }

    @Test("counts improvement from a believed point once that is the best")
    func growingIncumbent() throws {
        let mean = [1.0, 2.0, 1.5, 1.6]
        var source = RandomSource(seed: 1)
        let ei = AcquisitionFunction.expectedImprovement()
        let batch = try ei.chooseBatch(
            of: 2, from: Belief(mean: mean, standardDeviation: [0, 0.1, 0.5, 0.5]), goal: .maximize, known: [0],
            eligibility: Eligibility(count: 4), using: &source
        ) { _ in Belief(mean: mean, standardDeviation: [0, 0, 0.5, 0.5]) }
        #expect(batch.selections.map(\.candidate) == [1, 3])
        #expect(batch.selections[1].score == (try ei.score(1.6, 0.5, incumbent: 2)))
    }

    @Test("spreads out where the top scores of one belief would crowd")
    func spread() throws {
        var process = Self.start
        let batch = try choose(.uncertainty, 4, process: &process)
        func nearest(_ chosen: [Int]) -> Int {
            let sorted = chosen.sorted()
            return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min()!
        }
        let crowd = ranking(of: Self.start.belief.standardDeviation).prefix(4)
        #expect(nearest(Array(crowd)) == 1)
        #expect(nearest(batch.selections.map(\.candidate)) >= 4)
    }

    @Test("believes each choice but the last, in order")
    func believing() throws {
        var process = Self.start
        let batch = try choose(.logExpectedImprovement(), 3, process: &process)
        #expect(process.measured == Self.start.measured + batch.selections.map(\.candidate).dropLast())
        var alone = Self.start
        #expect(
            try choose(.logExpectedImprovement(), 1, process: &alone).selections == Array(batch.selections.prefix(1)))
        #expect(alone.measured == Self.start.measured)
    }

    @Test("keeps the exclusion radius among its own members")
    func radius() throws {
        let index = PixelIndex(LineProcess.positions.indices.map { Pixel(row: 0, column: $0) })
        var eligibility = Eligibility(index: index, exclusionRadius: 9)
        eligibility.exclude(Self.start.measured, as: .measured)
        var process = Self.start
        let batch = try choose(.random, 10, process: &process, eligibility: eligibility)
        let taken = (Self.start.measured + batch.selections.map(\.candidate)).sorted()
        for (one, next) in zip(taken, taken.dropFirst()) where !Self.start.measured.contains(one) {
            #expect(next - one > 9)
        }
        #expect(batch.selections.isEmpty == false)
        #expect(batch.shortage?.eligible == 0)
    }

    @Test("comes short, and says why, when the pool is exhausted")
    func shortage() throws {
        var eligibility = Eligibility(count: LineProcess.positions.count)
        eligibility.exclude(2..<60, as: .forbidden)
        var process = Self.start
        let batch = try choose(.uncertainty, 5, process: &process, eligibility: eligibility)
        #expect(Set(batch.selections.map(\.candidate)) == [0, 1])
        #expect(batch.shortage == ScoreCensus())
    }

    @Test("repeats itself for the same seed")
    func reproducible() throws {
        var (one, two) = (Self.start, Self.start)
        let first = try choose(.random, 6, process: &one, seed: 11)
        let second = try choose(.random, 6, process: &two, seed: 11)
        #expect(first == second)
    }

    @Test("passes on what the surrogate throws, and refuses what cannot be scored before it is asked")
    func failures() throws {
        struct Broken: Error {}
        var source = RandomSource(seed: 1)
        let belief = Self.start.belief
        let open = Eligibility(count: 60)
        #expect(throws: Broken.self) {
            try AcquisitionFunction.uncertainty.chooseBatch(
                of: 2, from: belief, goal: .maximize, known: [], eligibility: open, using: &source
            ) { _ in throw Broken() }
        }
        #expect(throws: UnfitAcquisition.self) {
            try AcquisitionFunction.expectedImprovement().chooseBatch(
                of: 2, from: belief, goal: .maximize, known: [], eligibility: open, using: &source
            ) { _ in throw Broken() }
        }
    }
}
