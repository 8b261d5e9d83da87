import LinearAlgebra
import Randomness
import Surrogates
import Testing

@Suite struct `A pool's posterior, however it is kept` {
    static let measured = (0..<100).map { 25 * $0 }
    static let noiseVariances = measured.map { 0.02 * Double(1 + $0 % 3) }

    static func posterior(_ storage: StorageCase) throws -> PoolPosterior {
        try PoolPosterior(
            [.init(PoolCase.process, embedding: PoolCase.embedding, priorMeans: PoolCase.priorMeans)],
            measured: measured, targets: measured.map(PoolCase.target), noiseVariances: noiseVariances,
            resources: storage.resources)
    }

    @Test(arguments: StorageCase.all)
    func `reports how that is, and what it costs`(storage: StorageCase) throws {
        let pool = try Self.posterior(storage)
        let report = pool.storage()
        #expect(report.observations == 100 && report.candidates == PoolCase.count)
        #expect(report.precisions == [storage.precision])
        #expect(storage.rows.contains(report.rows[0]))
        #expect(report.meanError <= storage.tolerance && report.deviationError <= 1e-4)
        #expect(report.bytes <= report.memory || report.rows == [0])
        #expect(report.description.contains("predictions of 2500 candidates from 100 measurements, "))
        let isWhole = report.rows[0] == 100
        #expect(
            pool.keeping == [
                report.rows[0] == 0
                    ? .none : !isWhole ? .some : storage.precision == .double ? .allInDouble : .allInSingle
            ])
        let words =
            isWhole
            ? "all in memory, in \(storage.precision) precision; "
            : report.rows[0] == 0
                ? "computed anew for every question; " : "the newest \(report.rows[0]) measurements' part in memory, "
        #expect(report.description.contains("measurements, " + words), "\(report)")
        let expected = report.rows[0] * PoolCase.count * (storage.precision == .double ? 8 : 4)
        #expect(report.bytes >= expected + PoolCase.count * (2 * 4 + 3 * 8))
    }

    @Test(arguments: StorageCase.all, 1...3 as ClosedRange<UInt64>)
    func `is the posterior of what remains after any updates`(storage: StorageCase, seed: UInt64) throws {
        var source = RandomSource(seed: seed)
        var pool = try Self.posterior(storage)
        let scale = pool.scale
        let square = scale.standardDeviation * scale.standardDeviation
        var measured = Self.measured
        var standardized = measured.map { scale.standardize(PoolCase.target($0)) }
        var noise = Self.noiseVariances.map { $0 / square }
        func expectations(_ candidates: [Int]) throws -> [Double] {
            try PoolCase.dense(
                PoolCase.process, measured: measured, standardized: standardized, noiseVariances: noise,
                priorMeans: PoolCase.priorMeans, at: candidates
            ).mean
        }
        for _ in 0..<12 {
            let several = (0..<3).map { _ in source.integer(below: PoolCase.count) }
            switch source.integer(below: 5) {
            case 0:
                let number = 1 + source.integer(below: 3)
                pool.removeLast(number)
                measured.removeLast(number)
                standardized.removeLast(number)
                noise.removeLast(number)
            case 1:
                try pool.believe(several)
                // Each believes what it would have after the others, which is what is expected now.
                standardized += try expectations(several)
                measured += several
                noise += [0, 0, 0]
            case 2:
                try pool.append(several, targets: several.map(PoolCase.target), noiseVariances: [0.1, 0, 0.3])
                measured += several
                standardized += several.map { scale.standardize(PoolCase.target($0)) }
                noise += [0.1, 0, 0.3].map { $0 / square }
            case 3:
                try pool.imagine(several[0], value: 7)
                measured.append(several[0])
                standardized.append(scale.standardize(7))
                noise.append(0)
            default:
                try pool.append(several[0], target: PoolCase.target(several[0]), noiseVariance: 0.2)
                measured.append(several[0])
                standardized.append(scale.standardize(PoolCase.target(several[0])))
                noise.append(0.2 / square)
            }
        }
        #expect(pool.observed == measured)
        let chosen = Array(stride(from: 0, to: PoolCase.count, by: 7)) + measured.suffix(5)
        let exact = try PoolCase.dense(
            PoolCase.process, measured: measured, standardized: standardized, noiseVariances: noise,
            priorMeans: PoolCase.priorMeans, at: chosen)
        let prediction = pool.prediction(at: chosen)
        #expect(greatestDifference(prediction.mean.map(scale.standardize), exact.mean) < storage.tolerance)
        #expect(
            greatestDifference(prediction.variance.map { $0 / square }, exact.covariance.diagonal) < storage.tolerance)
        let whole = pool.prediction()
        #expect(prediction.mean == chosen.map { whole.mean[$0] })
        #expect(greatestDifference(prediction.variance, chosen.map { whole.variance[$0] }) < 1e-12)
    }

    @Test(arguments: StorageCase.all)
    func `is what it was once everything is taken back`(storage: StorageCase) throws {
        var pool = try Self.posterior(storage)
        let before = pool.prediction()
        try pool.believe([5, 6, 7])
        try pool.append(8, target: 4)
        pool.removeLast(4)
        let after = pool.prediction()
        // A row that is not kept is found again, to within single precision.
        let tolerance = storage.resources.memory == 0 ? 1e-5 : 1e-12
        #expect(greatestDifference(before.mean, after.mean) < tolerance)
        #expect(greatestDifference(before.variance, after.variance) < tolerance)
    }

    @Test(arguments: StorageCase.all)
    func `covaries as the formula says, with references as with all`(storage: StorageCase) throws {
        let pool = try Self.posterior(storage)
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        let references = [3, 25, 800, 2499, 3]
        let chosen = Array(500..<1100)
        let exact = try PoolCase.dense(
            PoolCase.process, measured: Self.measured,
            standardized: Self.measured.map { pool.scale.standardize(PoolCase.target($0)) },
            noiseVariances: Self.noiseVariances.map { $0 / square }, priorMeans: PoolCase.priorMeans,
            at: references + chosen)
        var expected = Matrix<Double>(rows: chosen.count, columns: references.count)
        for row in chosen.indices {
            for column in references.indices {
                expected[row, column] = square * exact.covariance[references.count + row, column]
            }
        }
        let prepared = pool.covariances(with: references)
        let tolerance = square * storage.tolerance
        #expect(greatestDifference(prepared.covariance(of: 500..<1100).elements, expected.elements) < tolerance)
        #expect(greatestDifference(prepared.covariance(of: chosen).elements, expected.elements) < tolerance)
        #expect(
            greatestDifference(pool.covariance(of: chosen, with: references).elements, expected.elements) < tolerance)
        let among = prepared.amongReferences()
        #expect(abs(among[1, 2] - square * exact.covariance[1, 2]) < tolerance)
        var covered = 0
        prepared.forEachBlock { range, block in
            #expect(range.lowerBound == covered && block.rows == range.count && block.columns == 5)
            for candidate in range where chosen.contains(candidate) {
                #expect(abs(block[candidate - range.lowerBound, 2] - expected[candidate - 500, 2]) < tolerance)
            }
            covered = range.upperBound
        }
        #expect(covered == PoolCase.count)
    }

    @Test(arguments: StorageCase.all)
    func `loses variance to a belief as the covariance with it says`(storage: StorageCase) throws {
        var pool = try Self.posterior(storage)
        let reference = 1234
        let before = pool.prediction().variance
        let covariances = pool.covariance(of: 0..<PoolCase.count, with: [reference]).elements
        let total = before[reference] + pool.noiseVariance
        try pool.believe(reference)
        let after = pool.prediction().variance
        let expected = covariances.map { $0 * $0 / total }
        let square = pool.scale.standardDeviation * pool.scale.standardDeviation
        #expect(
            greatestDifference(zip(before, after).map { $0 - $1 }, expected) < 2 * square * storage.tolerance)
    }

    @Test func `steps down rather than outgrow its memory`() throws {
        // Room for some 70 rows in double precision beside the 64 that are foreseen.
        var source = RandomSource(seed: 3)
        let candidates = (0..<300).map { _ in source.integer(below: PoolCase.count) }
        var pool = try PoolPosterior(
            [.init(PoolCase.process, embedding: PoolCase.embedding)], measured: [1, 2],
            targets: [1, 2].map(PoolCase.target), scale: TargetScale(of: candidates.map(PoolCase.target)),
            resources: PosteriorResources(memory: 2_700_000))
        #expect(pool.storage().precisions == [.double])
        for candidate in candidates { try pool.append(candidate, target: PoolCase.target(candidate)) }
        let report = pool.storage()
        #expect(report.precisions == [.single])
        #expect(report.rows[0] > 0 && report.rows[0] < 302)
        #expect(report.meanError < 1e-5 && report.deviationError < 1e-4)
        // The factor of many more observations than were foreseen is all that is added.
        #expect(report.bytes - 8 * 2 * 302 * 302 <= report.memory)
        #expect(pool.observed.count == 302)
    }

    @Test func `stays in double precision where noise is too small for single`() throws {
        var process = PoolCase.process
        process.noise = 1e-8
        let pool = try PoolPosterior(
            [.init(process, embedding: PoolCase.embedding)], measured: Self.measured,
            targets: Self.measured.map(PoolCase.target), resources: PosteriorResources(exactBytes: 0))
        #expect(pool.storage().precisions == [.double])
        #expect(pool.storage().solvedInSingle == [false])
        process.noise = 0
        let prior = try PoolPosterior(
            [.init(process, embedding: PoolCase.embedding)], measured: [], targets: [],
            resources: PosteriorResources(exactBytes: 0))
        #expect(prior.storage().precisions == [.double])
    }

    @Test func `does not depend on the number of threads`() throws {
        let count = 20_000
        var source = RandomSource(seed: 8)
        let embedding = source.normals(2 * count).map { Float($0) }
        let measured = (0..<200).map { 97 * $0 }
        let targets = source.normals(200)
        func predictions(_ threads: Int) throws -> [Prediction] {
            var pool = try PoolPosterior(
                [.init(PoolCase.process, embedding: embedding), .init(PoolCase.other, embedding: embedding)],
                measured: measured, targets: targets, resources: PosteriorResources(threads: threads))
            let first = pool.prediction()
            try pool.append([3, 4], targets: [1, 2])
            var drawing = RandomSource(seed: 4)
            let sample = try pool.sample(using: &drawing)
            return [first, pool.prediction(), Prediction(mean: sample, variance: sample.map { _ in 0 })]
        }
        #expect(try predictions(1) == predictions(2))
    }
}
