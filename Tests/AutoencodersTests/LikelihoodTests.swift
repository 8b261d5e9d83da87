import Foundation
import Testing

@testable import Autoencoders

@Suite struct `A likelihood` {
    private static let points: [Float] = [-80, -20, -3, -0.61, -0.59, -1e-3, 0, 1e-4, 0.3, 0.61, 2, 17, 60]

    /// Scores one number.
    private func score(_ likelihood: Likelihood, _ x: Float, _ r: Float) -> (value: Double, slope: Float) {
        var (slope, term): ([Float], [Float]) = ([0], [0])
        let value = unsafe [x].withUnsafeBufferPointer { x in
            unsafe [r].withUnsafeBufferPointer { r in
                unsafe slope.withUnsafeMutableBufferPointer { slope in
                    unsafe term.withUnsafeMutableBufferPointer { term in
                        unsafe likelihood.score(of: x, given: r, slopes: slope, terms: term)
                    }
                }
            }
        }
        return (value, slope[0])
    }

    @Test(arguments: points, [0, 0.25, 1] as [Float])
    func `of Bernoulli is the cross-entropy`(r: Float, x: Float) {
        let found = score(.bernoulli, x, r)
        let (p, logit) = (Double(x), Double(r))
        let truth = p * logit - max(logit, 0) - log1p(exp(-abs(logit)))
        #expect(abs(found.value - truth) <= 1e-6 * max(1, abs(truth)))
        #expect(abs(Double(found.slope) - (p - 1 / (1 + exp(-logit)))) < 1e-6)
    }

    /// The normaliser by Simpson's rule: the density must integrate to 1, and its mean be the slope at x = 0, negative.
    @Test(arguments: points)
    func `of the continuous Bernoulli is a density`(r: Float) {
        let count = 20_000
        var (mass, moment) = (0.0, 0.0)
        let constant = score(.continuousBernoulli, 0, r).value
        for index in 0...count {
            let x = Double(index) / Double(count)
            let weight = index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4.0 : 2.0
            let density = exp(x * Double(r) + constant) * weight / 3 / Double(count)
            mass += density
            moment += x * density
        }
        #expect(abs(mass - 1) < 2e-5)
        #expect(abs(moment + Double(score(.continuousBernoulli, 0, r).slope)) < 2e-5)
    }

    @Test(arguments: [0.1, 1, 3])
    func `of the normal distribution is its density`(deviation: Double) {
        let found = score(.gaussian(deviation: deviation), 0.7, -0.4)
        let truth = -0.5 * pow(1.1 / deviation, 2) - log(deviation) - 0.5 * log(2 * .pi)
        #expect(abs(found.value - truth) < 1e-5 * abs(truth))
        #expect(abs(Double(found.slope) - 1.1 / deviation / deviation) < 1e-4 / deviation / deviation)
    }

    /// Scores one number by its mean.
    private func score(_ likelihood: Likelihood, _ x: Float, mean: Float) -> (value: Double, slope: Float) {
        var (slope, term): ([Float], [Float]) = ([0], [0])
        let value = unsafe [x].withUnsafeBufferPointer { x in
            unsafe [mean].withUnsafeBufferPointer { mean in
                unsafe slope.withUnsafeMutableBufferPointer { slope in
                    unsafe term.withUnsafeMutableBufferPointer { term in
                        unsafe likelihood.score(of: x, givenMeans: mean, slopes: slope, terms: term)
                    }
                }
            }
        }
        return (value, slope[0])
    }

