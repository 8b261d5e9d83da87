package import Experiments
package import Networks
private import Randomness
private import Surrogates

/// How well models predict a sample from few of its measurements, and whether their intervals hold what they promise.
///
/// In every repeat all models learn the same measurements, and the sets of one repeat lie inside each other. Each
/// training is cold: it knows nothing of those on fewer measurements.
package struct Calibration: Sendable {
    /// The models, in the order of tables and legends.
    package let models: [ComparedModel]
    /// The numbers of measurements, ascending.
    package let points: [Int]
    /// How many training sets of each number.
    package let repeats: Int
    /// Which measurements are learned.
    package let sampling: CalibrationSampling
    private let plan: Plan
    private let specimen: any Specimen
    private let weights: NetworkWeights?
    private let sharedCandidates: Plan.CandidateChoice
    private let sample: CalibrationSample

    /// What models are compared where nothing else is asked for: all but the published one, which takes long, and the
    /// plan's own Gaussian process, if that is what the plan has.
    package static func models(for plan: Plan) -> [ComparedModel] {
        let own = ComparedModel(of: plan)
        return ComparedModel.allCases.filter { model in
            model == own || (model != .deepKernelPublished && model != .gaussianProcess)
        }
    }

    /// Creates the calibration of a plan's models, and measures the pool.
    ///
    /// - Parameters:
    ///   - plan: Where the data come from, what is sought, and what the models are made of.
    ///   - specimen: What is measured.
    ///   - models: The models, at least one.
    ///   - points: How many measurements are learned, each at least 2.
    ///   - repeats: How many training sets of each number, at least 1, with seeds that follow the plan's own.
    ///   - sampling: Which measurements are learned.
    ///   - weights: What the plan's file of weights holds, if it names one.
    /// - Throws: ``UnusableCalibration`` if there are too few candidates; ``Experiments/UnusableOverview``,
    ///   ``Experiments/UnusablePool``, ``UnusableWeights`` or ``NothingToSimulate`` if plan, weights and specimen do not go
    ///   together; what the specimen throws.
    package init(
        _ plan: Plan, on specimen: any Specimen, models: [ComparedModel], points: [Int], repeats: Int,
        sampling: CalibrationSampling = .random, weights: NetworkWeights? = nil
    ) throws {
        guard !models.isEmpty else { throw UnusableCalibration("there is no model to calibrate; name at least one") }
        guard repeats > 0 else { throw UnusableCalibration("\(repeats) repeats; at least 1 was expected") }
        guard let least = points.min(), let most = points.max(), least >= 2 else {
            throw UnusableCalibration("each number of points must be at least 2, and there must be one")
        }
        let sample = try CalibrationSample(plan: plan, specimen: specimen)
        try plan.check(weights, channels: sample.overview.channels.count)
        guard most < sample.usable.count else {
            throw UnusableCalibration(
                "\(most) points cannot be learned with some left to predict: \(sample.usable.count) of the pool's "
                    + "\(sample.pool.candidates.count) candidates can be measured and used; ask for at most "
                    + "\(sample.usable.count - 1)")
        }
        self.models = models.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        self.points = Set(points).sorted()
        self.repeats = repeats
        self.sampling = sampling
        self.plan = plan
        self.specimen = specimen
        self.weights = weights
        self.sample = sample
        sharedCandidates = try plan.sharedCandidates(on: specimen.overview)
    }

    /// The names of what is predicted, the first objective first.
    package var quantities: [String] { plan.quantities.map(\.name) }

    /// The number of candidates.
    package var poolCount: Int { sample.pool.candidates.count }

    /// How many spectra of the pool cannot be scalarized, and an example.
    package var refused: (count: Int, example: String?) { sample.refused }

    /// How many jobs ``run(workers:progress:)`` does: trainings, and searches if there are any.
    package var jobCount: Int { searchCount + models.count * points.count * repeats }

    private var searchCount: Int { sampling == .search ? repeats : 0 }

    /// Trains every model on every training set, several at once.
    ///
    /// - Parameters:
    ///   - workers: How many trainings go on at once.
    ///   - progress: Called with the place of a job and how far it is: 0 to 1.
    /// - Returns: The trials, model by model, number by number, repeat by repeat, quantity by quantity.
    /// - Throws: `CancellationError` if the task is cancelled; what a search throws; ``UnusableCalibration`` if one
    ///   ended before it had measured enough.
    package func run(
        workers: Int, progress: @escaping @Sendable (Int, Double) -> Void = { _, _ in }
    ) async throws -> [CalibrationTrial] {
        let sets = try await trainingSets(workers: workers, progress: progress)
        let variants = try models.map { model in
            let varied = model.plan(from: plan, sharing: sharedCandidates)
            let view = try CandidateView(
                plan: varied, overview: sample.overview, pool: sample.pool, weights: weights,
                shouldContinue: { !Task.isCancelled })
            return (plan: varied, view: view)
        }
        // The longest first, so that none is left alone at the end.
        let jobs = points.indices.reversed().flatMap { place in
            models.indices.flatMap { model in (0..<repeats).map { (model: model, place: place, repetition: $0) } }
        }
        let trials = try await concurrently(jobs.count, workers: workers) { index in
            let job = jobs[index]
            let ofJob = try self.trials(
                job.model, of: variants[job.model], points: points[job.place], repetition: job.repetition,
                candidates: sets[job.repetition])
            progress(searchCount + index, 1)
            return ofJob
        }
        return zip(jobs, trials).sorted { one, other in
            (one.0.model, one.0.place, one.0.repetition) < (other.0.model, other.0.place, other.0.repetition)
        }.flatMap(\.1)
    }

    private func seed(_ repetition: Int) -> UInt64 { plan.randomSeed &+ UInt64(repetition) }

    /// Trains a model once, and judges it by every quantity.
    private func trials(
        _ model: Int, of variant: (plan: Plan, view: CandidateView), points: Int, repetition: Int, candidates: [Int]
    ) throws -> [CalibrationTrial] {
        var plan = variant.plan
        plan.randomSeed = seed(repetition)
        let learned = Array(candidates.prefix(points))
        let predicted = sample.usable(without: Set(learned))
        var trials = quantities.map { quantity in
            CalibrationTrial(
                model: models[model], quantity: quantity, points: points, repetition: repetition,
                seed: plan.randomSeed, predicted: predicted.count)
        }
        let watch = ContinuousClock.now
        do {
            let training = try Committee(
                plan: plan, view: variant.view, weights: weights, hasOnlookers: false
            ).train(
                sample.observations(at: learned), mode: .cold, shouldContinue: { !Task.isCancelled })
            let seconds = watch.duration(to: .now).seconds
            let standings = training.report.standings
            for quantity in trials.indices {
                trials[quantity].seconds = seconds
                trials[quantity].score = CalibrationScore(
                    of: training.posteriors[quantity], at: predicted,
                    measured: sample.measured(quantity, at: predicted), truth: sample.truth(quantity, at: predicted),
                    noiseVariances: sample.noiseVariances(quantity, at: predicted))
                trials[quantity].claim = CalibrationClaim(training.report.objectives[quantity])
                trials[quantity].findings = training.report.findings.map { $0.text(objectives: quantities) }
                guard standings.count > 1 else { continue }
                trials[quantity].weights = Dictionary(
                    standings.map { ($0.name, $0.weights[quantity]) }, uniquingKeysWith: +)
            }
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch {
            for quantity in trials.indices { trials[quantity].failure = "\(error)" }
        }
        return trials
    }

    /// The candidates that are learned in each repeat, in the order in which numbers of them are taken.
    private func trainingSets(
        workers: Int, progress: @escaping @Sendable (Int, Double) -> Void
    ) async throws -> [[Int]] {
        let most = points.last ?? 0
        switch sampling {
        case .random:
            return (0..<repeats).map { repetition in
                var source = RandomSource(seed: seed(repetition), stream: "calibration")
                return Array(source.shuffled(sample.usable).prefix(most))
            }
        case .search:
            return try await concurrently(repeats, workers: workers) { repetition in
                var plan = plan
                plan.randomSeed = seed(repetition)
                // Answers that cannot be used are paid for, and teach nothing.
                let budget = max(0, most - plan.seeds.count) + sample.refused.count
                plan.budget = Budget()
                plan.budget.measurements = budget
                let run = try Simulation(plan, on: specimen, weights: weights).run {
                    progress(repetition, Double($0) / Double(max(1, budget)))
                }
                progress(repetition, 1)
                guard run.measured.count >= most else {
                    throw UnusableCalibration(
                        "the search with seed \(plan.randomSeed) ended after \(run.measured.count) measurements: "
                            + "\(run.run.phase); ask for at most so many points")
                }
                return Array(run.measured.prefix(most))
            }
        }
    }
}
