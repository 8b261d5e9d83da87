import Foundation
import LinearAlgebra
import Networks
import Randomness
import Testing

@testable import Autoencoders

@Suite struct `The axis of a shear` {
    /// R(-axis) Sh(shear) R(axis) R(rotation), multiplied out.
    @Test(arguments: [0, 0.4, 1.9, -0.7] as [Float])
    func `turns what is sheared`(axis: Float) {
        typealias Square = [[Double]]
        func turned(_ angle: Double) -> Square { [[cos(angle), -sin(angle)], [sin(angle), cos(angle)]] }
        func product(_ a: Square, _ b: Square) -> Square {
            (0..<2).map { row in (0..<2).map { column in a[row][0] * b[0][column] + a[row][1] * b[1][column] } }
        }
        var pose = Pose(rotation: 0.8, shear: -0.3)
        pose.shearAxis = axis
        let sheared: Square = [[1, tan(-0.3)], [0, 1]]
        let truth = product(
            product(turned(-Double(axis)), sheared), product(turned(Double(axis)), turned(0.8)))
        let map = PoseMap(pose)
        for (x, y) in [(1, 0), (0, 1), (0.3, -0.7)] as [(Float, Float)] {
            let found = map(x, y)
            #expect(abs(Double(found.x) - truth[0][0] * Double(x) - truth[0][1] * Double(y)) < 1e-6)
            #expect(abs(Double(found.y) - truth[1][0] * Double(x) - truth[1][1] * Double(y)) < 1e-6)
        }
    }

    private static func model() -> Autoencoder {
        var design = AutoencoderDesign(ImageShape(height: 8, width: 8))
        design.encoder = .dense([6, 5])
        design.decoder = .canvas(.dense([5]))
        design.pose = PosePrior(rotation: .uniform(starts: 5), shear: 0.35)
        var source = RandomSource(seed: 5)
        return Autoencoder(design, using: &source)
    }

    private static func images(_ count: Int) -> Matrix<Float> {
        var source = RandomSource(seed: 6)
        return Matrix(rows: count, columns: 64, elements: (0..<64 * count).map { _ in Float(source.uniform()) })
    }

    /// A quarter of the shear leaves a sixteenth of the difference.
    @Test func `may be exchanged for the one at a right angle, but for the square of the shear`() {
        let model = Self.model()
        let images = Self.images(3)
        let before = model.encode(images)
        model.exchangeShear()
        let after = model.encode(images)
        for (one, other) in zip(before, after) {
            #expect(abs(other.pose.shear + one.pose.shear) < 1e-6)
            #expect(abs(other.pose.rotation - one.pose.rotation + one.pose.shear) < 1e-5)
            #expect(abs(other.pose.shearAxis - .pi / 2) < 1e-6)
            func difference(_ share: Float) -> Float {
                var (first, second) = (one.pose, other.pose)
                (first.rotation, second.rotation) = (0, share * (other.pose.rotation - one.pose.rotation))
                (first.shear, second.shear) = (share * 4 * one.pose.shear, share * 4 * other.pose.shear)
                second.rotation *= 4
                let (a, b) = (PoseMap(first)(0.6, -0.9), PoseMap(second)(0.6, -0.9))
                return ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
            }
            #expect(difference(0.25) < difference(1) / 10)
        }
    }

    @Test func `is tried and kept if images are likelier, and a training goes on from there bit by bit`() throws {
        let images = TrainingImages(Self.images(40))
        func training(_ trials: [AxisTrial]) -> AutoencoderTraining {
            var schedule = LossSchedule()
            (schedule.isExact, schedule.axisTrials) = (true, trials)
            return AutoencoderTraining(Self.model(), schedule: schedule, batchSize: 10, seed: 3)
        }
        for turn in [AxisTrial.Turn.by45Degrees, .by90Degrees] {
            let trial = AxisTrial(turn, beforeEpoch: 1, length: 2)
            var whole = training([trial])
            _ = whole.runEpoch(images)
            let checkpoint = whole.checkpoint
            let next = whole.runEpoch(images)
            var resumed = try AutoencoderTraining(
                resuming: checkpoint, of: Self.model(), schedule: whole.schedule, batchSize: 10, seed: 3)
            #expect(resumed.runEpoch(images) == next)
            #expect(whole.epochs == 2)
            // Whichever was kept is as near to where it began as four epochs may lead.
            let axis = whole.model.axis
            #expect([0, Float.pi / 4, .pi / 2].contains { abs(axis - $0) < 0.3 }, "\(axis)")
        }
    }

    @Test func `is of the best of several trainings, which is the likeliest`() {
        let images = TrainingImages(Self.images(20))
        let candidates = (0..<3 as Range<UInt64>).map { seed in
            AutoencoderTraining(Self.model(), batchSize: 10, learningRate: seed == 1 ? 1e-2 : 1e-4, seed: seed)
        }
        let best = AutoencoderTraining.best(of: candidates, after: 5, on: images)
        #expect(best.seed == 1 && best.epochs == 5)
    }
}
