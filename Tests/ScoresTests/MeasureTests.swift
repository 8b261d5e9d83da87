import Foundation
import Testing

@testable import Scores

@Suite struct `Angles and images compared` {
    /// numpy 2: the definition, on 300 angles and those with noise, turned by 40 rad.
    @Test func `correlate around the circle`() {
        let first = ScatteredPoints.u.map { 6 * $0 - 3 }
        let second = zip(first, ScatteredPoints.v).map { $0 + 0.8 * ($1 - 0.5) + 40 }
        #expect(abs(CircularCorrelation.value(first, second) - 0.9760186791644706) < 1e-12)
        #expect(abs(CircularCorrelation.value(first, second.map { -$0 }) + 0.9760186791644706) < 1e-12)
    }

    @Test func `correlate wholly with themselves, however often they are wound`() {
        let angles = [0.1, 0.7, -1.2, 2.5]
        let wound = zip(angles, [1.0, -2, 3, 0]).map { $0 + 2 * .pi * $1 + 1 }
        #expect(abs(CircularCorrelation.value(angles, wound) - 1) < 1e-12)
        #expect(CircularCorrelation.value(angles, [1, 1, 1, 1]) == 0)
    }

    @Test func `have a signal in decibels`() {
        #expect(abs(ImageErrors.peakSignalToNoise([0, 0.5], [0.1, 0.6] as [Float]) - 20) < 1e-5)
        #expect(abs(ImageErrors.peakSignalToNoise([0, 5], [1, 6] as [Float], range: 10) - 20) < 1e-9)
        #expect(ImageErrors.meanSquare([1, 2], [1, 4] as [Float]) == 2)
    }

    @Test func `cost nats`() {
        let half = ImageErrors.crossEntropy([0, 1] as [Float], given: [0.5, 0.5] as [Float])
        #expect(abs(half - log(2)) < 1e-12)
        let sure = ImageErrors.crossEntropy([1] as [Float], given: [0] as [Float])
        #expect(abs(sure - 7 * log(10)) < 1e-6)
        let soft = ImageErrors.crossEntropy([0.25] as [Float], given: [0.75] as [Float])
        #expect(abs(soft - (0.75 * log(4) + 0.25 * log(4.0 / 3))) < 1e-7)
    }
}
