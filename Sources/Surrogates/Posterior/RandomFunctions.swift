import LinearAlgebra
import Randomness

/// Functions drawn from a zero-mean process, which can be evaluated anywhere.
protocol RandomFunctions: Sendable {
    /// Adds the values of the functions at points, a row a function, a column a point, to `result`.
    func addValues(at points: borrowing Matrix<Double>, to result: inout Matrix<Double>)
}

/// Functions as sums of random cosines, in single precision.
final class FeatureFunctions: RandomFunctions {
    /// Frequencies in turns, features x coordinates.
    private let frequencies: Matrix<Float>
    /// Slopes and intercepts of the factors that are lines.
    private let lines: [Lines]
    /// The weights of the cosines and of the sines, functions x features.
    private let cosineWeights: Matrix<Float>
    private let sineWeights: Matrix<Float>

    private final class Lines: Sendable {
        let slopes: Matrix<Float>
        let intercepts: [Float]

        init(_ line: [Double], dimension: Int) {
            let width = dimension + 1
            let count = line.count / width
            intercepts = (0..<count).map { Float(line[$0 * width + dimension]) }
            slopes = Matrix(
                rows: count, columns: dimension,
                elements: (0..<count).flatMap { line[$0 * width..<$0 * width + dimension].map { Float($0) } })
        }
    }

    init(_ features: RandomFeatures, functions: Int, using source: inout RandomSource) {
        frequencies = Matrix(
            rows: features.count, columns: features.dimension, elements: features.frequencies.map { Float($0) })
        lines = features.lines.map { Lines($0, dimension: features.dimension) }
        func weights() -> Matrix<Float> {
            let normals = source.normals(functions * features.count)
            return Matrix(
                rows: functions, columns: features.count,
                elements: normals.indices.map { Float(normals[$0] * features.amplitudes[$0 % features.count]) })
        }
        cosineWeights = weights()
        sineWeights = weights()
    }

    func addValues(at points: borrowing Matrix<Double>, to result: inout Matrix<Double>) {
        let points = points.rounded()
        var cosines = Matrix<Float>(rows: frequencies.rows, columns: points.rows)
        multiply(frequencies, points, transposing: .second, into: &cosines)
        var sines = cosines.copy()
        cosines.replaceTurnsByCosines(sines: &sines)
        for line in lines {
            var factors = Matrix<Float>(rows: frequencies.rows, columns: points.rows)
            multiply(line.slopes, points, transposing: .second, into: &factors)
            cosines.multiplyElements(by: factors, plus: line.intercepts)
            sines.multiplyElements(by: factors, plus: line.intercepts)
        }
        var values = Matrix<Float>(rows: result.rows, columns: result.columns)
        multiply(cosineWeights, cosines, into: &values)
        multiply(sineWeights, sines, adding: 1, into: &values)
        result.add(values, scale: 1)
    }
}

/// Functions of any kernel: drawn exactly at some points, and elsewhere what these lead to expect.
///
/// Away from the points the variance of the functions falls short by what the points leave open.
final class InterpolatedFunctions: RandomFunctions {
    private let kernel: any Kernel
    private let points: Matrix<Double>
    /// K_ZZ⁻¹ times the values at the points Z, functions x points.
    private let weights: Matrix<Double>

    /// Draws functions at `points`.
    ///
    /// - Throws: ``SingularCovariance`` if the covariance of the points cannot be factored, jitter or not.
    init(
        _ process: GaussianProcess, at points: consuming Matrix<Double>, functions: Int,
        using source: inout RandomSource
    ) throws(SingularCovariance) {
        let count = points.rows
        var covariance = Matrix<Double>(rows: count, columns: count)
        process.kernel.covariance(of: points, into: &covariance)
        let factor: LowerTriangle
        do throws(NotPositiveDefinite) {
            factor = LowerTriangle(try Cholesky(factoring: covariance))
        } catch {
            throw SingularCovariance(process, error)
        }
        var weights = Matrix<Double>(rows: count, columns: functions, elements: source.normals(count * functions))
        factor.solve(&weights, transposing: true)
        kernel = process.kernel
        self.points = points
        self.weights = weights.transposed()
    }

    func addValues(at others: borrowing Matrix<Double>, to result: inout Matrix<Double>) {
        var covariance = Matrix<Double>(rows: points.rows, columns: others.rows)
        kernel.covariance(points, others, into: &covariance)
        multiply(weights, covariance, adding: 1, into: &result)
    }
}

extension Matrix<Float> {
    /// Replaces angles in turns by their cosines, and sets `sines`, of the same shape, to their sines.
    ///
    /// With r the angle less the nearest whole turn: cos 2πr = 1 - 2 sin² πr and sin 2πr = 2 sin πr cos πr, where
    /// Taylor's polynomials are within 1e-7 for |πr| <= π/2.
    fileprivate mutating func replaceTurnsByCosines(sines: inout Matrix<Float>) {
        precondition(rows == sines.rows && columns == sines.columns, "a sine an angle")
        unsafe sines.withUnsafeMutableElements { sines in
            unsafe withUnsafeMutableElements { angles in
                for index in angles.indices {
                    let turns = unsafe angles[index]
                    // Adding 1.5 * 2^23 leaves no room for a fraction.
                    let difference = turns - ((turns + 0x1.8p23) - 0x1.8p23)
                    let above = difference < -0.5 ? -0.5 : difference
                    let x = (above > 0.5 ? 0.5 : above) * Float.pi
                    let square = x * x
                    var sine: Float = -2.505210839e-8
                    sine = sine * square + 2.755731922e-6
                    sine = sine * square - 1.984126984e-4
                    sine = sine * square + 8.333333333e-3
                    sine = sine * square - 1.666666667e-1
                    sine = sine * square * x + x
                    var cosine: Float = 2.087675699e-9
                    cosine = cosine * square - 2.755731922e-7
                    cosine = cosine * square + 2.480158730e-5
                    cosine = cosine * square - 1.388888889e-3
                    cosine = cosine * square + 4.166666667e-2
                    cosine = cosine * square - 0.5
                    cosine = cosine * square + 1
                    unsafe angles[index] = 1 - 2 * sine * sine
                    unsafe sines[index] = 2 * sine * cosine
                }
            }
        }
    }

    /// Multiplies every element by that of another matrix plus a number a row.
    fileprivate mutating func multiplyElements(by other: borrowing Matrix<Float>, plus intercepts: [Float]) {
        precondition(rows == other.rows && columns == other.columns && rows == intercepts.count, "one shape")
        let columns = columns
        unsafe other.withUnsafeElements { other in
            unsafe withUnsafeMutableElements { elements in
                for (row, intercept) in intercepts.enumerated() {
                    for index in row * columns..<(row + 1) * columns {
                        unsafe elements[index] *= other[index] + intercept
                    }
                }
            }
        }
    }
}
