private import Foundation

/// The right to write in a data directory, which one daemon has at a time.
///
/// It is an advisory lock of the whole file `saccade.lock` (`flock`), which the system takes away with the process,
/// even after `kill -9`: there is never a stale lock to remove. Whoever opens the journal for writing must show it.
package final class DataDirectoryLock: Sendable {
    package let directory: DataDirectory
    private let file: Int32

    init(directory: DataDirectory, file: Int32) {
        self.directory = directory
        self.file = file
    }

    /// Releases the lock.
    ///
    /// The file stays: removing it would let two daemons lock two files of the same name.
    deinit {
        close(file)
    }
}
