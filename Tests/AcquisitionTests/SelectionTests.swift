import Acquisition
import Foundation
import Randomness
import Testing

@Suite("Selection") struct SelectionTests {
    private func select(
        _ scores: [Double], excluding excluded: [Int] = [], runnersUp: Int = 5, seed: UInt64 = 1
    ) -> SelectionOutcome {
        var source = RandomSource(seed: seed, stream: "tie-break")
        var eligibility = Eligibility(count: scores.count)
        eligibility.exclude(excluded, as: .measured)
        return eligibility.select(from: scores, runnersUp: runnersUp, using: &source)
    }

    /// `[.nan, 1, 2].max()` is NaN and `[1, .nan, 2].max()` is 2: every order of these must give the same.
    @Test("finds the best whatever stands before it, and counts what it passes over")
    func nonFinite() throws {
        var source = RandomSource(seed: 3)
        for _ in 0..<200 {
            let scores: [Double] = source.shuffled([.nan, 1, 5, .infinity, -Double.infinity, -Double.nan, 3])
            let selection = try #require(select(scores).selection)
            #expect(scores[selection.candidate] == 5)
            #expect(selection.score == 5 && selection.tied == 1)
            #expect(selection.runnersUp.map(\.score) == [3, 1, -.infinity])
            #expect(selection.census.eligible == 7 && selection.census.notANumber == 2)
            #expect(selection.census.positiveInfinity == 1 && selection.census.negativeInfinity == 1)
            #expect(selection.census.nonFinite == 4)
        }
    }

    @Test("chooses -∞ only where nothing has a finite score")
    func lowest() throws {
        #expect(select([-.infinity, -1e308, -.infinity]).selection?.candidate == 1)
        let selection = try #require(select([.nan, -.infinity, -.infinity]).selection)
        #expect(selection.score == -.infinity && selection.tied == 2 && selection.candidate != 0)
    }

    @Test("says so, and why, when nothing can be chosen")
    func exhausted() {
        var source = RandomSource(seed: 1)
        #expect(Eligibility(count: 0).select(from: [], using: &source) == .exhausted(ScoreCensus()))
        #expect(select([1, 2], excluding: [0, 1]) == .exhausted(ScoreCensus()))
        var census = ScoreCensus()
        census.eligible = 2
        census.notANumber = 1
        census.positiveInfinity = 1
        #expect(select([.nan, .infinity, 7], excluding: [2]) == .exhausted(census))
        #expect(select([1], excluding: [0]).selection == nil)
    }

    @Test("draws evenly among exact ties: chi-squared below its 99.9 % point")
    func evenTies() throws {
        let tied = [0, 3, 4, 17, 18, 40, 63, 64, 65, 99]
        var scores = [Double](repeating: 0, count: 100)
        for candidate in tied { scores[candidate] = 2 }
        var counts: [Int: Int] = [:]
        for seed in 0..<5000 {
            let selection = try #require(select(scores, seed: UInt64(seed)).selection)
            #expect(selection.tied == 10)
            counts[selection.candidate, default: 0] += 1
        }
        #expect(Set(counts.keys) == Set(tied))
        let statistic = counts.values.reduce(0.0) { $0 + pow(Double($1) - 500, 2) / 500 }
        #expect(statistic < 27.88)
    }

    @Test("draws evenly when all scores are equal, as the random function's are")
    func allEqual() throws {
        let scores = try AcquisitionFunction.random.scores(
            [Double](repeating: 1, count: 20), [Double](repeating: 1, count: 20))
        var counts = [Int](repeating: 0, count: 20)
        var runnerUpCounts = counts
        for seed in 0..<5000 {
            let selection = try #require(select(scores, runnersUp: 1, seed: UInt64(seed)).selection)
            counts[selection.candidate] += 1
            runnerUpCounts[selection.runnersUp[0].candidate] += 1
        }
        for counts in [counts, runnerUpCounts] {
            // 43.82 is the 99.9 % point for 19 degrees of freedom.
            #expect(counts.reduce(0.0) { $0 + pow(Double($1) - 250, 2) / 250 } < 43.82)
        }
    }

    @Test("repeats itself for the same seed, and draws one number whatever the scores")
    func reproducible() {
        let flat = [Double](repeating: 1, count: 50)
        #expect(select(flat, seed: 9) == select(flat, seed: 9))
        var (one, two) = (RandomSource(seed: 4), RandomSource(seed: 4))
        _ = Eligibility(count: 50).select(from: flat, using: &one)
        _ = Eligibility(count: 3).select(from: [1, .nan, 2], using: &two)
        #expect(one == two)
    }

    @Test("lists the runners-up as sorting would, for every number of them", arguments: [0, 1, 2, 7, 64, 500])
    func runnersUp(count: Int) throws {
        var source = RandomSource(seed: 12)
        let scores = source.normals(300)
        let excluded = Array(stride(from: 0, to: 300, by: 7))
        let selection = try #require(select(scores, excluding: excluded, runnersUp: count).selection)
        let sorted = ranking(of: scores).filter { !excluded.contains($0) }
        #expect(selection.candidate == sorted[0])
        #expect(selection.runnersUp.map(\.candidate) == Array(sorted.dropFirst().prefix(count)))
        #expect(selection.runnersUp.allSatisfy { scores[$0.candidate] == $0.score })
    }

    /// A published loop measured the index within the remaining candidates, or that of a seed, instead of the chosen one.
    @Test("returns the candidate's index in the pool, not among the eligible")
    func poolIndex() throws {
        let selection = try #require(select([9, 8, 1, 7, 2], excluding: [0, 1]).selection)
        #expect(selection.candidate == 3 && selection.score == 7)
        #expect(selection.census.eligible == 3)
    }
}
