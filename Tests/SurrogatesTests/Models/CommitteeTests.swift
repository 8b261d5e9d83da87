import Foundation
import Testing

@testable import Surrogates

@Suite("The shares of the pool that measurements speak for") struct RepresentationTests {
    /// A row of candidates, one a unit apart.
    private func row(_ count: Int) -> Representation {
        Representation(places: (0..<count).map { (x: 1e6 + Double($0), y: -3e5) })
    }

    @Test("are the numbers of candidates that are nearest")
    func nearest() {
        // Of 0...9 those up to 2 are nearest to 1, those from 3 to 4 to 4, the rest to 6; 5 is as near to 4 as to 6, and the
        // first of them has it.
        #expect(row(10).shares(of: [1, 4, 6]) == [0.3, 0.3, 0.4])
    }

    @Test("make a cluster count about as much as one")
    func cluster() {
        let shares = row(100).shares(of: [10, 60, 61, 62, 63, 64])
        #expect(abs(shares[0] - 0.36) < 0.01)
        #expect(shares[2] == 0.01 && shares[3] == 0.01)
        #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    }

    @Test("are divided among repeated measurements")
    func repeated() {
        #expect(row(10).shares(of: [2, 2, 7]) == [0.25, 0.25, 0.5])
        #expect(row(10).shares(of: []).isEmpty)
    }
}

@Suite("The weights of a mixture") struct StackingTests {
    @Test("make the weighed error of the mixture least, but for their prior", arguments: [1, 2, 3] as [UInt64])
    func stationary(seed: UInt64) {
        let targets = (0..<40).map { sin(Double($0)) }
        let means = (0..<2).map { model -> [Double] in
            let size = 0.5 + 0.4 * Double(model)
            return targets.enumerated().map { point, target -> Double in
                target + size * sin(Double(point * (model + 2)) + Double(seed))
            }
        }
        let shares = (0..<40).map { Double(1 + $0 % 4) }.map { $0 / 100 }
        let found = Stacking.weights(of: means, targets: targets, shares: shares)
        let count = 1 / shares.reduce(0) { $0 + $1 * $1 }
        func value(_ weight: Double) -> Double {
            let error = (0..<40).reduce(0.0) { sum, point -> Double in
                let mixed: Double = weight * means[0][point] + (1 - weight) * means[1][point]
                let difference = targets[point] - mixed
                return sum + shares[point] * difference * difference
            }
            return -0.5 * count * log(error) + log(weight) + log(1 - weight)
        }
        let best = stride(from: 0.001, to: 1, by: 0.001).max { value($0) < value($1) }
        #expect(abs(found[0] - (best ?? 0)) < 2e-3)
        #expect(abs(found.reduce(0, +) - 1) < 1e-12)
    }

    @Test("find the mixture in which errors cancel", arguments: [12, 40], [-0.5, -0.9, -0.99])
    func opposite(count: Int, correlation: Double) {
        let targets = (0..<count).map { sin(Double($0)) }
        let first = (0..<count).map { cos(1.7 * Double($0 * $0)) }
        let other = (0..<count).map { sin(2.3 * Double($0 * $0) + 1) }
        let rest = (1 - correlation * correlation).squareRoot()
        let second = zip(first, other).map { 2 * (correlation * $0 + rest * $1) }
        let means = [first, second].map { errors in zip(targets, errors).map { $0 - $1 } }
        let shares = [Double](repeating: 1 / Double(count), count: count)
        let found = Stacking.weights(of: means, targets: targets, shares: shares)
        func value(_ weight: Double) -> Double {
            let error = zip(first, second).reduce(0.0) { sum, pair -> Double in
                let mixed: Double = weight * pair.0 + (1 - weight) * pair.1
                return sum + mixed * mixed
            }
            return -0.5 * Double(count) * log(error) + log(weight) + log(1 - weight)
        }
        let best = stride(from: 0.0005, to: 1, by: 0.0005).max { value($0) < value($1) }
        #expect(abs(found[0] - (best ?? 0)) < 2e-3)
    }

