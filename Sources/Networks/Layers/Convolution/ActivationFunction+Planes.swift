private import LinearAlgebra

/// The loops over the pixels of one channel that convolutions are made of: no closures, no calls, no branches.
extension ActivationFunction {
    /// Adds `bias` to each of `count` numbers and applies the function, in one pass.
    func apply(toPlane values: UnsafeMutablePointer<Float>, count: Int, bias: Float) {
        switch self {
        case .identity:
            for index in 0..<count { unsafe values[index] += bias }
        case .relu:
            for index in 0..<count {
                let sum = unsafe values[index] + bias
                unsafe values[index] = sum < 0 ? 0 : sum
            }
        case .leakyReLU:
            for index in 0..<count {
                let sum = unsafe values[index] + bias
                unsafe values[index] = sum < 0 ? Self.leak * sum : sum
            }
        case .tanh:
            for index in 0..<count { unsafe values[index] = VectorMath.tanh(values[index] + bias) }
        case .silu:
            for index in 0..<count {
                let sum = unsafe values[index] + bias
                unsafe values[index] = sum * VectorMath.logistic(sum)
            }
        }
    }

    /// Multiplies the gradient in the function's results by its derivative, in place, and returns the sum.
    func differentiate(
        plane gradient: UnsafeMutablePointer<Float>, result: UnsafePointer<Float>, count: Int
    ) -> Float {
        precondition(isDifferentiableFromResult, "the derivative needs the argument, which a fused layer does not keep")
        switch self {
        case .identity, .silu:
            break
        case .relu:
            for index in 0..<count {
                // Loaded before it is chosen, or the loop would branch.
                let slope = unsafe gradient[index]
                unsafe gradient[index] = result[index] > 0 ? slope : 0
            }
        case .leakyReLU:
            for index in 0..<count {
                let slope = unsafe gradient[index]
                unsafe gradient[index] = result[index] > 0 ? slope : Self.leak * slope
            }
        case .tanh:
            for index in 0..<count { unsafe gradient[index] *= 1 - result[index] * result[index] }
        }
        return unsafe Self.sum(gradient, count: count)
    }

    /// Returns the sum of `count` numbers, found in eight sums that do not wait for each other.
    private static func sum(_ numbers: UnsafePointer<Float>, count: Int) -> Float {
        let bytes = unsafe UnsafeRawPointer(numbers)
        var sums = SIMD8<Float>(repeating: 0)
        let whole = count / 8 * 8
        for index in stride(from: 0, to: whole, by: 8) {
            sums += unsafe bytes.loadUnaligned(fromByteOffset: 4 * index, as: SIMD8<Float>.self)
        }
        var sum = sums.sum()
        for index in whole..<count { sum += unsafe numbers[index] }
        return sum
    }
}
