/// A data directory cannot be used, why, and what to do.
package struct DataDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// Neither `SACCADE_DATA` nor `XDG_DATA_HOME` nor `HOME` names one.
        case unnamed
        case cannotCreate(why: String)
        case notADirectory
        case unwritable(why: String)
        /// The group or everybody may write in it.
        case openToOthers(mode: Int)
        /// Another daemon has it; its process id, if it wrote it down already.
        case inUse(process: Int?)
        /// The path of a socket in it has more bytes than the system allows.
        case tooLong(socket: String, limit: Int)
    }

    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package var description: String {
        switch reason {
        case .unnamed:
            "no data directory: neither SACCADE_DATA nor XDG_DATA_HOME nor HOME is set; set SACCADE_DATA to a directory"
        case .cannotCreate(let why):
            "cannot make the data directory \(path): \(why); set SACCADE_DATA to a directory that you may write"
        case .notADirectory:
            "the data directory \(path) is a file; set SACCADE_DATA to a directory"
        case .unwritable(let why):
            "cannot write in the data directory \(path): \(why); give this user the right, or set SACCADE_DATA to "
                + "another directory"
        case .openToOthers(let mode):
            "other users may write in the data directory \(path) (mode \(String(mode, radix: 8))); take the right away "
                + "with `chmod go-w`, or set SACCADE_DATA to another directory"
        case .inUse(let process):
            "the data directory \(path) is in use by another daemon"
                + (process.map { ", process \($0)" } ?? "")
                + "; stop that one first, or set SACCADE_DATA to another directory"
        case .tooLong(let socket, let limit):
            "the path of the socket \(socket) has \(socket.utf8.count) bytes, of which the system allows \(limit); set "
                + "SACCADE_DATA to a shorter directory"
        }
    }
}
