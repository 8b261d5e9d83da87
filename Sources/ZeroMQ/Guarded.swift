private import Foundation

/// A value that any thread may read and change, one at a time.
///
/// The lock is the system's: ThreadSanitizer cannot see `Synchronization.Mutex` on Linux, which moreover spins under
/// contention (swiftlang/swift#88440).
final class Guarded<Value: Sendable>: @unchecked Sendable {  // The value is only ever touched under the lock.
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
