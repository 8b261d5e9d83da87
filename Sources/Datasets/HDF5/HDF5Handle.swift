import CHDF5
private import Synchronization

/// An identifier of the HDF5 library, released when it goes out of scope, whatever it stands for.
struct HDF5Handle: ~Copyable {
    let id: hid_t

    /// Takes over an identifier that a function of the library returned.
    ///
    /// - Throws: ``UnusableData`` if the function failed, saying what could not be done.
    static func owning(
        _ id: hid_t, in file: String, _ failure: @autoclosure () -> String
    ) throws(UnusableData) -> HDF5Handle {
        guard id >= 0 else { throw UnusableData(file: file, reason: failure()) }
        return HDF5Handle(id: id)
    }

    private init(id: hid_t) {
        self.id = id
    }

    deinit {
        H5Idec_ref(id)
    }
}

/// The library's own lock and settings.
enum HDF5Library {
    /// The library is not built for several threads; only one is ever inside.
    private static let lock = Mutex<Void>(())

    /// Runs `body` with the library to itself, its own error printing off: failures become typed errors instead.
    static func exclusively<Result: Sendable>(
        _ body: () throws(UnusableData) -> Result
    ) throws(UnusableData) -> Result {
        try lock.withLock { (_: inout Void) throws(UnusableData) -> Result in
            _ = H5Eset_auto2(0, nil, nil)
            return try body()
        }
    }
}
