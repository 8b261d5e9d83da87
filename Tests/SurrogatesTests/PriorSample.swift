import LinearAlgebra
import Randomness
import Surrogates

/// A function's values with noise, drawn from a process whose parameters are drawn first.
struct PriorSample: ~Copyable {
    let points: Matrix<Double>
    let targets: [Double]
    let heldOutPoints: Matrix<Double>
    let heldOutTargets: [Double]

    init(
        from process: GaussianProcess, _ priors: Hyperpriors, measured: Int, heldOut: Int, _ source: inout RandomSource
    ) throws {
        var process = process
        let groups = process.parameterGroups.flatMap { Array(repeating: $0, count: $0.count) }
        process.trainedParameters = groups.map { group in
            priors[group.name].map { $0.location + $0.scale * source.normal() } ?? 0
        }
        let count = measured + heldOut
        let all = Matrix(rows: count, columns: 2, elements: source.normals(2 * count))
        var covariance = Matrix<Double>(rows: count, columns: count)
        process.kernel.covariance(of: all, into: &covariance)
        for row in 0..<count { covariance[row, row] += process.noise }
        var values = [Double](repeating: 0, count: count)
        multiply(try Cholesky(factoring: covariance).lower(), source.normals(count), into: &values)
        points = all.rows(0..<measured)
        targets = Array(values[..<measured])
        heldOutPoints = all.rows(measured..<count)
        heldOutTargets = Array(values[measured...])
    }
}
