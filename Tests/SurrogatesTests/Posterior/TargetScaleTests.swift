import Surrogates
import Testing

@Suite struct `The scale of targets` {
    @Test func `is their mean and standard deviation`() {
        let scale = TargetScale(of: [1, 2, 3, 4])
        #expect(abs(scale.mean - 2.5) < 1e-15)
        #expect(abs(scale.standardDeviation - 1.25.squareRoot()) < 1e-15)
        #expect(abs(scale.restore(scale.standardize(7)) - 7) < 1e-14)
    }

    @Test(
        arguments: [
            [], [3], [3, 3, 3], [1e300, -1e300, 5e299], [1.7e308, -1.7e308], [0x1p-1074, 0x1p-1073],
            [0x1p-1030, 0x1p-1029, 0x1p-1028],
            [1e300, 1e300], [1, 1 + 2.3e-16], [0, -0.0],
        ] as [[Double]])
    func `is finite and positive for any finite targets`(targets: [Double]) {
        let scale = TargetScale(of: targets)
        #expect(scale.mean.isFinite)
        #expect(scale.standardDeviation.isFinite && scale.standardDeviation > 0)
        let standardized = targets.map(scale.standardize)
        #expect(standardized.allSatisfy { abs($0) < 10 })
    }
}
