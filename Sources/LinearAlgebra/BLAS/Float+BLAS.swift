private import COpenBLAS

extension Float: BLASScalar {
    @usableFromInline package static func gemm(
        _ transposing: Transposition, rows: Int, columns: Int, inner: Int, scale: Float, _ a: UnsafePointer<Float>,
        strideA: Int, _ b: UnsafePointer<Float>, strideB: Int, adding: Float, _ c: UnsafeMutablePointer<Float>,
        strideC: Int
    ) {
        BLAS.begin()
        unsafe cblas_sgemm(
            CblasRowMajor, transposing.isFirst ? CblasTrans : CblasNoTrans,
            transposing.isSecond ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), scale, a,
            Int32(strideA), b, Int32(strideB), adding, c, Int32(strideC))
    }

    @usableFromInline package static func gemv(
        transposing: Bool, rows: Int, columns: Int, scale: Float, _ a: UnsafePointer<Float>, stride: Int,
        _ x: UnsafePointer<Float>, adding: Float, _ y: UnsafeMutablePointer<Float>
    ) {
        BLAS.begin()
        unsafe cblas_sgemv(
            CblasRowMajor, transposing ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), scale, a,
            Int32(stride), x, 1, adding, y, 1)
    }

    @usableFromInline package static func dot(
        _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>
    ) -> Float {
        BLAS.begin()
        return unsafe cblas_sdot(Int32(count), x, 1, y, 1)
    }

    @usableFromInline package static func axpy(
        _ count: Int, scale: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) {
        BLAS.begin()
        unsafe cblas_saxpy(Int32(count), scale, x, 1, y, 1)
    }

    @usableFromInline package static func trsm(
        transposing: Bool, rows: Int, columns: Int, _ l: UnsafePointer<Float>, strideL: Int,
        _ b: UnsafeMutablePointer<Float>, strideB: Int
    ) {
        BLAS.begin()
        unsafe cblas_strsm(
            CblasRowMajor, CblasLeft, CblasLower, transposing ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(rows),
            Int32(columns), 1, l, Int32(strideL), b, Int32(strideB))
    }
}
