private import CZeroMQ
private import Foundation

/// A failure of libzmq: which of its functions failed, on what, and with which code.
///
///     do { try socket.send(frames) } catch where error.code == .wouldBlock { … }
package struct ZeroMQError: Error, Hashable, Sendable {
    /// A value of `errno`, as the system or libzmq defines it.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: Int32

        package init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// The message can neither be sent nor received at this moment (`EAGAIN`).
        package static let wouldBlock = Code(rawValue: EAGAIN)
        /// No peer has the routing id that the message's first frame names (`EHOSTUNREACH`).
        package static let unreachable = Code(rawValue: EHOSTUNREACH)
        /// Another socket listens on the endpoint (`EADDRINUSE`).
        package static let addressInUse = Code(rawValue: EADDRINUSE)
        /// The endpoint is not an address of this machine (`EADDRNOTAVAIL`).
        package static let addressNotAvailable = Code(rawValue: EADDRNOTAVAIL)
        /// The endpoint names a device that this machine lacks (`ENODEV`).
        package static let noSuchDevice = Code(rawValue: ENODEV)
        /// An argument or an endpoint is malformed (`EINVAL`).
        package static let invalidArgument = Code(rawValue: EINVAL)
        /// The endpoint's transport is unknown to this libzmq (`EPROTONOSUPPORT`).
        package static let unknownTransport = Code(rawValue: EPROTONOSUPPORT)
        /// The path of an `ipc` endpoint may not be written (`EACCES`).
        package static let permissionDenied = Code(rawValue: EACCES)
        /// The socket is closed (`ENOTSOCK`).
        package static let notASocket = Code(rawValue: ENOTSOCK)
        /// The kind of socket cannot do what is asked (`ENOTSUP`).
        package static let notSupported = Code(rawValue: ENOTSUP)
        /// The socket's context has ended (`ETERM`).
        package static let terminated = Code(rawValue: ETERM)
        /// The process has no file descriptors or sockets left (`EMFILE`).
        package static let tooManySockets = Code(rawValue: EMFILE)
        /// A signal interrupted the call (`EINTR`).
        static let interrupted = Code(rawValue: EINTR)
    }

    /// The libzmq function that failed, such as `zmq_bind`.
    package let function: String
    /// What it was called for: an endpoint, an option, or nothing more to say.
    package let subject: String
    /// Why it failed.
    package let code: Code

    package init(function: String, subject: String = "", code: Code) {
        self.function = function
        self.subject = subject
        self.code = code
    }

    /// The error that the calling thread's last libzmq call left.
    static func last(_ function: String, _ subject: String = "") -> ZeroMQError {
        ZeroMQError(function: function, subject: subject, code: Code(rawValue: zmq_errno()))
    }
}

extension ZeroMQError: CustomStringConvertible {
    package var description: String {
        let reason = unsafe String(cString: zmq_strerror(code.rawValue))
        let place = subject.isEmpty ? function : "\(function) \(subject)"
        return "\(place): \(reason)\(advice)"
    }

    private var advice: String {
        switch code {
        case .addressInUse: "; another process listens there: stop it, or choose another port"
        case .addressNotAvailable, .noSuchDevice: "; give an address of this machine, such as tcp://127.0.0.1:5671"
        case .invalidArgument where function == "zmq_bind" || function == "zmq_connect":
            "; an endpoint reads tcp://ADDRESS:PORT or ipc://PATH"
        case .permissionDenied: "; its folder must exist and be writable"
        default: ""
        }
    }
}
