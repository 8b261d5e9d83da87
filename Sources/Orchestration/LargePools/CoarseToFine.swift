package import Experiments

/// How many candidates of a large pool are looked at in a decision: first some of a coarse grid, then all around the best of
/// these.
///
/// A pool is large if the rows of V (see `PoolPosterior`) of all measurements of the plan, in single precision, take more than
/// half of `training.memory`: N candidates x n measurements x processes x 4 bytes. The other half is for the posterior that
/// is being made while the last one answers. What is looked at is as much as fits: half of it on the grid, half around its
/// best, at most 32,768 candidates, which take some tenths of a second, and at least 512. Where the plan asks for it whatever
/// the memory, it is at most a quarter of the pool.
package struct CoarseToFine: Hashable, Sendable, CustomStringConvertible {
    /// The candidates of the coarse grid.
    package let coarse: Int
    /// The most candidates around the best of it.
    package let fine: Int
    /// The candidates of the pool.
    package let count: Int
    /// Why the pool is not looked at as a whole.
    private let reason: String

    private static let limits = 512...32_768

    /// Decides how a plan looks at a pool; nil if every candidate is scored in every decision.
    ///
    /// - Parameters:
    ///   - plan: A plan that was checked.
    ///   - count: The number of candidates.
    package init?(_ plan: Plan, count: Int) {
        let need = Need(plan, count: count)
        var most = Self.limits.upperBound
        switch plan.candidates.largePool {
        case .every: return nil
        case .automatic:
            // Slopes need the neighbours of a candidate, which a coarse grid leaves out.
            guard plan.acquisition.function != AcquisitionChoice.Function.gradient.rawValue,
                !need.isMet
            else { return nil }
            reason = need.description
        case .coarseToFine:
            reason = "the plan says so"
            most = min(most, count / 4)
        }
        let fitting = Int(min(need.available / need.bytesOfCandidate, Double(most)))
        let looked = max(fitting, Self.limits.lowerBound)
        guard looked < count else { return nil }
        coarse = looked / 2
        fine = looked - looked / 2
        self.count = count
    }

    /// What a plan that asks for every candidate takes beyond its memory, in words; nil if it has enough or does not ask.
    package static func excess(of plan: Plan, count: Int) -> String? {
        let need = Need(plan, count: count)
        guard plan.candidates.largePool == .every, !need.isMet else { return nil }
        return "every one of \(count) candidates is scored, as the plan's `large-pool` says, though \(need)"
    }

    package var description: String {
        "coarse to fine: of \(count) candidates \(coarse) on a grid and at most \(fine) around the best of them are "
            + "scored in a decision, because \(reason)"
    }
}

/// What a posterior over a whole pool takes, and what it may take.
private struct Need: CustomStringConvertible {
    /// Bytes of one candidate's rows of V.
    let bytesOfCandidate: Double
    /// Bytes that a posterior may take.
    let available: Double
    private let count: Int
    private let measurements: Int
    private let processes: Int

    init(_ plan: Plan, count: Int) {
        self.count = count
        measurements = min(count, plan.seeds.count + plan.budget.measurements)
        processes = plan.surrogate.processCount * plan.quantities.count
        bytesOfCandidate = Double(measurements) * Double(processes) * 4
        available = Double(plan.training.memory) / 2
    }

    var isMet: Bool { Double(count) * bytesOfCandidate <= available }

    var description: String {
        let megabytes = [Double(count) * bytesOfCandidate, available].map { Int(($0 / 1e6).rounded(.up)) }
        return "\(measurements) measurements and \(processes) processes would take \(megabytes[0]) MB of the "
            + "\(megabytes[1]) MB that a posterior may take"
    }
}

extension SurrogateChoice {
    /// The number of processes that have a part in a decision, for each quantity.
    var processCount: Int {
        switch self {
        case .deepKernel(let choice): choice.ensemble
        case .gaussianProcess(let choice): max(1, choice.draws)
        case .committee(let choice):
            choice.members.reduce(0) { $0 + ($1 == .deepKernel ? choice.deepKernel.ensemble : max(1, choice.draws)) }
        }
    }
}
