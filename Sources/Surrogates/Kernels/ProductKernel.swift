package import LinearAlgebra

/// The product of kernels: of functions that vary together only where all factors let them, such as a wave that changes
/// slowly or a structure that matters nearby.
///
/// The output scales of several factors have but one effect; ``FixedKernel`` takes all but one out of training.
package struct ProductKernel: CompositeKernel {
    package var parts: [any Kernel]
    private let scratch = ScratchPool()

    /// Creates the product of at least one kernel.
    package init(_ factors: [any Kernel]) {
        Self.check(factors)
        parts = factors
    }

    package var name: String {
        parts.map { $0 is SumKernel ? "(\($0.name))" : $0.name }.joined(separator: " * ")
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        var result = parts[0].variances(at: points)
        for part in parts.dropFirst() {
            for (index, variance) in part.variances(at: points).enumerated() { result[index] *= variance }
        }
        return result
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        parts[0].covariance(first, second, into: &result)
        guard parts.count > 1 else { return }
        var factor = scratch.borrow(rows: result.rows, columns: result.columns)
        for part in parts.dropFirst() {
            part.covariance(first, second, into: &factor)
            result.multiplyElements(by: factor)
        }
        scratch.take(factor)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        parts[0].covariance(of: points, into: &result)
        guard parts.count > 1 else { return }
        var factor = scratch.borrow(rows: result.rows, columns: result.columns)
        for part in parts.dropFirst() {
            part.covariance(of: points, into: &factor)
            result.multiplyElements(by: factor)
        }
        scratch.take(factor)
    }

    /// A factor's weights are G times all other factors, element by element.
    ///
    /// Those before it are gathered as the loop goes; those behind it are evaluated again for each: three evaluations for
    /// two factors, six for three.
    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        guard parts.count > 1 else {
            return parts[0].addGradients(
                at: points, covariance: covariance, weights: weights, toParameters: &parameterGradient,
                toPoints: &pointGradient)
        }
        precondition(parameterGradient.count == parameters.count, "a gradient a parameter")
        let count = points.rows
        var before = scratch.borrow(rows: count, columns: count)
        var others = scratch.borrow(rows: count, columns: count)
        var factor = scratch.borrow(rows: count, columns: count)
        before.assign(weights)
        for index in parts.indices {
            others.assign(before)
            for later in parts[(index + 1)...] {
                later.covariance(of: points, into: &factor)
                others.multiplyElements(by: factor)
            }
            parts[index].covariance(of: points, into: &factor)
            addGradients(
                ofPart: index, at: points, covariance: factor, weights: others, toParameters: &parameterGradient,
                toPoints: &pointGradient)
            if index < parts.count - 1 { before.multiplyElements(by: factor) }
        }
        scratch.take(before)
        scratch.take(others)
        scratch.take(factor)
    }
}

extension Matrix<Double> {
    /// Multiplies by a matrix of the same shape, element by element.
    fileprivate mutating func multiplyElements(by other: borrowing Matrix<Double>) {
        let count = count
        unsafe withUnsafeMutableElements { target in
            unsafe other.withUnsafeElements { source in
                for index in 0..<count { unsafe target[index] *= source[index] }
            }
        }
    }
}