    @Test("go to the model that predicts better, and are equal where nothing was measured")
    func better() {
        let targets = (0..<50).map { cos(Double($0)) }
        let good = targets.enumerated().map { $1 + 0.1 * sin(Double(3 * $0)) }
        let bad = [Double](repeating: 0, count: 50)
        let shares = [Double](repeating: 0.02, count: 50)
        #expect(Stacking.weights(of: [good, bad], targets: targets, shares: shares)[0] > 0.95)
        #expect(Stacking.weights(of: [good, good, bad], targets: [], shares: []) == [1, 1, 1].map { $0 / 3.0 })
        let hopeless = [Double](repeating: .nan, count: 50)
        let weights = Stacking.weights(of: [good, hopeless], targets: targets, shares: shares)
        #expect(weights[0] > 0.95 && weights[1] > 0)
        #expect(Stacking.weights(of: [hopeless, hopeless], targets: targets, shares: shares) == [0.5, 0.5])
        #expect(Stacking.weights(of: [targets, targets], targets: targets, shares: shares) == [0.5, 0.5])
        let exact = Stacking.weights(of: [targets, bad], targets: targets, shares: shares)
        #expect(exact[0] > 0.95 && abs(exact[0] + exact[1] - 1) < 1e-12)
    }
}

@Suite("A committee") struct CommitteeTests {
    /// A field of 12 x 12 candidates whose objective follows the first feature alone.
    private static let side = 12
    private static let table: [(value: Float, noise: Float)] = (0..<side * side).map { index in
        let phase = 1.7 * Double(index % 7) + 0.3 * Double(index)
        let other = 12.9 * Double(index * index % 97)
        return (value: Float(sin(phase)), noise: Float(cos(other)))
    }
    private static let representation = Representation(
        places: (0..<side * side).map { (x: Double($0 % side), y: Double($0 / side)) })

    private static func target(_ candidate: Int) -> Double { Double(table[candidate].value) * 3 + 5 }

    private static func process(_ name: String, of features: [Float]) -> GaussianProcessSurrogate {
        GaussianProcessSurrogate(
            name, features: FeatureTable(dimension: 1, elements: features),
            kernel: StationaryKernel(.matern52, lengthScales: [1]), seed: 3)
    }

    private static func committee(votes: (informed: Bool, blind: Bool) = (true, true)) -> Committee {
        Committee(
            "committee",
            seats: [
                Committee.Seat("informed", process("informed", of: table.map(\.value)), votes: votes.informed),
                Committee.Seat("blind", process("blind", of: table.map(\.noise)), votes: votes.blind),
            ], representation: representation)
    }

    private static func observations(_ count: Int) -> Observations {
        let candidates = (0..<count).map { $0 * 37 % (side * side) }
        return Observations(candidates: candidates, targets: candidates.map(target))
    }

    @Test("gives its votes to the model that predicts what it was not shown")
    func weighs() throws {
        let training = try Self.committee().train(Self.observations(40), mode: .cold)
        let standings = training.report.standings
        #expect(standings.map(\.name) == ["informed", "blind"])
        #expect(standings[0].weights[0] > 0.9)
        #expect(standings[0].representativeLogDensities[0] > standings[1].representativeLogDensities[0] + 1)
        #expect(training.posterior.weights.count == 2)
        #expect(abs(training.posterior.weights[0] - standings[0].weights[0]) < 1e-12)
    }

    @Test("is the mixture of its voters")
    func mixture() throws {
        let observations = Self.observations(30)
        let training = try Self.committee().train(observations, mode: .cold)
        let parts = [
            try Self.process("informed", of: Self.table.map(\.value)).train(observations, mode: .cold).posterior,
            try Self.process("blind", of: Self.table.map(\.noise)).train(observations, mode: .cold).posterior,
        ].map { $0.prediction() }
        let weights = training.report.standings.map { $0.weights[0] }
        let mixed = training.posterior.prediction()
        for candidate in mixed.mean.indices {
            let mean = zip(weights, parts).reduce(0) { $0 + $1.0 * $1.1.mean[candidate] }
            let second = zip(weights, parts).reduce(0) { sum, part in
                let difference = part.1.mean[candidate] - mean
                return sum + part.0 * (part.1.variance[candidate] + difference * difference)
            }
            #expect(abs(mixed.mean[candidate] - mean) < 1e-9)
            #expect(abs(mixed.variance[candidate] - second) < 1e-9)
        }
    }

    @Test("leaves the posterior to the voters, and judges those who look on all the same")
    func observers() throws {
        let observations = Self.observations(30)
        let training = try Self.committee(votes: (false, true)).train(observations, mode: .cold)
        #expect(training.report.standings.map { $0.weights[0] } == [0, 1])
        let alone = try Self.process("blind", of: Self.table.map(\.noise)).train(observations, mode: .cold)
        #expect(training.posterior.prediction().mean == alone.posterior.prediction().mean)
        // Judged as if it had been trained for the pool.
        let informed = try Self.process("informed", of: Self.table.map(\.value)).train(observations, mode: .cold)
        let density = informed.report.objectives[0].logDensity.reduce(0, +) / 30
        #expect(abs(training.report.standings[0].logDensities[0] - density) < 1e-9)
    }

