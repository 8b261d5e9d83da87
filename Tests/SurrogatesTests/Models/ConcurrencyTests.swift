import Foundation
import Testing

@testable import Surrogates

@Suite struct `Members trained at once` {
    private static let observations = Observations(
        candidates: Array(0..<40), targets: (0..<40).map(SurrogateCase.target))

    private static func surrogate(_ threads: Int, iterations: Int = 40) -> DeepKernel {
        var configuration = SurrogateCase.small()
        configuration.members = 5
        configuration.threads = threads
        configuration.coldIterations = iterations
        return DeepKernel(features: SurrogateCase.features, configuration: configuration, seed: 1)
    }

    @Test(arguments: [2, 3, 5, 16])
    func `are the same, to the bit, as one after another`(threads: Int) throws {
        func run(_ threads: Int) throws -> (Prediction, TrainingReport) {
            let surrogate = Self.surrogate(threads)
            _ = try surrogate.train(Self.observations, mode: .cold)
            let training = try surrogate.train(Self.observations, mode: .warm)
            return (training.posterior.prediction(), training.report)
        }
        let (alone, together) = (try run(1), try run(threads))
        #expect(alone.0 == together.0)
        #expect(alone.1 == together.1)
    }

    @Test(arguments: [1, 2, 4])
    func `end when told to, asked on the thread that trains, and can be trained afterwards`(threads: Int) throws {
        // So many iterations that none ends by itself before the caller has its turn, however busy the machine is.
        let surrogate = Self.surrogate(threads, iterations: 1_000_000)
        let caller = Thread.current
        var (asked, askedElsewhere) = (0, 0)
        #expect(throws: CancellationError.self) {
            try surrogate.train(Self.observations, mode: .cold) {
                asked += 1
                if Thread.current != caller { askedElsewhere += 1 }
                return asked < 5
            }
        }
        #expect(asked == 5 || threads == 1)
        #expect(askedElsewhere == 0)
        #expect(try surrogate.train(Self.observations, mode: .warm).posterior.count == 400)
    }

    @Test(arguments: [1, 2, 7])
    func `are pieces of work that are each done once`(threads: Int) {
        final class Counts: @unchecked Sendable {  // Guarded by the lock.
            let lock = NSLock()
            var done = [Int](repeating: 0, count: 50)
        }
        let counts = Counts()
        ConcurrentWork.perform(50, threads: threads, shouldContinue: { true }) { piece, _ in
            counts.lock.withLock { counts.done[piece] += 1 }
        }
        #expect(counts.done == Array(repeating: 1, count: 50))
        ConcurrentWork.perform(0, threads: threads, shouldContinue: { true }) { _, _ in Issue.record("there is nothing")
        }
    }

    @Test func `are waited for, and told, where the caller has nothing left to do`() {
        var asked = 0
        ConcurrentWork.perform(
            2, threads: 2,
            shouldContinue: {
                asked += 1; return asked < 4
            }
        ) { _, shouldContinue in
            // Whichever thread has the second piece goes on until it is told to end.
            while shouldContinue() { Thread.sleep(forTimeInterval: 0.001) }
        }
        #expect(asked == 4)
    }
}
