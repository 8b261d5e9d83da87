/// A number that the BLAS multiplies: `Float` or `Double`.
///
/// The requirements are the library's entry points, row-major and unchecked; `Matrix` and `multiply` are the checked
/// way to them. All sizes are counts of elements and fit in 32 bits.
@usableFromInline package protocol BLASScalar: BinaryFloatingPoint, Sendable {
    /// Sets the `rows` x `columns` matrix c to `scale` op(a) op(b) + `adding` c, where op transposes as told.
    ///
    /// After op, a is `rows` x `inner` and b `inner` x `columns`; the strides count elements from row to row.
    static func gemm(
        _ transposing: Transposition, rows: Int, columns: Int, inner: Int, scale: Self, _ a: UnsafePointer<Self>,
        strideA: Int, _ b: UnsafePointer<Self>, strideB: Int, adding: Self, _ c: UnsafeMutablePointer<Self>,
        strideC: Int)

    /// Sets y to `scale` op(a) x + `adding` y, where a is stored as `rows` x `columns`.
    static func gemv(
        transposing: Bool, rows: Int, columns: Int, scale: Self, _ a: UnsafePointer<Self>, stride: Int,
        _ x: UnsafePointer<Self>, adding: Self, _ y: UnsafeMutablePointer<Self>)

    /// Returns the sum of the products of the elements of `x` and `y`.
    static func dot(_ count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>) -> Self

    /// Adds `scale` x to y.
    static func axpy(_ count: Int, scale: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)

    /// Replaces the `rows` x `columns` matrix b by op(L)^-1 b, where L is lower triangular, `rows` x `rows`, and op
    /// transposes if told to; the strides count elements from row to row.
    static func trsm(
        transposing: Bool, rows: Int, columns: Int, _ l: UnsafePointer<Self>, strideL: Int,
        _ b: UnsafeMutablePointer<Self>, strideB: Int)
}

/// Which of the two factors of a product are taken transposed.
@usableFromInline package enum Transposition: Hashable, Sendable, CaseIterable {
    case neither
    case first
    case second
    case both

    @usableFromInline var isFirst: Bool { self == .first || self == .both }
    @usableFromInline var isSecond: Bool { self == .second || self == .both }
}
