import LinearAlgebra

/// Points and the coefficients of their covariances in single precision.
final class SingleCoefficients: Sendable {
    let points: Matrix<Float>
    let weights: Matrix<Float>

    init(points: consuming Matrix<Float>, weights: consuming Matrix<Float>) {
        self.points = points
        self.weights = weights
    }
}

/// Coefficients of linear combinations of the rows of V, n x S, made ready for products over the pool.
final class RowCoefficients: Sendable {
    /// The number S of combinations.
    let columns: Int
    /// The points of the leading observations whose rows are not kept.
    let unkeptPoints: Matrix<Double>
    /// L_b'⁻¹ times their coefficients.
    let unkept: Matrix<Double>
    /// The two in single precision, if the kernel and the size of the coefficients permit it.
    let unkeptSingle: SingleCoefficients?
    /// The coefficients of the rows that are kept.
    let kept: Matrix<Double>
    /// The same in single precision, if the rows are.
    let single: Matrix<Float>

    /// Prepares coefficients for the rows that a projection keeps now.
    ///
    /// - Parameters:
    ///   - coefficients: The coefficients, n x S.
    ///   - projection: The projection.
    ///   - divisor: By what the products will be divided, which magnifies their errors.
    init(_ coefficients: consuming Matrix<Double>, of projection: PoolProjection, divisor: Double = 1) {
        precondition(coefficients.rows == projection.observed.count, "a coefficient an observation")
        let first = projection.unkept
        columns = coefficients.columns
        unkeptPoints = projection.points(projection.observed.prefix(first))
        var leading = coefficients.rows(0..<first)
        projection.factor.solve(&leading, transposing: true)
        unkeptSingle =
            first > 0 && projection.permitsSingle(leading, divisor: divisor)
            ? SingleCoefficients(points: unkeptPoints.rounded(), weights: leading.rounded()) : nil
        unkept = leading
        let trailing = coefficients.rows(first..<coefficients.rows)
        single = projection.rows.precision == .single ? trailing.rounded() : Matrix(rows: 0, columns: 0)
        kept = trailing
    }
}

extension PoolProjection {
    /// Which way the products of `addProducts` lie.
    enum Layout {
        /// A row a combination, a column a candidate.
        case combinationsByCandidates
        /// A row a candidate, a column a combination.
        case candidatesByCombinations
    }

    /// Adds `scale` times linear combinations of the rows of V, over a range of candidates, to `result`.
    ///
    /// O(r S) a candidate for r rows kept, and O(b S) and b evaluations of the kernel for those not kept.
    ///
    /// - Parameters:
    ///   - coefficients: The coefficients of S combinations.
    ///   - scale: The factor of the combinations.
    ///   - range: The candidates.
    ///   - block: Their points.
    ///   - layout: Which way `result` lies.
    ///   - result: S x the candidates, or the transposed.
    func addProducts(
        _ coefficients: RowCoefficients, scale: Double, over range: Range<Int>, at block: borrowing Matrix<Double>,
        layout: Layout = .combinationsByCandidates, into result: inout Matrix<Double>
    ) {
        if let single = coefficients.unkeptSingle, let kernel = process.kernel as? any SinglePrecisionKernel {
            let others = singlePoints(range)
            var covariance = Matrix<Float>(rows: single.points.rows, columns: range.count)
            kernel.covariance(single.points, others, into: &covariance)
            var product = Matrix<Float>(rows: result.rows, columns: result.columns)
            Self.add(single.weights, covariance, scale: 1, layout: layout, into: &product)
            result.add(product, scale: scale)
        } else if coefficients.unkept.rows > 0 {
            var covariance = Matrix<Double>(rows: coefficients.unkept.rows, columns: range.count)
            process.kernel.covariance(coefficients.unkeptPoints, block, into: &covariance)
            Self.add(coefficients.unkept, covariance, scale: scale, layout: layout, into: &result)
        }
        guard rows.count > 0 else { return }
        if coefficients.columns == 1 {
            unsafe result.withUnsafeMutableElements { target in
                unsafe rows.addSum(coefficients.kept, scale: scale, over: range, to: target)
            }
        } else if let packed = rows.packDouble(range) {
            Self.add(coefficients.kept, packed, scale: scale, layout: layout, into: &result)
        } else if let packed = rows.packSingle(range) {
            var product = Matrix<Float>(rows: result.rows, columns: result.columns)
            Self.add(coefficients.single, packed, scale: 1, layout: layout, into: &product)
            result.add(product, scale: scale)
        }
    }

    private static func add<Scalar>(
        _ coefficients: borrowing Matrix<Scalar>, _ rows: borrowing Matrix<Scalar>, scale: Scalar, layout: Layout,
        into result: inout Matrix<Scalar>
    ) {
        if coefficients.columns == 1 {
            let weights = coefficients.elements
            unsafe result.withUnsafeMutableElements { target in
                unsafe rows.addTransposedProduct(weights, scale: scale, to: target)
            }
            return
        }
        switch layout {
        case .combinationsByCandidates:
            multiply(coefficients, rows, transposing: .first, scale: scale, adding: 1, into: &result)
        case .candidatesByCombinations:
            multiply(rows, coefficients, transposing: .first, scale: scale, adding: 1, into: &result)
        }
    }

    /// Whether the kernel may be evaluated in single precision for products with coefficients, a column a combination.
    fileprivate func permitsSingle(_ weights: borrowing Matrix<Double>, divisor: Double) -> Bool {
        guard rows.permitsSingle, process.kernel is any SinglePrecisionKernel else { return false }
        var greatest = 0.0
        for column in 0..<weights.columns {
            var sum = 0.0
            for row in 0..<weights.rows { sum += abs(weights[row, column]) }
            greatest = max(greatest, sum)
        }
        // A covariance is within a few units in the last place of its greatest value.
        let error = 4 * Double(Float.ulpOfOne) * greatest * (process.kernel.variances(at: points([0])).first ?? 0)
        return error <= PosteriorResources.tolerance * divisor
    }

    /// Returns some columns of V, n x m: O(n² m), or O(n m) where they are at hand.
    func columns(of candidates: [Int]) -> Matrix<Double> {
        if unkept == 0, let columns = rows.columns(candidates) { return columns }
        var result = Matrix<Double>(rows: observed.count, columns: candidates.count)
        process.kernel.covariance(points(observed), points(candidates), into: &result)
        factor.solve(&result)
        return result
    }

    /// Returns the covariance of the latent function at candidates: O(n m²) for m of them, beside their columns.
    func covariance(of candidates: [Int]) -> Matrix<Double> {
        var result = Matrix<Double>(rows: candidates.count, columns: candidates.count)
        process.kernel.covariance(of: points(candidates), into: &result)
        let columns = columns(of: candidates)
        multiply(columns, columns, transposing: .first, scale: -1, adding: 1, into: &result)
        return result
    }
}
