import Foundation
import Randomness
import Testing

@testable import Surrogates

@Suite struct `Residuals in a few numbers` {
    @Test func `are what they are by definition`() {
        let summary = ResidualSummary(of: [-2, 0.5, 0.6, 1.6, -1.7])
        #expect(abs(summary.mean + 0.2) < 1e-12)
        #expect(abs(summary.rootMeanSquare - (4 + 0.25 + 0.36 + 2.56 + 2.89).squareRoot() / 5.0.squareRoot()) < 1e-12)
        #expect(summary.greatest == 2)
        #expect(abs(summary.shareInside50 - 0.4) < 1e-12)
        #expect(abs(summary.shareInside90 - 0.6) < 1e-12)
        #expect(ResidualSummary(of: []).count == 0)
    }

    @Test func `have intervals that hold half and nine tenths of normal numbers`() {
        // erf(x / √2) is the share of a standard normal within ±x.
        #expect(abs(erf(ResidualSummary.bound50 / 2.0.squareRoot()) - 0.5) < 1e-14)
        #expect(abs(erf(ResidualSummary.bound90 / 2.0.squareRoot()) - 0.9) < 1e-14)
        var source = RandomSource(seed: 1)
        let summary = ResidualSummary(of: source.normals(20_000))
        #expect(abs(summary.shareInside50 - 0.5) < 0.015)
        #expect(abs(summary.shareInside90 - 0.9) < 0.01)
    }
}

@Suite struct `Findings` {
    private static func shape(_ elements: [Float], lengthScale: Double = 1) -> EmbeddingShape {
        EmbeddingShape(of: elements, under: StationaryKernel(.rbf, dimension: 2, lengthScale: lengthScale))
    }

    @Test func `tell an embedding that has collapsed to a point, in length scales`() {
        var source = RandomSource(seed: 2)
        let elements = source.normals(400).map { Float($0) }
        #expect(TrainingFinding.findings(in: Self.shape(elements), member: 0).isEmpty)
        let collapsed = TrainingFinding.findings(in: Self.shape(elements, lengthScale: 100), member: 3)
        guard case .collapsedEmbedding(member: 3, let spread)? = collapsed.first else {
            Issue.record("no collapse was found")
            return
        }
        #expect(abs(spread - 2.0.squareRoot() / 100) < 0.002)
        #expect(collapsed[0].description.contains("member 3 has collapsed"))
        #expect(TrainingFinding.findings(in: Self.shape([1, 1, 1, 1]), member: 0).count == 1)
    }

    @Test func `tell an embedding along one line`() {
        var source = RandomSource(seed: 2)
        let line = source.normals(200).flatMap { [Float($0), Float(2 * $0 + 0.01)] }
        let findings = TrainingFinding.findings(in: Self.shape(line), member: 1)
        #expect(findings.map(\.description).first?.contains("1.0 of its 2 dimensions") == true)
    }

    @Test func `tell intervals that are too narrow, but not by chance among few points`() {
        let wide = (0..<50).map { Double($0 - 25) / 5 }
        #expect(TrainingFinding.findings(in: ResidualSummary(of: wide), objective: 0).count == 1)
        #expect(TrainingFinding.findings(in: ResidualSummary(of: [3, 0, 1, -1, 0.5]), objective: 0).isEmpty)
        var source = RandomSource(seed: 9)
        #expect(TrainingFinding.findings(in: ResidualSummary(of: source.normals(200)), objective: 0).isEmpty)
        #expect(TrainingFinding.findings(in: ResidualSummary(of: []), objective: 0).isEmpty)
    }

    @Test func `come with the training of a collapsed model`() throws {
        let alike = FeatureTable(dimension: 3, elements: Array(repeating: 4, count: 90))
        let surrogate = DeepKernel(features: alike, configuration: SurrogateCase.small(), seed: 1)
        let report = try surrogate.train(Observations(candidates: [1, 5], targets: [1, 2]), mode: .cold).report
        #expect(report.findings == [.collapsedEmbedding(member: 0, spread: report.embeddings[0].spread)])
    }
}

@Suite struct `Early stopping` {
    private static func state(_ iteration: Int) -> DeepKernelMember.State {
        DeepKernelMember.State(values: [[Float(iteration)]], processes: [])
    }

    @Test(
        arguments: [
            // Densities, patience, where it stops, what it goes back to.
            ([1, 2, 3, 2.5, 2, 1, 0, -1], 3, 5, 3), ([1, 2, 3, 4, 5, 6], 2, nil, nil),
            ([3, 2, 1, 4, 3.9, 3, 2, 1], 4, 7, 4),
            ([3, 2, 1, 0], 0, nil, nil), ([5, 4.5, 5.1, 4, 3, 2], 3, 5, 1),
        ] as [([Double], Int, Int?, Int?)])
    func `stops when patience ends, at the weights next to the best`(
        densities: [Double], patience: Int, end: Int?, kept: Int?
    ) {
        var stopping = EarlyStopping(patience: patience)
        var copies: [Int] = []
        let stopped = densities.indices.first { iteration in
            stopping.shouldStop(at: densities[iteration], iteration: iteration) {
                copies.append(iteration)
                return Self.state(iteration)
            }
        }
        #expect(stopped == end)
        if let kept { #expect(copies.last == kept) }
        #expect(copies.count <= densities.count / 2)
    }

    @Test func `gives the model of the iteration that it names`() throws {
        var configuration = SurrogateCase.small()
        configuration.networkLearningRate = 0.05
        configuration.objective = .marginalLikelihood
        configuration.hyperpriors = .none
        configuration.weightPrecision = 0
        configuration.coldIterations = 400
        configuration.patience = 10
        var source = RandomSource(seed: 4)
        let observations = Observations(candidates: Array(0..<25), targets: source.normals(25))
        func training(_ configuration: DeepKernelConfiguration) throws -> Training {
            try DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
                .train(observations, mode: .cold)
        }
        let stopped = try training(configuration)
        let stop = try #require(stopped.report.stoppedEarly.first)
        #expect(stop.member == 0)
        #expect(stopped.report.iterations < 400)
        #expect(stop.iteration < stopped.report.iterations)
        // A training of exactly that many steps ends at the same weights.
        configuration.patience = 0
        configuration.coldIterations = stop.iteration
        let exact = try training(configuration)
        #expect(exact.posterior.prediction() == stopped.posterior.prediction())
        #expect(abs(exact.report.meanLogDensity - stop.density) < 1e-4)
    }
}
