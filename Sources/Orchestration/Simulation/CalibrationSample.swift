import Experiments

/// All that a calibration knows of a pool: what was measured at every candidate, and the truth.
struct CalibrationSample: Sendable {
    /// The image as models see it.
    let overview: Overview
    let pool: CandidatePool
    /// The objective of a first measurement of every candidate, noise included; not a number where it cannot be used.
    let measured: [Double]
    /// The objective that an ideal instrument would find; the same where only measurements are known.
    let truth: [Double]
    /// The candidates that may be measured and whose measurement and truth can be used.
    let usable: [Int]
    /// How many spectra the scalarizer refused, and what it said of the first.
    let refused: (count: Int, example: String?)
    private let variances: [Double]?

    /// Measures the whole pool of a plan.
    ///
    /// - Parameters:
    ///   - plan: What the candidates are, and what is computed from a spectrum.
    ///   - specimen: What is measured.
    /// - Throws: ``Experiments/UnusableOverview``, ``Experiments/UnusablePool`` or ``NothingToSimulate`` if the two do
    ///   not go together; what the specimen throws.
    init(plan: Plan, specimen: any Specimen) throws {
        let overview = try specimen.overview.selecting(plan.overview.channels)
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: overview)
        let truth = try PoolTruth(plan: plan, pool: pool, specimen: specimen)
        let axis = specimen.axis
        var refused = truth.refused
        var measured: [Double] = []
        var variances: [Double] = []
        for (candidate, ideal) in zip(pool.candidates, truth.objectives) {
            let spectrum = try specimen.spectrum(at: candidate.position, attempt: 1)
            do {
                let value = try plan.scalarizer.objective(of: spectrum, axis: axis)
                let variance = try plan.scalarizer.objectiveVariance(of: spectrum, axis: axis)
                measured.append(value)
                variances.append(variance ?? .nan)
            } catch {
                measured.append(.nan)
                variances.append(.nan)
                if ideal.isFinite { refused = (refused.count + 1, refused.example ?? "\(candidate.pixel): \(error)") }
            }
        }
        let usable = pool.candidates.indices.filter {
            !pool.isForbidden[$0] && measured[$0].isFinite && truth.objectives[$0].isFinite
        }
        self.overview = overview
        self.pool = pool
        self.truth = truth.objectives
        self.measured = measured
        self.refused = refused
        self.usable = usable
        self.variances = usable.allSatisfy { variances[$0].isFinite } ? variances : nil
    }

    /// The variances of the measurements' own noise at some candidates; nil if the plan does not say.
    func noiseVariances(at candidates: [Int]) -> [Double]? {
        variances.map { variances in candidates.map { variances[$0] } }
    }

    /// The usable candidates but for some.
    func usable(without learned: Set<Int>) -> [Int] {
        usable.filter { !learned.contains($0) }
    }
}
