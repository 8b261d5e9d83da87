import Acquisition
import ArgumentParser

/// The posterior that `saccade compute acquisition` reads, and where its candidates lie.
struct ComputeAcquisitionPosterior: ParsableArguments {
    @Option(parsing: .singleValue, help: ArgumentHelp("Posterior means [N]; once an objective.", valueName: "m.npy"))
    var mean: [String]
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Posterior standard deviations [N]; once an objective.", valueName: "s.npy"))
    var std: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Posterior covariances [N, N], in place of --std; once an objective.", valueName: "C.npy"))
    var covariance: [String] = []
    @Option(parsing: .unconditional, help: "The variance of an observation's noise, beside --covariance.") var noise:
        Double = 0
    @Option(help: ArgumentHelp("A joint sample of the posterior [N], for thompson.", valueName: "f.npy")) var sample:
        String?
    @Option(help: ArgumentHelp("The measured candidates, counted from 0 [n].", valueName: "k.npy")) var known: String?
    @Option(help: ArgumentHelp("What was measured [n], [n, objectives].", valueName: "y.npy")) var values: String?
    @Option(help: ArgumentHelp("Where the candidates lie, x and y [N, 2].", valueName: "P.npy")) var positions: String?

    /// One belief for each objective; the constraints are the first one's.
    func beliefs(constraints: [Constraint]) throws -> [Belief] {
        guard !mean.isEmpty else { throw Failure("--mean: one file for each objective was expected", .usage) }
        for (files, option) in [(std, "--std"), (covariance, "--covariance")] {
            guard files.isEmpty || files.count == mean.count else {
                throw Failure(
                    "\(option): \(mean.count) files were expected, as many as --mean, got \(files.count)", .usage)
            }
        }
        guard noise >= 0, noise.isFinite else {
            throw Failure("--noise \(noise): a variance of 0 or more was expected", .usage)
        }
        guard std.isEmpty != covariance.isEmpty else {
            throw Failure("give the posterior's --std, or its --covariance, and not both", .usage)
        }
        var beliefs: [Belief] = []
        for index in mean.indices {
            let means = try ArrayFile.vector(mean[index], "--mean")
            var belief =
                covariance.isEmpty
                ? try plainBelief(means, index) : try jointBelief(means, index)
            if index == 0 {
                belief.sample = try sample.map { try ArrayFile.vector($0, "--sample") }
                belief.constraints = constraints
            } else {
                try expect(means.count, beliefs[0].mean.count, mean[index], "means", "as \(mean[0]) has")
            }
            beliefs.append(belief)
        }
        return beliefs
    }

    private func plainBelief(_ means: [Double], _ index: Int) throws -> Belief {
        let deviations = try ArrayFile.vector(std[index], "--std")
        guard means.count == deviations.count, deviations.allSatisfy({ $0 >= 0 }) else {
            throw Failure(
                "\(std[index]): \(means.count) standard deviations of 0 or more were expected, as \(mean[index]) has",
                .badData)
        }
        return Belief(mean: means, standardDeviation: deviations)
    }

    private func jointBelief(_ means: [Double], _ index: Int) throws -> Belief {
        let path = covariance[index]
        let matrix = try ArrayFile.matrix(path, "--covariance")
        let count = means.count
        guard matrix.rows == count, matrix.columns == count else {
            throw Failure(
                "\(path): covariances [\(count), \(count)] were expected, as \(mean[index]) has \(count) means, got "
                    + "[\(matrix.rows), \(matrix.columns)]", .badData)
        }
        for row in 0..<count {
            let variance = matrix.elements[row * count + row]
            guard variance >= 0 else {
                throw Failure(
                    "\(path): the variance [\(row), \(row)] is \(variance), and 0 or more was expected", .badData)
            }
            for column in 0..<row {
                let (one, other) = (matrix.elements[row * count + column], matrix.elements[column * count + row])
                let scale = (variance * matrix.elements[column * count + column]).squareRoot()
                guard abs(one - other) <= 1e-6 * scale + .leastNormalMagnitude else {
                    throw Failure(
                        "\(path): [\(row), \(column)] is \(one) and [\(column), \(row)] is \(other); a covariance is symmetric",
                        .badData)
                }
            }
        }
        return CovarianceBelief(mean: means, covariance: matrix.elements, noiseVariance: noise).belief
    }

    /// The measured candidates.
    func knownCandidates(count: Int) throws -> [Int] {
        guard let known else { return [] }
        return try ArrayFile.vector(known, "--known").map { number in
            guard let candidate = Int(exactly: number), (0..<count).contains(candidate) else {
                throw Failure(
                    "\(known): whole numbers from 0 to \(count - 1) were expected, the candidates' indices, got \(number)",
                    .badData)
            }
            return candidate
        }
    }

    /// The measured values, one array for each objective; none if none were given.
    func measuredValues(objectives: Int) throws -> [[Double]] {
        guard let values else { return [] }
        let matrix = try ArrayFile.matrix(values, "--values")
        try expect(matrix.columns, objectives, values, "columns", "one an objective")
        if let known {
            try expect(matrix.rows, try ArrayFile.vector(known, "--known").count, values, "rows", "as \(known) has")
        }
        return (0..<objectives).map { objective in
            (0..<matrix.rows).map { matrix.elements[$0 * objectives + objective] }
        }
    }

    /// Where the stage goes for each candidate.
    func stagePositions(count: Int) throws -> [StagePosition]? {
        guard let positions else { return nil }
        let matrix = try ArrayFile.matrix(positions, "--positions")
        try expect(matrix.columns, 2, positions, "columns", "x and y")
        try expect(matrix.rows, count, positions, "rows", "one a candidate")
        return (0..<count).map { StagePosition(x: matrix.elements[2 * $0], y: matrix.elements[2 * $0 + 1]) }
    }

    /// The pixels of the positions, on the grid of their least spacing along each axis.
    func geometry(count: Int) throws -> PoolGeometry? {
        guard let places = try stagePositions(count: count) else { return nil }
        let (columns, columnSpacing) = Self.grid(places.map(\.x))
        let (rows, rowSpacing) = Self.grid(places.map(\.y))
        let pixels = zip(rows, columns).map { Pixel(row: $0, column: $1) }
        return PoolGeometry(index: PixelIndex(pixels), rowSpacing: rowSpacing, columnSpacing: columnSpacing)
    }

    private static func grid(_ coordinates: [Double]) -> (indices: [Int], spacing: Double) {
        let sorted = coordinates.sorted()
        guard let first = sorted.first, let last = sorted.last, last > first else {
            return (coordinates.map { _ in 0 }, 1)
        }
        // Rounded coordinates of one row differ a little; what is finer than a millionth is taken for that.
        let finest = (last - first) * 1e-6
        let gaps = zip(sorted, sorted.dropFirst()).lazy.map { $1 - $0 }.filter { $0 > finest }
        let spacing = gaps.min() ?? last - first
        return (coordinates.map { Int((($0 - first) / spacing).rounded()) }, spacing)
    }

    private func expect(_ found: Int, _ expected: Int, _ path: String, _ things: String, _ why: String) throws {
        guard found == expected else {
            throw Failure("\(path): \(expected) \(things) were expected, \(why), got \(found)", .badData)
        }
    }
}
