private import Foundation

/// Putting a whole file in place at once.
///
/// The bytes go to a hidden file in the same directory, which then takes the place of `path`; whatever goes wrong before
/// that removes the hidden file and leaves `path` as it was.
struct FileReplacement: Hashable, Sendable {
    let path: String

    /// Makes `bytes` the content of the file at `path`.
    func put(_ bytes: [UInt8]) throws(UnwritableFigure) {
        let beside = try createBeside()
        do throws(UnwritableFigure) {
            try fill(beside.descriptor, with: bytes)
            guard unsafe rename(beside.path, path) == 0 else { throw failure(of: "it cannot be put in place") }
        } catch {
            unsafe unlink(beside.path)
            throw error
        }
    }

    /// Creates an empty file with a name of its own in the directory of `path`.
    private func createBeside() throws(UnwritableFigure) -> (path: String, descriptor: Int32) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let directory = parts.dropLast().map { $0 + "/" }.joined()
        var attempt = 0
        while true {
            let candidate = "\(directory).\(parts.last ?? "").\(getpid()).\(attempt)"
            let descriptor = unsafe open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (candidate, descriptor) }
            attempt += 1
            // Another figure on its way to the same place holds this name; the next is free.
            guard errno == EEXIST && attempt < 1000 else { throw failure(of: "no file can be made in its directory") }
        }
    }

    /// Writes all of `bytes` and closes `descriptor`, whatever happens.
    private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(UnwritableFigure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                let refusal = failure(of: "its bytes cannot be stored")
                close(descriptor)
                throw refusal
            }
            rest = rest.dropFirst(written)
        }
        guard close(descriptor) == 0 else { throw failure(of: "its bytes cannot be stored") }
    }

    /// The failure of the system call that has just returned.
    private func failure(of attempt: String) -> UnwritableFigure {
        let code = errno
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return UnwritableFigure(path: path, reason: "\(attempt) (\(words))")
    }
}
