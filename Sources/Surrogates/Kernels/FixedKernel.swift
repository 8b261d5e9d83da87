package import LinearAlgebra

/// A kernel some of whose parameters stay as they are: not trained, and not among its parameters.
///
/// So is the output scale of a product's second factor, or a period that is known.
package struct FixedKernel: WrappingKernel {
    package private(set) var base: any Kernel
    /// The names of the groups that stay.
    package let fixed: Set<String>
    /// The places in the base's parameters of those that remain.
    private let free: [Int]

    /// Creates a kernel like `base` without the groups of the given names.
    package init(_ base: any Kernel, fixing names: Set<String>) {
        precondition(
            names.isSubset(of: base.parameterGroups.map(\.name)), "only parameters that a kernel has can be fixed")
        self.base = base
        fixed = names
        free = Array(
            base.parameterGroups.flatMap { group in
                Array(repeating: !names.contains(group.name), count: group.count)
            }.enumerated().filter(\.element).map(\.offset))
    }

    package var dimension: Int { base.dimension }
    package var name: String { base.name }
    package var parameterGroups: [ParameterGroup] { base.parameterGroups.filter { !fixed.contains($0.name) } }

    package var parameters: [Double] {
        get {
            let all = base.parameters
            return free.map { all[$0] }
        }
        set {
            precondition(newValue.count == free.count, "a parameter vector keeps its length")
            var all = base.parameters
            for (index, value) in zip(free, newValue) { all[index] = value }
            base.parameters = all
        }
    }

    package func variances(at points: borrowing Matrix<Double>) -> [Double] { base.variances(at: points) }

    package func covariance(
        _ first: borrowing Matrix<Double>, _ second: borrowing Matrix<Double>, into result: inout Matrix<Double>
    ) {
        base.covariance(first, second, into: &result)
    }

    package func covariance(of points: borrowing Matrix<Double>, into result: inout Matrix<Double>) {
        base.covariance(of: points, into: &result)
    }

    package func addGradients(
        at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>, weights: borrowing Matrix<Double>,
        toParameters parameterGradient: inout [Double], toPoints pointGradient: inout Matrix<Double>
    ) {
        precondition(parameterGradient.count == free.count, "a gradient a parameter")
        var gradient = [Double](repeating: 0, count: base.parameters.count)
        base.addGradients(
            at: points, covariance: covariance, weights: weights, toParameters: &gradient, toPoints: &pointGradient)
        for (index, place) in free.enumerated() { parameterGradient[index] += gradient[place] }
    }
}
