private import Foundation

extension DataDirectory {
    /// Makes the directory if there is none, with mode 0700, and locks it for this process's daemon.
    ///
    /// - Returns: The lock, which lasts until it is released, or until the process ends, however it ends.
    /// - Throws: ``DataDirectoryError`` if the directory cannot be made or written, if others may write in it, or if
    ///   another daemon holds it.
    package func lock() throws(DataDirectoryError) -> DataDirectoryLock {
        try create()
        let file = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(.unwritable(why: lastError)) }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let reason: DataDirectoryError.Reason =
                errno == EWOULDBLOCK ? .inUse(process: processID(in: file)) : .unwritable(why: lastError)
            close(file)
            throw failure(reason)
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(file, 0) == 0, unsafe pwrite(file, text, text.count, 0) == text.count else {
            let why = lastError
            close(file)
            throw failure(.unwritable(why: why))
        }
        return DataDirectoryLock(directory: self, file: file)
    }

    /// Makes the directory and those above it, or sees to it that it can be trusted.
    private func create() throws(DataDirectoryError) {
        let parent = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw failure(.cannotCreate(why: error.localizedDescription))
        }
        guard unsafe mkdir(path, 0o700) != 0 else { return }
        guard errno == EEXIST else { throw failure(.cannotCreate(why: lastError)) }
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw failure(.cannotCreate(why: lastError)) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw failure(.notADirectory) }
        // Whoever may write here could put a journal or a socket of their own in place of ours.
        guard status.st_mode & 0o022 == 0 else {
            throw failure(.openToOthers(mode: Int(status.st_mode & 0o777)))
        }
        guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else { throw failure(.unwritable(why: lastError)) }
    }

    private func processID(in file: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private var lastError: String { unsafe String(cString: strerror(errno)) }

    private func failure(_ reason: DataDirectoryError.Reason) -> DataDirectoryError {
        DataDirectoryError(path: path, reason: reason)
    }
}
