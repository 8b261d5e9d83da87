/// Elementary functions without branches, tables or calls, so that loops over them run on the processor's vectors.
///
/// Each function of one number is meant for the loops of callers, into which it is inlined; those over buffers and
/// arrays replace every element. A result depends on the number alone, not on its neighbours or its place, so it is the
/// same everywhere. Errors, in units in the last place, are held by tests over the whole range:
///
/// | | Float | Double |
/// |---|---|---|
/// | `exp` | 1 | 1 |
/// | `tanh` | 2.5 | 2.5 |
/// | `logistic` | 2.5 | 2.5 |
/// | `squareRoot` | 1 | 0.5 |
/// | `log` | – | 1 |
/// | `log1p` | – | 2 |
///
/// NaN gives NaN, and results too small to be normal are rounded gradually to zero as they should be, except that
/// `logistic` gives 0 where its exponential overflows. `squareRoot` in Double is the processor's own.
@usableFromInline package enum VectorMath {
    /// Replaces every element x by e^x.
    package static func exp(_ values: UnsafeMutableBufferPointer<Float>) {
        for index in values.indices { unsafe values[index] = exp(values[index]) }
    }

    /// Replaces every element x by e^x.
    package static func exp(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = exp(values[index]) }
    }

    /// Replaces every element x by tanh x.
    package static func tanh(_ values: UnsafeMutableBufferPointer<Float>) {
        for index in values.indices { unsafe values[index] = tanh(values[index]) }
    }

    /// Replaces every element x by tanh x.
    package static func tanh(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = tanh(values[index]) }
    }

    /// Replaces every element x by 1 / (1 + e^-x).
    package static func logistic(_ values: UnsafeMutableBufferPointer<Float>) {
        for index in values.indices { unsafe values[index] = logistic(values[index]) }
    }

    /// Replaces every element x by 1 / (1 + e^-x).
    package static func logistic(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = logistic(values[index]) }
    }

    /// Replaces every element, none of them negative, by its square root.
    package static func squareRoot(_ values: UnsafeMutableBufferPointer<Float>) {
        for index in values.indices { unsafe values[index] = squareRoot(values[index]) }
    }

    /// Replaces every element by its square root.
    package static func squareRoot(_ values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices { unsafe values[index] = values[index].squareRoot() }
    }
}

extension VectorMath {
    /// Replaces every element x by e^x.
    package static func exp(_ values: inout [Double]) {
        unsafe values.withUnsafeMutableBufferPointer { unsafe exp($0) }
    }

    /// Replaces every element x by e^x.
    package static func exp(_ values: inout [Float]) {
        unsafe values.withUnsafeMutableBufferPointer { unsafe exp($0) }
    }

    /// Replaces every element by its square root.
    package static func squareRoot(_ values: inout [Double]) {
        unsafe values.withUnsafeMutableBufferPointer { unsafe squareRoot($0) }
    }
}
