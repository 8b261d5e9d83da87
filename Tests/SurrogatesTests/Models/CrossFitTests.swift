import LinearAlgebra
import Randomness
import Testing

@testable import Surrogates

@Suite struct `Cross-fitting` {
    @Test func `gives every measurement to one member to do without, and keeps it there as more come`() throws {
        let blocks = (0..<400).map { $0 / 10 }
        for blocks in [nil, blocks] {
            let candidates = (0..<30).map { 13 * $0 }
            let early = try #require(CrossFit(Array(candidates.prefix(18)), members: 4, blocks: blocks))
            let late = try #require(CrossFit(candidates, members: 4, blocks: blocks))
            var all: [Int] = []
            for member in 0..<4 {
                let (learned, heldOut) = late.split(member: member)
                #expect((learned + heldOut).sorted() == Array(0..<30))
                #expect(early.split(member: member).heldOut == heldOut.filter { $0 < 18 })
                all += heldOut
            }
            #expect(all.sorted() == Array(0..<30))
        }
        let earlier = try #require(CrossFit(Array(0..<12), members: 4, blocks: nil))
        #expect(try #require(CrossFit(Array(0..<13), members: 4, blocks: nil)).continues(earlier))
        #expect(!(try #require(CrossFit(Array(1..<13), members: 4, blocks: nil)).continues(earlier)))
        // Neighbours go together.
        let fit = try #require(CrossFit([0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32], members: 4, blocks: blocks))
        #expect(fit.split(member: 1).heldOut == [3, 4, 5])
    }

    @Test func `is not tried with a single member or few measurements, nor by blocks that hold nearly all`() throws {
        #expect(CrossFit(Array(0..<100), members: 1, blocks: nil) == nil)
        #expect(CrossFit(Array(0..<11), members: 4, blocks: nil) == nil)
        let oneBlock = [Int](repeating: 2, count: 100)
        let fit = try #require(CrossFit(Array(0..<40), members: 4, blocks: oneBlock))
        #expect(fit.split(member: 0).heldOut.count == 10)
    }

    @Test func `begins anew where members have seen what they are to be judged on`() throws {
        var configuration = SurrogateCase.small()
        configuration.members = 2
        configuration.coldIterations = 3
        let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
        func report(_ candidates: Range<Int>) throws -> TrainingReport {
            try surrogate.train(
                Observations(candidates: Array(candidates), targets: candidates.map(SurrogateCase.target)), mode: .warm
            ).report
        }
        #expect(try report(0..<5).objectives[0].heldOut == nil)
        #expect(!(try report(0..<5).wasCold))
        let first = try report(0..<6)
        #expect(first.wasCold)
        #expect(first.objectives[0].heldOut?.residuals.count == 6)
        #expect(!(try report(0..<7).wasCold))
        #expect(try report(2..<10).wasCold, "other measurements")
    }

    @Test func `multiplies variances by the mean square of the residuals, drawn towards one`() {
        let predictions = (0..<36).map { point in
            HeldOutPrediction(point: point, target: point.isMultiple(of: 2) ? 6 : -6, mean: 0, variance: 4)
        }
        let heldOut = HeldOut(predictions)
        // Squares of 9 from 36 points, and of 1 from 4.
        #expect(abs(heldOut.varianceFactor - (36 * 9 + 4) / 40) < 1e-12)
        #expect(heldOut.residuals.rootMeanSquare == 3)
        let variance = 4 * heldOut.varianceFactor
        let density = -0.5 * (1.8378770664093454836 + logarithm(variance) + 36 / variance)
        #expect(abs(heldOut.meanLogDensity - density) < 1e-12)
    }

    @Test func `changes no mean, and all variances by the factor`() throws {
        let process = GaussianProcess(
            kernel: StationaryKernel(.matern52, lengthScales: [0.7, 2], outputScale: 1.5), noise: 0.2)
        let points = normalMatrix(rows: 9, columns: 2, seed: 1)
        let targets = (0..<9).map { Double($0 % 4) }
        let plain = try ExactPosterior(process, at: points.copy(), targets: targets)
        let scaled = try ExactPosterior(process.scaled(by: 3), at: points.copy(), targets: targets)
        let asked = normalMatrix(rows: 5, columns: 2, seed: 2)
        let (first, second) = (plain.predict(at: asked), scaled.predict(at: asked))
        #expect(greatestDifference(first.mean, second.mean) < 1e-12)
        #expect(greatestDifference(first.variance.map { 3 * $0 }, second.variance) < 1e-12)
    }

    /// Targets that features say nothing about: an extractor can learn them by heart, and must not believe itself.
    @Test func `knows that it has learned by heart, where the leave-one-out density does not`() throws {
        var configuration = DeepKernelConfiguration()
        configuration.layers = [64, 64, 8]
        configuration.networkLearningRate = 3e-3
        var source = RandomSource(seed: 12)
        let noise = source.normals(400)
        let observations = Observations(candidates: Array(0..<60), targets: Array(noise[..<60]))
        func coverage(_ crossFits: Bool) throws -> (Double, TrainingReport) {
            configuration.crossFits = crossFits
            configuration.patience = 0
            let surrogate = DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
            let training = try surrogate.train(observations, mode: .cold)
            let prediction = training.posterior.prediction()
            let square = training.posterior.scale.standardDeviation * training.posterior.scale.standardDeviation
            let variances = training.report.hyperparameters.filter { $0.name == "noise" }.map(\.value)
            let added = square * variances.reduce(0, +) / Double(variances.count)
            let inside = (60..<400).count { candidate in
                let deviation = (prediction.variance[candidate] + added).squareRoot()
                return abs(noise[candidate] - prediction.mean[candidate]) < ResidualSummary.bound90 * deviation
            }
            return (Double(inside) / 340, training.report)
        }
        let (plain, plainReport) = try coverage(false)
        let (fitted, fittedReport) = try coverage(true)
        #expect(plainReport.objectives[0].heldOut == nil)
        #expect(plain < 0.75)
        #expect(fitted > 0.85)
        let heldOut = try #require(fittedReport.objectives[0].heldOut)
        #expect(heldOut.residuals.count == 60)
        // Nothing can be known here: the density of a standard normal number is -1.42 nats on average.
        #expect(heldOut.meanLogDensity < -1.3 && heldOut.meanLogDensity > -1.9)
        #expect(plainReport.meanLogDensity > heldOut.meanLogDensity + 0.5)
    }
}
