import Testing

@testable import Surrogates

@Suite struct `Measurements of a lesson` {
    @Test func `are standardised an objective at a time, variances with the square of the scale`() {
        let observations = Observations(
            candidates: [3, 1], targets: [[10, 30], [1, -1]], noiseVariances: [[25, 100], [0, 4]])
        let objectives = observations.standardized()
        #expect(objectives.map(\.targets) == [[-1, 1], [1, -1]])
        #expect(objectives.map(\.noiseVariances) == [[0.25, 1], [0, 4]])
        #expect(objectives.map(\.scale.standardDeviation) == [10, 1])
        #expect(objectives[0].points([1]).targets == [1])
        #expect(objectives[0].points([1]).noiseVariances == [1])
    }

    @Test func `of hardly any spread keep noise variances that are numbers`() {
        let observations = Observations(
            candidates: [0, 1], targets: [1e-200, 2e-200], noiseVariances: [1e-300, 0])
        #expect(observations.standardized()[0].noiseVariances == [1e12, 0])
    }

    @Test(arguments: [-1, .nan, .infinity] as [Double])
    func `with a noise variance that is none are refused, and it is said which`(value: Double) throws {
        let observations = Observations(
            candidates: [4, 8, 15], targets: [1, 2, 3], noiseVariances: [0, 1, value])
        let error = try #require(throws: UnusableNoise.self) { try observations.check() }
        #expect(error.description.contains("measurement 2, at candidate 15, is \(value)"))
        #expect(throws: UnusableTarget.self) {
            try Observations(candidates: [0], targets: [[1], [value.isNaN ? value : .infinity]]).check()
        }
    }

    @Test func `without an objective, or of unequal lengths, are a programmer's error`() async {
        await #expect(processExitsWith: .failure) {
            _ = Observations(candidates: [], targets: [[Double]]())
        }
        await #expect(processExitsWith: .failure) { _ = Observations(candidates: [1], targets: [[1], []]) }
        await #expect(processExitsWith: .failure) {
            _ = Observations(candidates: [1], targets: [[1]], noiseVariances: [[1], [1]])
        }
    }
}
