package import Formulas

extension KernelFormula {
    /// Makes the kernel that the formula describes, its parameters at the medians of their priors.
    ///
    /// Every kernel in it has an output scale, except where two would have but one effect: of a product's factors the first
    /// sum, or else the first, carries the scale, and the others have variance 1.
    ///
    /// - Parameters:
    ///   - dimension: The number of columns of the points.
    ///   - blocks: The columns of the blocks of features, by name; needed if the formula names blocks.
    ///   - widestAnisotropy: A kernel on at most this many columns has a length scale for each, one on more has one for
    ///     all: 0 for isotropic kernels, `Int.max` for anisotropic ones.
    ///   - priors: What is known of the parameters; ``Hyperpriors/weak(for:)-(Kernel)`` serves for the others.
    /// - Returns: The kernel.
    /// - Throws: ``UnknownBlock`` if the formula names a block that there is not.
    package func kernel(
        dimension: Int, blocks: [String: Range<Int>] = [:], widestAnisotropy: Int = 16, priors: Hyperpriors = .none
    ) throws(UnknownBlock) -> any Kernel {
        let builder = Builder(dimension: dimension, blocks: blocks, widestAnisotropy: widestAnisotropy)
        let kernel = try builder.kernel(self, isScaled: true)
        let known = Hyperpriors.weak(for: kernel).overridden(by: priors)
        return GaussianProcess(kernel: kernel, noise: 1).atMedians(of: known).kernel
    }

    private struct Builder {
        let dimension: Int
        let blocks: [String: Range<Int>]
        let widestAnisotropy: Int

        func kernel(_ formula: KernelFormula, isScaled: Bool) throws(UnknownBlock) -> any Kernel {
            var parts: [any Kernel] = []
            switch formula {
            case .kernel(let name, let names):
                let kernel = try kernel(name, on: names)
                return isScaled ? kernel : FixedKernel(kernel, fixing: [ParameterGroup.outputScale])
            case .sum(let terms):
                // Relative to the first term's variance, the others' are not in doubt.
                for (index, term) in terms.enumerated() {
                    parts.append(try kernel(term, isScaled: isScaled || index > 0))
                }
                return SumKernel(parts)
            case .product(let factors):
                let carrier = factors.firstIndex { if case .sum = $0 { true } else { false } } ?? 0
                for (index, factor) in factors.enumerated() {
                    parts.append(try kernel(factor, isScaled: isScaled && index == carrier))
                }
                return ProductKernel(parts)
            }
        }

        private func kernel(_ name: Name, on names: [String]) throws(UnknownBlock) -> any Kernel {
            guard !names.isEmpty else { return kernel(name, dimension: dimension) }
            var columns: [Int] = []
            for block in names {
                guard let range = blocks[block] else { throw UnknownBlock(name: block, known: blocks.keys.sorted()) }
                columns += range
            }
            return ColumnsKernel(
                kernel(name, dimension: columns.count), on: columns, of: dimension,
                called: names.joined(separator: ", "))
        }

        private func kernel(_ name: Name, dimension: Int) -> any Kernel {
            let scales = [Double](repeating: 1, count: dimension <= widestAnisotropy ? dimension : 1)
            func stationary(_ shape: StationaryKernel.Shape) -> any Kernel {
                scales.count == 1
                    ? StationaryKernel(shape, dimension: dimension, lengthScale: 1)
                    : StationaryKernel(shape, lengthScales: scales)
            }
            return switch name {
            case .rbf: stationary(.rbf)
            case .matern12: stationary(.matern12)
            case .matern32: stationary(.matern32)
            case .matern52: stationary(.matern52)
            case .rationalQuadratic: RationalQuadraticKernel(dimension: dimension, lengthScales: scales)
            case .periodic: PeriodicKernel(dimension: dimension, lengthScales: scales, periods: scales)
            case .linear: LinearKernel(dimension: dimension, lengthScales: scales)
            case .constant: ConstantKernel(dimension: dimension)
            }
        }
    }
}

/// A kernel formula that names a block of features that there is not.
package struct UnknownBlock: Error, Hashable, Sendable, CustomStringConvertible {
    /// The block that was named.
    package let name: String
    /// The blocks there are.
    package let known: [String]

    package var description: String {
        let list = known.isEmpty ? "there are no named blocks" : "expected one of \(known.joined(separator: ", "))"
        let question = NearestName.among(known, to: name).map { "; did you mean `\($0)`?" } ?? ""
        return "the kernel names the block of features `\(name)`: \(list)\(question)"
    }
}
