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
        #expect(collapsed[0].description.contains("member 4 has collapsed"))
        #expect(TrainingFinding.findings(in: Self.shape([1, 1, 1, 1]), member: 0).count == 1)
    }

    @Test func `tell an embedding along one line`() {
        var source = RandomSource(seed: 2)
        let line = source.normals(200).flatMap { [Float($0), Float(2 * $0 + 0.01)] }
        let findings = TrainingFinding.findings(in: Self.shape(line), member: 1)
        #expect(findings.map(\.description).first?.contains("1.0 of its 2 dimensions") == true)
    }

    /// What a model says that predicts `scale` times the targets ±1, and how an onlooker stands.
    private static func flat(
        count: Int, scale: Double = 0, onlooker: Double, weight: Double = 0
    ) -> [TrainingFinding] {
        let targets = (0..<count).map { $0.isMultiple(of: 2) ? 1.0 : -1 }
        let predictions = LeaveOneOut(
            targets: targets, means: targets.map { scale * $0 }, variances: Array(repeating: 1, count: count))
        let standings = [
            Standing(
                name: "deep-kernel", weights: [1], logDensities: [predictions.meanLogDensity],
                representativeLogDensities: [0], failure: nil),
            Standing(name: "broken", weights: [0], logDensities: [], representativeLogDensities: [], failure: "why"),
            Standing(
                name: "stem", weights: [weight], logDensities: [onlooker], representativeLogDensities: [onlooker],
                failure: nil),
        ]
        return TrainingFinding.findings(in: predictions, standings: standings, objective: 0)
    }

    @Test func `tell a model that predicts the same everywhere beside one that does not`() {
        // Without a prediction the density of ±1 is -log(2π)/2 - 1/2 = -1.4189; 3 √½ / √20 = 0.4743.
        let own = -1.4189385332046727
        let found = Self.flat(count: 20, onlooker: own + 0.48)
        #expect(found.first?.text(objectives: ["edge", "dark"]).hasPrefix("edge: the model predicts") == true)
        #expect(found.first?.description.hasPrefix("objective 1: the model predicts") == true)
        #expect(
            found.first?.description.contains("its predictions spread 0.0 times as widely as the measurements") == true)
        guard case .uselessPrediction(0, let spread, let density, "stem", let better)? = found.first else {
            Issue.record("nothing was found: \(found)")
            return
        }
        #expect(found.count == 1 && spread == 0 && abs(density - own) < 1e-12 && better == own + 0.48)
        #expect(found[0].description.contains("`stem`, which only looks on") == true)
        #expect(Self.flat(count: 20, onlooker: own + 0.47).isEmpty)
        #expect(Self.flat(count: 50, onlooker: own + 0.31).count == 1)
        #expect(Self.flat(count: 10_000, onlooker: own + 0.09).isEmpty)
        // Too few points to tell, an onlooker that votes, and predictions that explain 1 - (1 - 0.02)² = 0.0396 of the
        // variance, or 0.0408.
        #expect(Self.flat(count: 19, onlooker: 10).isEmpty)
        #expect(Self.flat(count: 20, onlooker: 10, weight: 0.5).isEmpty)
        #expect(Self.flat(count: 20, scale: 0.02, onlooker: 10).count == 1)
        #expect(Self.flat(count: 20, scale: 0.0206, onlooker: 10).isEmpty)
        #expect(Self.flat(count: 20, scale: .nan, onlooker: 10).isEmpty)
        // Predictions that differ, and mean nothing.
        let wrong = Self.flat(count: 20, scale: -1, onlooker: 10)
        // Far better than predictions that are worse than none, but no better than the mean.
        #expect(Self.flat(count: 20, scale: -1, onlooker: own + 0.3).isEmpty)
        #expect(wrong.count == 1 && wrong.first?.description.contains("the same everywhere") == false)
        #expect(found[0].description.contains("the same everywhere"))
    }

    /// A process on features of pure chance, and one on the coordinate that decides, looking on.
    private static func training(count: Int, seed: UInt64, noise: Double) throws -> TrainingReport {
        var source = RandomSource(seed: seed)
        let chance = source.normals(2 * 200).map { Float($0) }
        let places = (0..<200).map { Float($0) / 100 }
        func surrogate(_ elements: [Float], _ dimension: Int) -> GaussianProcessSurrogate {
            GaussianProcessSurrogate(
                features: FeatureTable(dimension: dimension, elements: elements), seed: seed)
        }
        let committee = Committee(
            "deep-kernel",
            seats: [
                Committee.Seat("deep-kernel", surrogate(chance, 2), votes: true),
                Committee.Seat("coordinates", surrogate(places, 1), votes: false),
            ], representation: Representation(places: (0..<200).map { (x: Double($0), y: 0) }))
        let candidates = Array(source.shuffled(Array(0..<200)).prefix(count))
        let errors = source.normals(count)
        let targets = zip(candidates, errors).map { (1 - noise) * sin(3 * Double(places[$0])) + noise * $1 }
        return try committee.train(Observations(candidates: candidates, targets: [targets]), mode: .cold) { true }
            .report
    }

    @Test(arguments: [20, 40, 80])
    func `tell of a trained model on features that say nothing, and not where nothing can be said`(count: Int) throws {
        var found = 0
        for seed in 1...6 as ClosedRange<UInt64> {
            func isFlat(_ noise: Double) throws -> Bool {
                try Self.training(count: count, seed: seed, noise: noise).findings.contains {
                    if case .uselessPrediction = $0 { true } else { false }
                }
            }
            if try isFlat(0.05) { found += 1 }
            // Pure noise: the onlooker knows as little.
            #expect(try !isFlat(1))
        }
        #expect(found >= 4, "\(found) of 6")
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
