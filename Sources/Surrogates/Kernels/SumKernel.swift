package import LinearAlgebra

/// The sum of kernels: of functions that are sums of independent functions, such as a trend and a wave.
package struct SumKernel: CompositeKernel {
    package var parts: [any Kernel]
    private let scratch = ScratchPool()

    /// Creates the sum of at least one kernel.
    package init(_ terms: [any Kernel]) {
        Self.check(terms)
        parts = terms
    }

    package var name: String { parts.map(\.name).joined(separator: " + ") }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] {
        var result = parts[0].variances(at: points)
        for part in parts.dropFirst() {
            for (index, variance) in part.variances(at: points).enumerated() { result[index] += variance }
        }
        return result
    }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        parts[0].covariance(first, second, into: &result)
        guard parts.count > 1 else { return }
        var term = scratch.borrow(rows: result.rows, columns: result.columns)
        for part in parts.dropFirst() {
            part.covariance(first, second, into: &term)
            result.add(term)
        }
        scratch.take(term)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        parts[0].covariance(of: points, into: &result)
        guard parts.count > 1 else { return }
        var term = scratch.borrow(rows: result.rows, columns: result.columns)
        for part in parts.dropFirst() {
            part.covariance(of: points, into: &term)
            result.add(term)
        }
        scratch.take(term)
    }

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
        var term = scratch.borrow(rows: points.rows, columns: points.rows)
        for index in parts.indices {
            parts[index].covariance(of: points, into: &term)
            addGradients(
                ofPart: index, at: points, covariance: term, weights: weights, toParameters: &parameterGradient,
                toPoints: &pointGradient)
        }
        scratch.take(term)
    }
}

extension Matrix<Double> {
    /// Adds a matrix of the same shape, element by element.
    fileprivate mutating func add(_ other: borrowing Matrix<Double>) {
        let count = count
        unsafe withUnsafeMutableElements { target in
            unsafe other.withUnsafeElements { source in
                for index in 0..<count { unsafe target[index] += source[index] }
            }
        }
    }
}