    /// But for light from elsewhere, 1e-5 of it, whose effect is greatest near 0 and 1.
    @Test(arguments: [Likelihood.bernoulli, .continuousBernoulli, .gaussian(deviation: 0.3)], [0, 0.25, 1] as [Float])
    func `is the same by means as by what the decoder gives`(likelihood: Likelihood, x: Float) {
        for r in [-5, -3, -0.61, -0.59, -1e-3, 0, 1e-4, 0.3, 0.61, 2, 5] as [Float] {
            var mean: [Float] = [0]
            unsafe [r].withUnsafeBufferPointer { r in
                unsafe mean.withUnsafeMutableBufferPointer { unsafe likelihood.means(given: r, $0) }
            }
            let (found, truth) = (score(likelihood, x, mean: mean[0]), score(likelihood, x, r))
            #expect(abs(found.value - truth.value) < 2e-3 * max(1, abs(truth.value)))
            let variance =
                switch likelihood {
                case .bernoulli: mean[0] * (1 - mean[0])
                case .continuousBernoulli: Float(ContinuousBernoulli.variance(at: Double(r)))
                case .gaussian: Float(1)
                }
            #expect(abs(found.slope * variance - truth.slope) < 2e-3 * max(1, abs(truth.slope)))
        }
    }

    @Test(
        arguments: [Likelihood.bernoulli, .continuousBernoulli], [0, 1e-4, 0.01, 0.3, 0.5, 0.8, 0.999, 1] as [Float])
    func `by means is finite and has the slope of its value`(likelihood: Likelihood, mean: Float) {
        for x in [0, 0.4, 1] as [Float] {
            let found = score(likelihood, x, mean: mean)
            #expect(found.value.isFinite && found.slope.isFinite)
            // Steps that Float holds exactly, and that are small beside the distance from the ends, 1e-5 at least.
            let step = max(min(mean, 1 - mean), 1e-5) * 0x1p-6
            let (above, below) = (mean + step, mean - step)
            let width = Double(above) - Double(below)
            let truth = (score(likelihood, x, mean: above).value - score(likelihood, x, mean: below).value) / width
            // Beside 1 Float has too few digits for steps of one length.
            let tolerance = mean == 1 ? 0.02 : 3e-3
            #expect(abs(Double(found.slope) - truth) < tolerance * max(1, abs(truth)), "\(x)")
        }
    }

    @Test(arguments: [1e-5, 1e-3, 0.1, 0.3, 0.4999, 0.5, 0.500001, 0.62, 0.9, 0.999, 1 - 1e-5])
    func `of the continuous Bernoulli has a natural parameter for each mean`(mean: Double) {
        let parameter = ContinuousBernoulli.parameter(ofMean: mean)
        #expect(abs(ContinuousBernoulli.values(at: parameter).mean - mean) < 1e-9)
        #expect(abs(ContinuousBernoulli.parameter(ofMean: 1 - mean) + parameter) < 1e-5 * max(1, abs(parameter)))
    }

    @Test(arguments: [-300, -4, -0.7, -0.5999, 0.0, 0.1, 0.6001, 3, 40])
    func `of the continuous Bernoulli has a variance that is the slope of its mean`(r: Double) {
        let step = 1e-4 * max(1, abs(r))
        let rise = ContinuousBernoulli.values(at: r + step).mean - ContinuousBernoulli.values(at: r - step).mean
        let truth = rise / (2 * step)
        #expect(abs(ContinuousBernoulli.variance(at: r) - truth) < 1e-6 * truth + 1e-11)
    }

    @Test func `adds up however many numbers there are`() {
        for count in [1, 15, 16, 17, 40] {
            let x = (0..<count).map { Float($0) / 40 }
            let r = (0..<count).map { Float($0) / 7 - 2 }
            var (slopes, terms) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
            let sum = unsafe slopes.withUnsafeMutableBufferPointer { slopes in
                unsafe terms.withUnsafeMutableBufferPointer { terms in
                    unsafe x.withUnsafeBufferPointer { x in
                        unsafe r.withUnsafeBufferPointer { r in
                            unsafe Likelihood.bernoulli.score(of: x, given: r, slopes: slopes, terms: terms)
                        }
                    }
                }
            }
            let truth = zip(x, r).reduce(0.0) { $0 + score(.bernoulli, $1.0, $1.1).value }
            #expect(abs(sum - truth) < 1e-5 * abs(truth))
        }
    }
}
