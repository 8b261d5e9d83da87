private import COpenBLAS

/// The library that multiplies and factors: how many threads it uses, and what it is.
package enum BLAS {
    /// The number of threads that one call may use: 1 unless set, whatever the machine and its environment say.
    ///
    /// The setting belongs to the process. Results of one count repeat bit by bit on one machine; those of different
    /// counts, or of machines with different processors, agree to rounding only.
    package static var threads: Int {
        get {
            begin()
            return Int(openblas_get_num_threads())
        }
        set {
            precondition(newValue > 0, "a product needs at least one thread")
            begin()
            openblas_set_num_threads(Int32(clamping: newValue))
        }
    }

    /// The version, build options and processor kernels of the library, in its own words.
    package static var configuration: String {
        let options = unsafe openblas_get_config().map { unsafe String(cString: $0) } ?? "OpenBLAS"
        let kernels = unsafe openblas_get_corename().map { unsafe String(cString: $0) } ?? "unknown kernels"
        return "\(options), running \(kernels)"
    }

    /// Holds the library to one thread before its first call.
    @inline(__always) static func begin() {
        _ = isSingleThreaded
    }

    private static let isSingleThreaded: Bool = {
        openblas_set_num_threads(1)
        return true
    }()
}
