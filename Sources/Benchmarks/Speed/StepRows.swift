private import Acquisition
private import Formulas
private import LinearAlgebra
import Surrogates

/// Whole steps of active learning on patches of 16 x 16 pixels: train (200 iterations cold, 10 warm), predict 2,500
/// candidates, score them by expected improvement.
///
/// A warm step goes on from a cold training of as many measurements.
func stepRows(_ bench: inout Bench) {
    let count = 2500
    let features = FeatureTable(dimension: 256, elements: Bench.numbers(256 * count))
    for (name, choice) in [
        (RowNames.published, DeepKernelConfiguration.published), (RowNames.ensemble, DeepKernelConfiguration()),
    ] {
        var configuration = choice
        configuration.threads = bench.threads
        for n in bench.isQuick ? [100] : [20, 100, 200] {
            let measured = (0..<n).map { $0 * (count / n) }
            let observations = Observations(candidates: measured, targets: Bench.numbers(n))
            let model = DeepKernel(features: features, configuration: configuration, seed: 1)
            bench.measure(RowNames.step(name, isCold: true), n: n) { step(model, observations, .cold) }
            bench.measure(RowNames.step(name, isCold: false), n: n) { step(model, observations, .warm) }
        }
    }
    if bench.threads == 1 { structureRows(&bench) }
}

/// Steps of the process on structure and space that the default committee seats: 10 numbers of the stem, 2 coordinates and
/// 8 components, predictions averaged over four draws of the parameters.
private func structureRows(_ bench: inout Bench) {
    let count = 2500
    let features = FeatureTable(dimension: 20, elements: Bench.numbers(20 * count))
    let formula =
        "matern-5/2(stem) + matern-5/2(components) + matern-5/2(coordinates) + matern-5/2(stem) * matern-5/2(coordinates)"
    let kernel: any Kernel
    do {
        kernel = try KernelFormula(parsing: formula).kernel(
            dimension: 20, blocks: ["stem": 0..<10, "coordinates": 10..<12, "components": 12..<20])
    } catch {
        preconditionFailure("\(error)")
    }
    for n in bench.isQuick ? [100] : [20, 100, 200, 500] {
        let measured = (0..<n).map { $0 * (count / n) }
        let observations = Observations(candidates: measured, targets: Bench.numbers(n))
        let model = GaussianProcessSurrogate(features: features, kernel: kernel, draws: 4, seed: 1)
        bench.measure(RowNames.step(RowNames.structure, isCold: true), n: n) { step(model, observations, .cold) }
        bench.measure(RowNames.step(RowNames.structure, isCold: false), n: n) { step(model, observations, .warm) }
    }
}

private func step(_ model: any Surrogate, _ observations: Observations, _ mode: TrainingMode) {
    let prediction = train(model, observations, mode).posterior.prediction()
    let belief = Belief(mean: prediction.mean, standardDeviation: prediction.standardDeviation)
    let incumbent = observations.candidates.map { prediction.mean[$0] }.max()
    do {
        _ = try AcquisitionFunction.expectedImprovement().scores(of: belief, incumbent: incumbent, goal: .maximize)
    } catch {
        preconditionFailure("\(error)")
    }
}
