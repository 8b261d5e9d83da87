import LinearAlgebra
import Networks

/// What the members of a deep kernel are to learn.
struct DeepKernelLesson: Sendable {
    /// The measured candidates.
    let candidates: [Int]
    /// The number of features of each.
    let dimension: Int
    /// Their features, row after row.
    let features: [Float]
    let objectives: [StandardizedObjective]

    /// Reads what was measured from the pool.
    init(_ observations: Observations, _ features: any CandidateFeatures) {
        var rows = Matrix<Float>(rows: observations.count, columns: features.dimension)
        features.copyRows(observations.candidates, into: &rows)
        (candidates, dimension) = (observations.candidates, features.dimension)
        self.features = rows.release()
        objectives = observations.standardized()
    }

    /// Takes over some of the measurements.
    private init(_ lesson: DeepKernelLesson, points: [Int]) {
        (candidates, dimension) = (points.map { lesson.candidates[$0] }, lesson.dimension)
        features = points.flatMap { lesson.features[$0 * lesson.dimension..<($0 + 1) * lesson.dimension] }
        objectives = lesson.objectives.map { $0.points(points) }
    }

    /// The number of measured candidates.
    var count: Int { candidates.count }

    /// Returns the lesson of some of the measurements alone.
    func points(_ points: [Int]) -> DeepKernelLesson { DeepKernelLesson(self, points: points) }
}

/// How the training of all members went.
struct DeepKernelFit {
    /// Each member's embedding of the pool, N x q.
    var embeddings: [[Float]] = []
    var firstLoss = 0.0
    var lastLoss = 0.0
    /// The most iterations that a member took.
    var iterations = 0
    var stops: [EarlyStop] = []
    /// What was predicted of each measurement by a member that did without it, one list an objective, in order; empty
    /// without cross-fitting.
    var heldOut: [[HeldOutPrediction]] = []

    /// Gathers what became of the members, in their order.
    ///
    /// - Throws: What the first member that failed threw.
    init(_ fits: [DeepKernelMemberFit]) throws {
        defer { for index in heldOut.indices { heldOut[index].sort { $0.point < $1.point } } }
        for fit in fits {
            let outcome = try fit.outcome.get()
            embeddings.append(outcome.embedding)
            firstLoss += outcome.firstLoss / Double(fits.count)
            lastLoss += outcome.lastLoss / Double(fits.count)
            iterations = max(iterations, outcome.iterations)
            if let stop = outcome.stop { stops.append(stop) }
            if heldOut.isEmpty { heldOut = outcome.heldOut.map { _ in [] } }
            for (objective, predictions) in outcome.heldOut.enumerated() { heldOut[objective] += predictions }
        }
    }
}

/// The training of one member, and what became of it.
final class DeepKernelMemberFit {
    struct Outcome {
        var embedding: [Float] = []
        var firstLoss = 0.0
        var lastLoss = 0.0
        var iterations = 0
        var stop: EarlyStop?
        /// What the member predicted of each measurement that it did without, one list an objective.
        var heldOut: [[HeldOutPrediction]] = []
    }

    private let member: DeepKernelMember
    private let number: Int
    private(set) var outcome: Result<Outcome, any Error> = .failure(CancellationError())

    init(_ member: DeepKernelMember, number: Int) {
        self.member = member
        self.number = number
    }

    /// Trains the member and embeds the pool.
    ///
    /// - Parameters:
    ///   - lesson: What to learn; with nothing measured, the member is used as it is.
    ///   - features: The pool.
    ///   - crossFit: What the member is to do without, if anything.
    ///   - iterations: How many steps to take at most.
    ///   - patience: When to stop before; see ``DeepKernelConfiguration/patience``.
    ///   - shouldContinue: Asked before every step.
    func run(
        _ lesson: DeepKernelLesson, _ features: any CandidateFeatures, crossFit: CrossFit?, iterations: Int,
        patience: Int, _ shouldContinue: () -> Bool
    ) {
        do {
            let parts = crossFit.map { $0.split(member: number) }
            let learned = parts.map { lesson.points($0.learned) } ?? lesson
            var outcome = try steps(learned, iterations: iterations, patience: patience, shouldContinue)
            if let parts { outcome.heldOut = try member.predict(parts.heldOut, from: parts.learned, of: lesson) }
            outcome.embedding = member.embed(features)
            self.outcome = .success(outcome)
        } catch {
            outcome = .failure(error)
        }
    }

    private func steps(
        _ lesson: DeepKernelLesson, iterations: Int, patience: Int, _ shouldContinue: () -> Bool
    ) throws -> Outcome {
        var outcome = Outcome()
        guard lesson.count > 0 else { return outcome }
        let input = member.input(Matrix(rows: lesson.count, columns: lesson.dimension, elements: lesson.features))
        var stopping = EarlyStopping(patience: patience)
        for iteration in 0..<iterations {
            guard shouldContinue() else { throw CancellationError() }
            let loss = try member.step(input, lesson.objectives) {
                stopping.shouldStop(at: member.leaveOneOutDensity, iteration: iteration) { member.state }
            }
            guard let loss else {
                outcome.stop = stopping.goBack(member, number: number)
                break
            }
            if iteration == 0 { outcome.firstLoss = loss }
            outcome.lastLoss = loss
            outcome.iterations += 1
        }
        return outcome
    }
}
