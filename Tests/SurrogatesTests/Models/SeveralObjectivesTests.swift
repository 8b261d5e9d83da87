import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Surrogates

@Suite struct `With several objectives` {
    private static let measured = (0..<30).map { 7 * $0 }
    private static let first = measured.map(SurrogateCase.target)
    private static let second = measured.map { candidate in
        Double(SurrogateCase.features.elements[8 * candidate + 2]) - 1e-3 * SurrogateCase.target(candidate)
    }

    private static func member(_ objectives: Int, rate: Double = 1e-3) throws -> (DeepKernelMember, Variable) {
        var configuration = DeepKernelConfiguration()
        configuration.layers = [7, 3]
        configuration.activation = .tanh
        configuration.networkLearningRate = rate
        configuration.processLearningRate = rate
        configuration.weightPrecision = 0
        var source = RandomSource(seed: 5)
        let member = try DeepKernelMember(inputs: 8, objectiveCount: objectives, configuration, using: &source)
        var rows = Matrix<Float>(rows: measured.count, columns: 8)
        SurrogateCase.features.copyRows(measured, into: &rows)
        return (member, member.input(rows))
    }

    /// Adam's first step is by the rate, against the sign of the gradient: so that shows the sign of every gradient, and
    /// the loss after tiny steps its size.
    @Test func `the loss is the sum of the objectives', and steps go against its gradient`() throws {
        let objectives = Observations(candidates: Self.measured, targets: [Self.first, Self.second]).standardized()
        func sum(_ member: DeepKernelMember, _ input: Variable) throws -> Double {
            let embedding = member.network.predict(input.value).elements.map { Double($0) }
            let points = Matrix(rows: 30, columns: 3, elements: embedding)
            var evidence = Evidence(of: .leaveOneOut)
            var sum = 0.0
            for (process, objective) in zip(member.processes, objectives) {
                try evidence.evaluate(process, at: points, targets: objective.targets)
                let configuration = DeepKernelConfiguration()
                sum -= evidence.value + process.logPrior(configuration.hyperpriors).value
            }
            return sum / 30
        }
        let (member, input) = try Self.member(2)
        let before = try sum(member, input)
        let loss = try #require(try member.step(input, objectives))
        #expect(abs(loss - before) < 1e-5)

        // Along the step, the weights of objective 0 alone would have gone elsewhere than those of both.
        let (alone, sameInput) = try Self.member(1)
        _ = try alone.step(sameInput, [objectives[0]])
        #expect(alone.network.values != member.network.values)

        // Every weight's step must lower the sum: by central differences at the start, weight by weight.
        let (start, startInput) = try Self.member(2)
        var (agreed, count) = (0, 0)
        for parameter in start.network.parameters.indices {
            for index in start.network.values[parameter].indices {
                let original = start.network.values[parameter]
                func value(_ offset: Float) throws -> Double {
                    var values = start.network.values
                    values[parameter] = original
                    values[parameter][index] += offset
                    start.network.values = values
                    return try sum(start, startInput)
                }
                let slope = try value(2e-3) - value(-2e-3)
                _ = try value(0)
                guard abs(slope) > 1e-5 else { continue }
                count += 1
                let step = member.network.values[parameter][index] - original[index]
                if (step < 0) == (slope > 0) { agreed += 1 }
            }
        }
        #expect(count > 60)
        #expect(agreed == count)
    }

    @Test func `that are the same, the embedding is as with one`() throws {
        let one = Observations(candidates: Self.measured, targets: Self.first).standardized()
        let (single, input) = try Self.member(1)
        let (double, sameInput) = try Self.member(2)
        for _ in 0..<10 {
            let loss = try #require(try single.step(input, one))
            let twice = try #require(try double.step(sameInput, one + one))
            #expect(abs(twice - 2 * loss) < 1e-3)
        }
        // The last bias shifts all points alike: its gradient is rounding, which Adam makes steps of.
        for (a, b) in zip(single.network.values, double.network.values).dropLast() {
            #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-3 })
        }
    }

    @Test(arguments: SurrogateCase.all)
    func `every surrogate predicts each in its own units`(of surrogateCase: SurrogateCase) throws {
        let surrogate = surrogateCase.make(SurrogateCase.features, 2)
        let observations = Observations(candidates: Self.measured, targets: [Self.first, Self.second])
        let training = try surrogate.train(observations, mode: .cold)
        #expect(training.posteriors.count == 2)
        #expect(training.report.objectives.count == 2)
        for (posterior, target) in zip(training.posteriors, [Self.first, Self.second]) {
            let mean = target.reduce(0, +) / 30
            let prediction = posterior.prediction().mean
            let errors = zip(Self.measured, target).map { (prediction[$0] - $1) * (prediction[$0] - $1) }.reduce(0, +)
            #expect(errors < 0.5 * target.map { ($0 - mean) * ($0 - mean) }.reduce(0, +))
        }
        // Another number of objectives begins anew, without being told to.
        #expect(!(try surrogate.train(observations, mode: .warm).report.wasCold))
        let one = Observations(candidates: Self.measured, targets: Self.first)
        #expect(try surrogate.train(one, mode: .warm).report.wasCold)
    }

    @Test func `plain processes are fitted apart: the first is what it is alone`() throws {
        func training(_ targets: [[Double]]) throws -> Training {
            try GaussianProcessSurrogate(features: SurrogateCase.features, seed: 3)
                .train(Observations(candidates: Self.measured, targets: targets), mode: .cold)
        }
        let (alone, both) = (try training([Self.first]), try training([Self.first, Self.second]))
        #expect(both.posteriors[0].prediction() == alone.posterior.prediction())
        #expect(both.posteriors[1].prediction() != both.posteriors[0].prediction())
    }
}
