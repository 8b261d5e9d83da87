private import Foundation

/// The one directory in which a daemon keeps what must not be lost, and where its local sockets are.
///
/// A value: nothing is read or made before ``lock()``. The files in it:
///
/// | file | what it is |
/// |---|---|
/// | `journal.sqlite` | the events of all runs; with `-wal` and `-shm` beside it |
/// | `saccade.lock` | locked by the daemon while it lives; holds its process id |
/// | `control.ipc`, `events.ipc` | the daemon's Unix sockets |
package struct DataDirectory: Hashable, Sendable {
    /// The absolute path.
    package let path: String

    /// Names a directory that need not exist yet; a relative path is taken from the current directory.
    package init(path: String) {
        self.path =
            URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path(percentEncoded: false)
            .trimmingTrailingSlashes
    }

    /// Names the directory of this user: `$SACCADE_DATA`, else `saccade` in the data home of the XDG Base Directory
    /// Specification 0.8, which is `$XDG_DATA_HOME` if that is absolute, else `~/.local/share`.
    ///
    /// - Throws: ``DataDirectoryError`` if the environment names no home either.
    package init(environment: [String: String]) throws(DataDirectoryError) {
        if let path = environment["SACCADE_DATA"], !path.isEmpty {
            self.init(path: path)
        } else if let dataHome = environment["XDG_DATA_HOME"], dataHome.hasPrefix("/") {
            self.init(path: dataHome + "/saccade")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            self.init(path: home + "/.local/share/saccade")
        } else {
            throw DataDirectoryError(path: "", reason: .unnamed)
        }
    }

    /// The path of the journal.
    package var journalPath: String { path + "/journal.sqlite" }

    /// The path of the file that the daemon locks.
    package var lockPath: String { path + "/saccade.lock" }

    /// The endpoint at which the daemon takes commands, `ipc://` and a path.
    ///
    /// - Throws: ``DataDirectoryError`` if the path is longer than a Unix socket's may be.
    package var controlEndpoint: String {
        get throws(DataDirectoryError) { try endpoint(of: "control.ipc") }
    }

    /// The endpoint at which the daemon publishes events, `ipc://` and a path.
    ///
    /// - Throws: ``DataDirectoryError`` if the path is longer than a Unix socket's may be.
    package var eventsEndpoint: String {
        get throws(DataDirectoryError) { try endpoint(of: "events.ipc") }
    }

    private func endpoint(of file: String) throws(DataDirectoryError) -> String {
        let socket = path + "/" + file
        // The last byte of the address ends the string: 107 are left on Linux, 103 on macOS.
        let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        guard socket.utf8.count <= limit else {
            throw DataDirectoryError(path: path, reason: .tooLong(socket: socket, limit: limit))
        }
        return "ipc://" + socket
    }
}

extension String {
    fileprivate var trimmingTrailingSlashes: String {
        var text = self
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
