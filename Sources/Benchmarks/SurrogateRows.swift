private import LinearAlgebra
private import Networks
private import Randomness
private import Surrogates

/// What a deep kernel and its pool cost: training iterations, predictions of the pool, updates between trainings.
func surrogateRows(_ bench: inout Bench) {
    trainingRows(&bench)
    poolRows(&bench)
}

/// Whole iterations: network forward, likelihood and its gradients, network backward, Adam for both.
private func trainingRows(_ bench: inout Bench) {
    let widths = [256, 1000, 500, 50, 2]
    let products = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let iterations = bench.isQuick ? 5 : 20
    var configuration = DeepKernelConfiguration.published
    configuration.layers = Array(widths.dropFirst())
    for n in [20, 50, 100, 200, 500] {
        // The pool is what is measured and no more; what a training does beside its iterations is subtracted.
        let features = FeatureTable(dimension: widths[0], elements: Bench.numbers(n * widths[0]))
        let targets: [Double] = Bench.numbers(n)
        let measured = Array(0..<n)
        let seconds = [1, iterations + 1].map { count in
            configuration.warmIterations = count
            let model = DeepKernel(features: features, configuration: configuration, seed: 1)
            return bench.shortest(of: bench.durations { train(model, measured, targets) })
        }
        bench.add(
            "deep kernel iteration, net 256-1000-500-50-2", n: n,
            seconds: (seconds[1] - seconds[0]) / Double(iterations),
            operations: 6 * Double(n) * Double(products))
    }
}

/// Predictions of a pool at n = 200 on two embedded dimensions, and what one more measurement costs at n = 500.
private func poolRows(_ bench: inout Bench) {
    let process = GaussianProcess(
        kernel: StationaryKernel(.matern52, lengthScales: [0.3, 0.4]), noise: 0.01)
    for count in [2500, 100_000] {
        let embedding: [Float] = Bench.numbers(2 * count)
        let measured = (0..<200).map { $0 * (count / 200) }
        let targets: [Double] = Bench.numbers(200)
        bench.measure("pool posterior, n = 200, N = \(count)", n: 200, remark: perCandidate(count)) {
            _ = posterior(process, embedding, measured, targets).prediction()
        }
    }
    let count = bench.isQuick ? 20_000 : 100_000
    let measured = (0..<500).map { $0 * (count / 500) }
    var pool = posterior(process, Bench.numbers(2 * count), measured, Bench.numbers(500))
    bench.measure("append and take back one measurement, N = \(count)", n: 500, remark: perCandidate(count)) {
        do {
            try pool.append(count / 2 + 7, target: 0.1)
            pool.removeLast()
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

private func perCandidate(_ count: Int) -> (Double) -> String {
    { "\(($0 / Double(count) * 1e9).rounded()) ns a candidate" }
}

private func train(_ model: DeepKernel, _ measured: [Int], _ targets: [Double]) {
    do {
        _ = try model.train(Observations(candidates: measured, targets: targets), mode: .warm)
    } catch {
        preconditionFailure("\(error)")
    }
}

private func posterior(
    _ process: GaussianProcess, _ embedding: [Float], _ measured: [Int], _ targets: [Double]
) -> PoolPosterior {
    do {
        return try PoolPosterior([(process, embedding)], measured: measured, targets: targets)
    } catch {
        preconditionFailure("\(error)")
    }
}
