private import Foundation
import Messages
import ZeroMQ

/// An address that only this machine's processes reach, and for `ipc` only this user's.
struct LocalEndpoint {
    private let text: String

    /// Checks an endpoint.
    ///
    /// - Throws: ``ControlError`` if it is open to other machines: the link has no keys, and who may write to it may
    ///   move the microscope.
    init(_ endpoint: String) throws(ControlError) {
        let isLocal = ["ipc://", "inproc://", "tcp://127.", "tcp://localhost:", "tcp://[::1]:"].contains {
            endpoint.hasPrefix($0)
        }
        guard isLocal else {
            throw ControlError(
                .unauthorized,
                "cannot listen on \(endpoint): commands are taken from this machine only; use "
                    + "tcp://127.0.0.1:PORT or ipc://PATH")
        }
        text = endpoint
    }

    /// Binds a socket to it, and returns the endpoint that peers connect to.
    func bind(_ socket: Socket) throws -> String {
        let bound = try socket.bind(to: text)
        if bound.hasPrefix("ipc://") {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: String(bound.dropFirst("ipc://".count)))
        }
        return bound
    }
}
