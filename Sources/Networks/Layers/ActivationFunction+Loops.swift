private import LinearAlgebra

/// The loops over rows that layers are made of, one specialised for each function: no closures, no calls, no branches.
///
/// Several threads can each take a share: of the rows, or where columns are summed, of the columns.
extension ActivationFunction {
    /// Adds `bias` to each row of `values` and applies the function, in one pass.
    package func apply(toRowsOf values: UnsafeMutableBufferPointer<Float>, bias: UnsafeBufferPointer<Float>) {
        let columns = bias.count
        guard columns > 0, let bias = bias.baseAddress, var row = values.baseAddress else { return }
        for _ in 0..<values.count / columns {
            switch self {
            case .identity:
                for column in 0..<columns { unsafe row[column] += bias[column] }
            case .relu:
                for column in 0..<columns {
                    let sum = unsafe row[column] + bias[column]
                    unsafe row[column] = sum < 0 ? 0 : sum
                }
            case .leakyReLU:
                for column in 0..<columns {
                    let sum = unsafe row[column] + bias[column]
                    unsafe row[column] = sum < 0 ? Self.leak * sum : sum
                }
            case .tanh:
                for column in 0..<columns { unsafe row[column] = VectorMath.tanh(row[column] + bias[column]) }
            case .silu:
                for column in 0..<columns {
                    let sum = unsafe row[column] + bias[column]
                    unsafe row[column] = sum * VectorMath.logistic(sum)
                }
            }
            unsafe row += columns
        }
    }

    /// Multiplies some columns of `gradient` by the derivative of the function whose result is `result`, and adds each
    /// column's sum to `biasGradient`, in one pass.
    ///
    /// - Parameters:
    ///   - columns: Which columns.
    ///   - gradient: The gradient in the result, row after row, which becomes that in the argument.
    ///   - result: The function's results.
    ///   - rows: The number of rows.
    ///   - biasGradient: One number a column of the whole rows.
    func differentiate(
        _ columns: Range<Int>, of gradient: UnsafeMutableBufferPointer<Float>, result: UnsafeBufferPointer<Float>,
        rows: Int, biasGradient: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(isDifferentiableFromResult, "the derivative needs the argument, which a fused layer does not keep")
        let width = biasGradient.count
        guard let sums = biasGradient.baseAddress, var row = gradient.baseAddress, var result = result.baseAddress
        else { return }
        for _ in 0..<rows {
            switch self {
            case .identity, .silu:
                for column in columns { unsafe sums[column] += row[column] }
            case .relu:
                for column in columns {
                    // Loaded before it is chosen, or the loop would branch.
                    let slope = unsafe row[column]
                    let product = unsafe result[column] > 0 ? slope : 0
                    unsafe row[column] = product
                    unsafe sums[column] += product
                }
            case .leakyReLU:
                for column in columns {
                    let slope = unsafe row[column]
                    let product = unsafe result[column] > 0 ? slope : Self.leak * slope
                    unsafe row[column] = product
                    unsafe sums[column] += product
                }
            case .tanh:
                for column in columns {
                    let product = unsafe row[column] * (1 - result[column] * result[column])
                    unsafe row[column] = product
                    unsafe sums[column] += product
                }
            }
            unsafe row += width
            unsafe result += width
        }
    }

    /// Sets `results` to the function of `arguments`.
    func apply(to arguments: UnsafeBufferPointer<Float>, results: UnsafeMutableBufferPointer<Float>) {
        let count = arguments.count
        guard let arguments = arguments.baseAddress, let results = results.baseAddress else { return }
        switch self {
        case .identity:
            for index in 0..<count { unsafe results[index] = arguments[index] }
        case .relu:
            for index in 0..<count {
                let argument = unsafe arguments[index]
                unsafe results[index] = argument < 0 ? 0 : argument
            }
        case .leakyReLU:
            for index in 0..<count {
                let argument = unsafe arguments[index]
                unsafe results[index] = argument < 0 ? Self.leak * argument : argument
            }
        case .tanh:
            for index in 0..<count { unsafe results[index] = VectorMath.tanh(arguments[index]) }
        case .silu:
            for index in 0..<count { unsafe results[index] = arguments[index] * VectorMath.logistic(arguments[index]) }
        }
    }

    /// Sets `gradient` to `outer` times the derivative of the function at `arguments`.
    func differentiate(
        at arguments: UnsafeBufferPointer<Float>, outer: UnsafeBufferPointer<Float>,
        gradient: UnsafeMutableBufferPointer<Float>
    ) {
        let count = arguments.count
        guard let arguments = arguments.baseAddress, let outer = outer.baseAddress, let gradient = gradient.baseAddress
        else { return }
        switch self {
        case .identity:
            for index in 0..<count { unsafe gradient[index] = outer[index] }
        case .relu:
            for index in 0..<count {
                let slope = unsafe outer[index]
                unsafe gradient[index] = arguments[index] > 0 ? slope : 0
            }
        case .leakyReLU:
            for index in 0..<count {
                let slope = unsafe outer[index]
                unsafe gradient[index] = arguments[index] > 0 ? slope : Self.leak * slope
            }
        case .tanh:
            for index in 0..<count {
                let result = unsafe VectorMath.tanh(arguments[index])
                unsafe gradient[index] = outer[index] * (1 - result * result)
            }
        case .silu:
            for index in 0..<count {
                let x = unsafe arguments[index]
                let share = VectorMath.logistic(x)
                unsafe gradient[index] = outer[index] * share * (1 + x * (1 - share))
            }
        }
    }
}
