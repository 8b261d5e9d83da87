import Acquisition
import Foundation
import LinearAlgebra
import Randomness
import Testing

@Suite("A belief with covariances") struct CovarianceBeliefTests {
    @Test("conditioned on an observation is the posterior of the larger problem")
    func conditioning() {
        let process = GridProcess.example(noise: 0.1)
        let updated = process.posterior.conditioned(on: 60, value: 2.5).conditioned(on: 12, value: -1)
        let truth = process.measuring(60, 2.5).measuring(12, -1).posterior
        #expect(zip(updated.mean, truth.mean).allSatisfy { abs($0 - $1) < 1e-10 })
        #expect(zip(updated.covariance, truth.covariance).allSatisfy { abs($0 - $1) < 1e-10 })
        let believed = process.posterior.conditioned(on: 60)
        #expect(believed.mean == process.posterior.mean)
        #expect(believed.covariance[60 * 100] < process.posterior.covariance[60 * 100])
        let sure = CovarianceBelief(mean: [1], covariance: [0], noiseVariance: 0)
        #expect(sure.conditioned(on: 0, value: 3) == sure)
    }

    @Test("draws samples with its means and covariances")
    func samples() throws {
        let covariance = [1.0, 0.8, 0, 0.8, 2, 0, 0, 0, 0]
        let belief = CovarianceBelief(mean: [1, -2, 5], covariance: covariance, noiseVariance: 0)
        var source = RandomSource(seed: 2)
        let number = 40_000
        let samples = try belief.samples(number, using: &source)
        var mean = [0.0, 0, 0]
        var second = [Double](repeating: 0, count: 9)
        for row in 0..<number {
            for one in 0..<3 {
                mean[one] += samples[row, one] / Double(number)
                for other in 0..<3 {
                    second[3 * one + other] +=
                        (samples[row, one] - belief.mean[one]) * (samples[row, other] - belief.mean[other])
                        / Double(number)
                }
            }
        }
        #expect(zip(mean, belief.mean).allSatisfy { abs($0 - $1) < 0.03 })
        #expect(zip(second, covariance).allSatisfy { abs($0 - $1) < 0.06 })
        #expect(samples[7, 2] == 5)
    }

    @Test("Thompson sampling draws from it as often as candidates are best")
    func thompson() throws {
        let belief = CovarianceBelief(
            mean: [0, 0, 0.5], covariance: [1, 0.9, 0, 0.9, 1, 0, 0, 0, 0.01], noiseVariance: 0)
        var wins = [0.0, 0, 0]
        for seed in 0..<4000 {
            let scores = try AcquisitionFunction.thompson.scores(
                of: belief.belief, in: DecisionContext(goal: .maximize, seed: UInt64(seed)))
            wins[ranking(of: scores)[0]] += 1 / 4000.0
        }
        var source = RandomSource(seed: 3)
        var truth = [0.0, 0, 0]
        for _ in 0..<200_000 {
            let (one, other) = source.normalPair()
            let values = [one, 0.9 * one + 0.19.squareRoot() * other, 0.5 + 0.1 * source.normal()]
            truth[ranking(of: values)[0]] += 1 / 200_000.0
        }
        #expect(zip(wins, truth).allSatisfy { abs($0 - $1) < 0.03 })
    }

    @Test("blocks of a large pool give what one block gives")
    func blocks() throws {
        // 128 and more candidates a block: four blocks at 2048 references.
        var source = RandomSource(seed: 6)
        let count = 500
        let features = (0..<count).map { _ in source.normals(3) }
        var covariance = [Double](repeating: 0, count: count * count)
        for one in 0..<count {
            for other in 0..<count {
                covariance[one * count + other] = zip(features[one], features[other]).reduce(0) { $0 + $1.0 * $1.1 }
            }
        }
        let belief = CovarianceBelief(mean: source.normals(count), covariance: covariance, noiseVariance: 0.3)
        let scores = try AcquisitionFunction.varianceReduction(points: 500)
            .scores(of: belief.belief, in: DecisionContext(goal: .maximize))
        for candidate in [0, 127, 128, 255, 256, 499] {
            let sum = (0..<count).reduce(0.0) { $0 + pow(covariance[candidate * count + $1], 2) }
            let truth = sum / 500 / (covariance[candidate * (count + 1)] + 0.3)
            #expect(relativeError(scores[candidate], truth) < 1e-12)
        }
    }
}

@Suite("The geometry of a pool") struct PoolGeometryTests {
    @Test("finds the slope of a plane exactly, whatever the spacing and the stride", arguments: [1, 3])
    func plane(stride: Int) {
        let pixels = (0..<30).map { Pixel(row: stride * ($0 / 6) - 4, column: stride * ($0 % 6)) }
        let geometry = PoolGeometry(index: PixelIndex(pixels), rowSpacing: 0.5, columnSpacing: 2)
        let values = pixels.map { 3 * 0.5 * Double($0.row) - 4 * 2 * Double($0.column) + 7 }
        #expect(geometry.slopes(of: values).allSatisfy { abs($0 - 5) < 1e-12 })
        #expect(abs(geometry.lipschitzConstant(of: values) - 5) < 1e-12)
    }

    @Test("does without neighbours that are absent or not finite")
    func gaps() {
        let pixels = [0, 1, 2, 4, 5, 9].map { Pixel(row: 0, column: $0) }
        let geometry = PoolGeometry(index: PixelIndex(pixels))
        #expect(geometry.slopes(of: [0, 1, 4, 10, 13, 50]) == [1, 2, 3, 3, 3, 0])
        let slopes = geometry.slopes(of: [0, .nan, 4, 10, 13, 50])
        #expect(slopes[0] == 0 && slopes[1].isNaN && slopes[2] == 0)
    }

    @Test("of scattered points bounds the Lipschitz constant from below")
    func scattered() {
        let pixels = [Pixel(row: 0, column: 0), Pixel(row: 3, column: 4), Pixel(row: 100, column: 7)]
        let geometry = PoolGeometry(index: PixelIndex(pixels))
        #expect(geometry.lipschitzConstant(of: [0, 10, 0]) == 2)
    }

    @Test("lets the gradient function seek uncertain walls")
    func gradient() throws {
        let pixels = (0..<81).map { Pixel(row: $0 / 9, column: $0 % 9) }
        let belief = Belief(
            mean: pixels.map { $0.column < 4 ? 0 : 1 }, standardDeviation: pixels.map { $0.row == 6 ? 2 : 1 })
        let context = DecisionContext(goal: .level(0.5), geometry: PoolGeometry(index: PixelIndex(pixels)))
        let scores = try AcquisitionFunction.gradient.scores(of: belief, in: context)
        for (pixel, score) in zip(pixels, scores) {
            let isWall = pixel.column == 3 || pixel.column == 4
            #expect(score == (isWall ? 0.5 : 0) * (pixel.row == 6 ? 2 : 1))
        }
    }
}
