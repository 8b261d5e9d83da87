import Testing

@testable import Autoencoders

@Suite struct `A schedule` {
    @Test(arguments: [
        (WeightSchedule.constant(3), [3, 3, 3, 3, 3]),
        (.annealed(from: 4, to: 1, epochs: 3), [4, 3, 2, 1, 1]),
        (.annealed(from: 4, to: 1, epochs: 0), [1, 1, 1, 1, 1]),
        (.cyclic(from: 0, to: 1, epochs: 4), [0, 0.5, 1, 1, 0]),
    ])
    func `changes a weight from epoch to epoch`(schedule: WeightSchedule, weights: [Double]) {
        for (epoch, weight) in weights.enumerated() {
            #expect(schedule.divergence(inEpoch: epoch) == .times(weight))
        }
    }

    @Test func `raises a capacity`() {
        let schedule = WeightSchedule.capacity(from: 0, to: 10, epochs: 5, times: 30)
        #expect(schedule.divergence(inEpoch: 2) == .capacity(4, times: 30))
        #expect(schedule.divergence(inEpoch: 9) == .capacity(10, times: 30))
        let (value, slope) = schedule.divergence(inEpoch: 2).penalty(of: 3)
        #expect(value == 30 && slope == -30)
    }

    @Test func `begins content and parts of a pose when it says`() {
        var schedule = LossSchedule()
        schedule.contentStart = 3
        schedule.partStarts = [.shear: 2]
        schedule.content = .annealed(from: 2, to: 1, epochs: 2)
        #expect(!schedule.weights(inEpoch: 2).hasContent)
        #expect(schedule.weights(inEpoch: 3).hasContent)
        #expect(schedule.weights(inEpoch: 4).content == .times(1.5))
        #expect(!schedule.weights(inEpoch: 1).poseParts.contains(.shear))
        #expect(schedule.weights(inEpoch: 1).poseParts.contains(.rotation))
        #expect(schedule.weights(inEpoch: 2).poseParts.contains(.shear))
    }
}
