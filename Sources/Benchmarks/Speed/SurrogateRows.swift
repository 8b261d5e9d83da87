private import LinearAlgebra
private import Networks
private import Randomness
import Surrogates

/// What a deep kernel and its pool cost: training iterations, predictions of the pool, updates between trainings.
func surrogateRows(_ bench: inout Bench) {
    var published = DeepKernelConfiguration.published
    published.threads = bench.threads
    iterationRows(&bench, RowNames.publishedIteration, published, [20, 50, 100, 200, 500, 1000])
    var ensemble = DeepKernelConfiguration()
    ensemble.threads = bench.threads
    ensemble.crossFits = false
    ensemble.patience = 0
    ensemble.restartMargin = nil
    iterationRows(&bench, RowNames.ensembleIteration, ensemble, [20, 50, 100, 200])
    // The posterior brings itself up to date; it does not know of the threads of a training.
    if bench.threads == 1 { poolRows(&bench) }
}

/// Whole iterations: network forward, evidence and its gradients, network backward, Adam for both.
///
/// The operations are those of the network's products in single precision, and in double precision n³ for the factor and
/// inverse of the covariance and 2 n³ more for the gradient of the leave-one-out density.
private func iterationRows(
    _ bench: inout Bench, _ name: String, _ configuration: DeepKernelConfiguration, _ counts: [Int]
) {
    let inputs = 256
    let widths = [inputs] + configuration.layers
    let members = Double(configuration.members)
    let products = members * zip(widths, configuration.layers).reduce(0) { $0 + Double($1.0 * $1.1) }
    let iterations = bench.isQuick ? 5 : 20
    for n in counts {
        // The pool is what is measured and no more; what a training does beside its iterations is subtracted.
        let features = FeatureTable(dimension: inputs, elements: Bench.numbers(n * inputs))
        let observations = Observations(candidates: Array(0..<n), targets: Bench.numbers(n))
        let models = [1, iterations + 1].map { count in
            var configuration = configuration
            configuration.warmIterations = count
            let model = DeepKernel(features: features, configuration: configuration, seed: 1)
            train(model, observations, .cold)
            return model
        }
        let seconds = models.map { model in
            bench.shortest(of: bench.durations { train(model, observations, .warm) })
        }
        let cube = Double(n) * Double(n) * Double(n)
        bench.add(
            name, n: n, seconds: (seconds[1] - seconds[0]) / Double(iterations),
            operations: Bench.Operations(
                single: 6 * Double(n) * products,
                double: members * cube * (configuration.objective == .leaveOneOut ? 3 : 1)))
    }
}

/// Predictions of a pool at n = 200 on two embedded dimensions, what one more measurement costs, and draws for Thompson
/// sampling: jointly of some candidates, and pathwise of the whole pool.
///
/// The memory is what plans have by default; rows of a million candidates are kept in single precision or in part.
private func poolRows(_ bench: inout Bench) {
    let process = GaussianProcess(
        kernel: StationaryKernel(.matern52, lengthScales: [0.3, 0.4]), noise: 0.01)
    for count in bench.isQuick ? [2500] : [2500, 100_000, 1_000_000] {
        let observations = Observations(
            candidates: (0..<200).map { $0 * (count / 200) }, targets: Bench.numbers(200))
        let embedding: [Float] = Bench.numbers(2 * count)
        bench.measure("pool posterior, n = 200, N = \(count)", n: 200, remark: perCandidate(count)) {
            _ = posterior(process, embedding, observations).prediction()
        }
        var pool = posterior(process, embedding, observations)
        bench.measure("append and take back one measurement, N = \(count)", n: 200, remark: perCandidate(count)) {
            do {
                try pool.append(count / 2 + 7, target: 0.1)
                pool.removeLast()
            } catch {
                preconditionFailure("\(error)")
            }
        }
        var source = RandomSource(seed: 1, stream: "benchmark sample")
        bench.measure("pathwise draw of all candidates, N = \(count)", n: 200, remark: perCandidate(count)) {
            do {
                _ = try pool.sample(using: &source)
            } catch {
                preconditionFailure("\(error)")
            }
        }
        guard count <= 100_000 else { continue }
        let candidates = Array(0..<2048)
        bench.measure(
            "joint sample of 2048 candidates, N = \(count)", n: 200,
            operations: 2048.0 * 2048 * (2 * 200 + 2048 / 3), precision: .double
        ) {
            do {
                _ = try pool.sample(of: candidates, using: &source)
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }
}

private func perCandidate(_ count: Int) -> (Double) -> String {
    { "\(($0 / Double(count) * 1e9).rounded()) ns a candidate" }
}

/// Trains a model, which cannot fail on numbers like ours.
@discardableResult
func train(_ model: any Surrogate, _ observations: Observations, _ mode: TrainingMode) -> Training {
    do {
        return try model.train(observations, mode: mode)
    } catch {
        preconditionFailure("\(error)")
    }
}

private func posterior(
    _ process: GaussianProcess, _ embedding: [Float], _ observations: Observations
) -> PoolPosterior {
    do {
        return try PoolPosterior(
            [(process, embedding)], measured: observations.candidates, targets: observations.targets[0])
    } catch {
        preconditionFailure("\(error)")
    }
}
