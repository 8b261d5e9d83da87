private import COpenBLAS

extension Double: BLASScalar {
    @usableFromInline package static func gemm(
        _ transposing: Transposition, rows: Int, columns: Int, inner: Int, scale: Double, _ a: UnsafePointer<Double>,
        strideA: Int, _ b: UnsafePointer<Double>, strideB: Int, adding: Double, _ c: UnsafeMutablePointer<Double>,
        strideC: Int
    ) {
        BLAS.begin()
        unsafe cblas_dgemm(
            CblasRowMajor, transposing.isFirst ? CblasTrans : CblasNoTrans,
            transposing.isSecond ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), scale, a,
            Int32(strideA), b, Int32(strideB), adding, c, Int32(strideC))
    }

    @usableFromInline package static func gemv(
        transposing: Bool, rows: Int, columns: Int, scale: Double, _ a: UnsafePointer<Double>, stride: Int,
        _ x: UnsafePointer<Double>, adding: Double, _ y: UnsafeMutablePointer<Double>
    ) {
        BLAS.begin()
        unsafe cblas_dgemv(
            CblasRowMajor, transposing ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), scale, a,
            Int32(stride), x, 1, adding, y, 1)
    }

    @usableFromInline package static func dot(
        _ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>
    ) -> Double {
        BLAS.begin()
        return unsafe cblas_ddot(Int32(count), x, 1, y, 1)
    }

    @usableFromInline package static func axpy(
        _ count: Int, scale: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
    ) {
        BLAS.begin()
        unsafe cblas_daxpy(Int32(count), scale, x, 1, y, 1)
    }

    @usableFromInline package static func trsm(
        transposing: Bool, rows: Int, columns: Int, _ l: UnsafePointer<Double>, strideL: Int,
        _ b: UnsafeMutablePointer<Double>, strideB: Int
    ) {
        BLAS.begin()
        unsafe cblas_dtrsm(
            CblasRowMajor, CblasLeft, CblasLower, transposing ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(rows),
            Int32(columns), 1, l, Int32(strideL), b, Int32(strideB))
    }
}
