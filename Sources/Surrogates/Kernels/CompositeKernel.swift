import LinearAlgebra

/// A kernel made of others over the same points.
///
/// Its parameters are those of its parts, one after the other. Their names are prefixed by the parts' names, which are
/// numbered where they repeat: `rbf.length_scale`, `periodic.period`, `rbf.2.length_scale`.
package protocol CompositeKernel: Kernel {
    /// What it is made of, at least one kernel, all of the same dimension.
    var parts: [any Kernel] { get set }
}

/// A kernel that is not made of others, as a part of one that may be.
struct KernelLeaf {
    let kernel: any Kernel
    /// What precedes the names of its parameters; nothing if it stands alone.
    let label: String?
    /// The share of the total variance that is expected of it: terms share, factors do not.
    let share: Double

    /// Returns the kernels that `kernel` is made of, in the order of its parameters.
    static func leaves(of kernel: any Kernel) -> [KernelLeaf] {
        guard kernel is any CompositeKernel else { return [KernelLeaf(kernel: kernel, label: nil, share: 1)] }
        var occurrences: [String: Int] = [:]
        return parts(of: kernel, share: 1).map { part in
            occurrences[part.kernel.name, default: 0] += 1
            let number = occurrences[part.kernel.name, default: 1]
            let label = number == 1 ? part.kernel.name : "\(part.kernel.name).\(number)"
            return KernelLeaf(kernel: part.kernel, label: label, share: part.share)
        }
    }

    /// The groups of its parameters, named as in the whole.
    var parameterGroups: [ParameterGroup] {
        kernel.parameterGroups.map { group in label.map(group.prefixed(by:)) ?? group }
    }

    private static func parts(of kernel: any Kernel, share: Double) -> [(kernel: any Kernel, share: Double)] {
        guard let composite = kernel as? any CompositeKernel else { return [(kernel, share)] }
        let each = composite is SumKernel ? share / Double(composite.parts.count) : share
        return composite.parts.flatMap { parts(of: $0, share: each) }
    }
}

extension CompositeKernel {
    package var dimension: Int { parts[0].dimension }

    package var parameterGroups: [ParameterGroup] { KernelLeaf.leaves(of: self).flatMap(\.parameterGroups) }

    package var parameters: [Double] {
        get { parts.flatMap(\.parameters) }
        set {
            var start = 0
            for index in parts.indices {
                let count = parts[index].parameters.count
                precondition(start + count <= newValue.count, "a parameter vector keeps its length")
                parts[index].parameters = Array(newValue[start..<start + count])
                start += count
            }
            precondition(start == newValue.count, "a parameter vector keeps its length")
        }
    }

    /// Checks what a composite is made of.
    static func check(_ parts: [any Kernel]) {
        precondition(!parts.isEmpty, "a kernel made of others has a part")
        precondition(parts.allSatisfy { $0.dimension == parts[0].dimension }, "all parts act on the same points")
    }

    /// Adds the gradients of one part, given its covariance and its weights.
    func addGradients(
        ofPart index: Int, at points: borrowing Matrix<Double>, covariance: borrowing Matrix<Double>,
        weights: borrowing Matrix<Double>, toParameters parameterGradient: inout [Double],
        toPoints pointGradient: inout Matrix<Double>
    ) {
        let start = parts[..<index].reduce(0) { $0 + $1.parameters.count }
        let range = start..<start + parts[index].parameters.count
        var gradient = Array(parameterGradient[range])
        parts[index].addGradients(
            at: points, covariance: covariance, weights: weights, toParameters: &gradient, toPoints: &pointGradient)
        parameterGradient.replaceSubrange(range, with: gradient)
    }
}
