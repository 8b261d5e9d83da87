import Experiments
import Surrogates

/// All that a calibration knows of a pool: what was measured at every candidate, and the truth.
struct CalibrationSample: Sendable {
    /// The image as models see it.
    let overview: Overview
    let pool: CandidatePool
    /// The candidates that may be measured and whose measurement and truth can be used.
    let usable: [Int]
    /// How many spectra a scalarizer refused, and what it said of the first.
    let refused: (count: Int, example: String?)
    /// A first measurement of every candidate, noise included; nil where it cannot be used.
    private let readings: [Reading?]
    /// What an ideal instrument would find, a value a quantity; the same where only measurements are known.
    private let truths: [[Double]?]
    /// Whether the plan says of any quantity how large its noise is.
    private let isNoiseKnown: Bool

    /// Measures the whole pool of a plan.
    ///
    /// - Parameters:
    ///   - plan: What the candidates are, and what is made of a spectrum.
    ///   - specimen: What is measured.
    /// - Throws: ``Experiments/UnusableOverview``, ``Experiments/UnusablePool`` or ``NothingToSimulate`` if the two do
    ///   not go together; what the specimen throws.
    init(plan: Plan, specimen: any Specimen) throws {
        overview = try specimen.overview.selecting(plan.overview.channels)
        let pool = try CandidatePool(plan.candidates, features: plan.features, overview: overview)
        let axis = specimen.axis
        var (refusals, example) = (0, String?.none)
        var readings: [Reading?] = []
        var truths: [[Double]?] = []
        for candidate in pool.candidates {
            let measured = try specimen.spectrum(at: candidate.position, attempt: 1)
            let ideal = try specimen.truth(at: candidate.position)
            do {
                let reading = try plan.reading(of: measured, axis: axis)
                truths.append(try plan.quantityValues(of: ideal, axis: axis))
                readings.append(reading)
            } catch {
                refusals += 1
                example = example ?? "\(candidate.pixel): \(error)"
                truths.append(nil)
                readings.append(nil)
            }
        }
        let usable = pool.candidates.indices.filter { !pool.isForbidden[$0] && readings[$0] != nil }
        guard !usable.isEmpty else { throw NothingToSimulate(refused: refusals, example: example, boundless: 0) }
        self.pool = pool
        self.usable = usable
        self.readings = readings
        self.truths = truths
        refused = (refusals, example)
        isNoiseKnown = usable.contains { readings[$0]?.noiseVariances.contains { $0 > 0 } ?? false }
    }

    /// What a model learns of some usable candidates.
    func observations(at candidates: [Int]) -> Observations {
        let quantities = (readings[usable[0]]?.values ?? []).indices
        return Observations(
            candidates: candidates, targets: quantities.map { measured($0, at: candidates) },
            noiseVariances: isNoiseKnown ? quantities.map { noiseVariances($0, at: candidates) ?? [] } : nil)
    }

    /// What was measured of a quantity at some usable candidates.
    func measured(_ quantity: Int, at candidates: [Int]) -> [Double] {
        candidates.map { readings[$0]?.values[quantity] ?? .nan }
    }

    /// What an ideal instrument would have measured of a quantity at some usable candidates.
    func truth(_ quantity: Int, at candidates: [Int]) -> [Double] {
        candidates.map { truths[$0]?[quantity] ?? .nan }
    }

    /// The variances of the measurements' own noise; nil if the plan does not say.
    func noiseVariances(_ quantity: Int, at candidates: [Int]) -> [Double]? {
        isNoiseKnown ? candidates.map { readings[$0]?.noiseVariances[quantity] ?? 0 } : nil
    }

    /// The usable candidates but for some.
    func usable(without learned: Set<Int>) -> [Int] {
        usable.filter { !learned.contains($0) }
    }
}
