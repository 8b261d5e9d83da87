/// What the numerics are held to: ratios, so that the machine does not matter.
extension Threshold {
    static let all: [Threshold] = {
        var result: [Threshold] = []
        for n in [200, 500, 1000] {
            result.append(Threshold(Place(name: RowNames.publishedIteration, n: n), .fractionOfPeak(0.7)))
        }
        // 3 ms where a core reaches 118 GFLOP/s, as it did where this was written; what limits is memory, not products.
        result.append(Threshold(Place(name: RowNames.publishedIteration, n: 20), .units(0.18)))
        // 1.2 s where a core reaches 85 GFLOP/s.
        result.append(
            Threshold(
                Place(name: RowNames.step(RowNames.published, isCold: true), threads: 2, n: 100), .units(51)))
        // A warm step has a twentieth of the iterations, and as many candidates to predict.
        for model in [RowNames.published, RowNames.ensemble] {
            let cold = Place(name: RowNames.step(model, isCold: true), n: 100)
            let warm = Place(name: RowNames.step(model, isCold: false), n: 100)
            result.append(Threshold(warm, .times(model == RowNames.published ? 0.15 : 0.4, cold)))
        }
        // A second thread may be of no use, but must never be in the way.
        let iterations = [
            (RowNames.network, [20, 50, 100, 200, 500, 1000]),
            (RowNames.publishedIteration, [20, 50, 100, 200, 500, 1000]), (RowNames.ensembleIteration, [20, 100, 200]),
            (RowNames.step(RowNames.published, isCold: true), [20, 100, 200]),
            (RowNames.step(RowNames.published, isCold: false), [20, 100, 200]),
            (RowNames.step(RowNames.ensemble, isCold: true), [20, 100, 200]),
            (RowNames.step(RowNames.ensemble, isCold: false), [20, 100, 200]),
        ]
        for (name, counts) in iterations {
            for n in counts {
                let single = Place(name: name, n: n)
                result.append(Threshold(Place(name: name, threads: 2, n: n), .times(1.05, single)))
            }
        }
        // 0.2 s and 20 s where a core reaches 85 GFLOP/s.
        for (model, units) in [(RowNames.plain, 8.5), (RowNames.canvas, 850), (RowNames.coordinates, 850)] {
            result.append(
                Threshold(Place(name: RowNames.epoch(model), threads: 2, n: 3000), .units(units)))
        }
        return result
    }()
}
