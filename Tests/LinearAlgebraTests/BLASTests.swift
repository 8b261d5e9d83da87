import LinearAlgebra
import Testing

@Suite("The BLAS") struct BLASTests {
    // In processes of their own, because the setting belongs to the process.
    @Test("uses one thread unless told otherwise, then as many as told")
    func threads() async {
        await #expect(processExitsWith: .success) {
            precondition(BLAS.threads == 1)
            BLAS.threads = 2
            precondition(BLAS.threads == 2)
        }
        await #expect(processExitsWith: .success) {
            BLAS.threads = 2
            var c = Matrix<Float>(rows: 1, columns: 1)
            multiply(c.copy(), c.copy(), into: &c)
            precondition(BLAS.threads == 2)
        }
        await #expect(processExitsWith: .failure) { BLAS.threads = 0 }
    }

    @Test("says what it is")
    func configuration() {
        #expect(BLAS.configuration.contains("OpenBLAS"))
    }
}