    @Test("is of one mind as long as too little was measured to tell", arguments: [0, 1, 3, 11])
    func few(count: Int) throws {
        let training = try Self.committee().train(Self.observations(count), mode: .cold)
        #expect(training.report.standings.map { $0.weights[0] } == [0.5, 0.5])
        #expect(training.posterior.prediction().mean.allSatisfy { $0.isFinite })
    }

    @Test("does not believe an extractor's word for measurements that it has seen", arguments: [1, 4])
    func learnedByHeart(members: Int) throws {
        var configuration = DeepKernelConfiguration()
        configuration.members = members
        let features = FeatureTable(dimension: 1, elements: Self.table.map(\.noise))
        let committee = Committee(
            "committee",
            seats: [
                Committee.Seat(
                    "deep-kernel", DeepKernel(features: features, configuration: configuration, seed: 5), votes: true),
                Committee.Seat("informed", Self.process("informed", of: Self.table.map(\.value)), votes: true),
            ], representation: Self.representation)
        let weights = try committee.train(Self.observations(30), mode: .cold).report.standings.map { $0.weights[0] }
        if members == 1 { #expect(weights == [0.5, 0.5]) } else { #expect(weights[1] > 0.8) }
    }

    @Test("lets a model begin anew that failed, and says what all networks are like")
    func recovery() throws {
        struct Refusal: Error {}
        final class Flaky: Surrogate {
            let name = "flaky"
            let count = CommitteeTests.side * CommitteeTests.side
            private let model: DeepKernel
            private(set) var modes: [TrainingMode] = []

            init() {
                let features = FeatureTable(dimension: 1, elements: CommitteeTests.table.map(\.value))
                var configuration = DeepKernelConfiguration()
                configuration.coldIterations = 5
                model = DeepKernel(features: features, configuration: configuration, seed: 5)
            }

            func train(
                _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
            ) throws -> Training {
                modes.append(mode)
                if modes.count == 2 { throw Refusal() }
                return try model.train(observations, mode: mode, shouldContinue: shouldContinue)
            }
        }
        let flaky = Flaky()
        let committee = Committee(
            "committee",
            seats: [
                Committee.Seat("informed", Self.process("informed", of: Self.table.map(\.value)), votes: true),
                Committee.Seat("flaky", flaky, votes: true),
            ], representation: Self.representation)
        var embeddings: [Int] = []
        for mode in [TrainingMode.cold, .warm, .warm, .warm] {
            embeddings.append(try committee.train(Self.observations(30), mode: mode).report.embeddings.count)
        }
        #expect(flaky.modes == [.cold, .warm, .cold, .warm])
        #expect(embeddings == [4, 0, 4, 4])
    }

    @Test("does without a model that fails, and says why")
    func failing() throws {
        struct Refusal: Error {}
        final class Failing: Surrogate {
            let name = "failing"
            let count = CommitteeTests.side * CommitteeTests.side
            func train(
                _ observations: Observations, mode: TrainingMode, shouldContinue: () -> Bool
            ) throws -> Training { throw Refusal() }
        }
        let informed = Self.process("informed", of: Self.table.map(\.value))
        let committee = Committee(
            "committee",
            seats: [
                Committee.Seat("failing", Failing(), votes: true), Committee.Seat("informed", informed, votes: true),
            ], representation: Self.representation)
        let training = try committee.train(Self.observations(20), mode: .cold)
        #expect(training.report.standings.map { $0.weights[0] } == [0, 1])
        #expect(training.report.standings[0].failure != nil && training.report.standings[1].failure == nil)
        let alone = Committee(
            "committee", seats: [Committee.Seat("failing", Failing(), votes: true)],
            representation: Self.representation)
        #expect(throws: Refusal.self) { _ = try alone.train(Self.observations(20), mode: .cold) }
    }

    @Test("weighs each objective by itself")
    func objectives() throws {
        let candidates = Self.observations(40).candidates
        let observations = Observations(
            candidates: candidates,
            targets: [candidates.map(Self.target), candidates.map { Double(Self.table[$0].noise) }])
        let standings = try Self.committee().train(observations, mode: .cold).report.standings
        #expect(standings[0].weights[0] > 0.8 && standings[0].weights[1] < 0.2)
    }
}
