private import CZeroMQ

/// A ZeroMQ socket, to be used on one thread.
///
/// libzmq's sockets break when two threads use one at a time. A socket is therefore not `Sendable`: it lives in an
/// actor whose executor is a ``PollThread``, or in one synchronous function. No call of it ever blocks.
package final class Socket {
    /// The patterns of messaging that Saccade uses (RFC 28 and RFC 29 of ZeroMQ).
    package enum Kind: Hashable, Sendable {
        /// Serves many peers, each named by the first frame of its messages.
        case router
        /// Speaks to one router.
        case dealer
        /// Publishes, and receives a message for each subscription.
        case xpub
        /// Receives what was published under the prefixes it subscribes to.
        case sub
    }

    package let kind: Kind
    // Declared before the context, and so released before it.
    private var socket: RawSocket?
    private let context: Context

    /// Opens a socket that is neither bound nor connected yet.
    ///
    /// - Throws: ``ZeroMQError`` where the process has no sockets left or an option has an impossible value.
    package init(_ kind: Kind, in context: Context, options: SocketOptions = SocketOptions()) throws(ZeroMQError) {
        let type =
            switch kind {
            case .router: ZMQ_ROUTER
            case .dealer: ZMQ_DEALER
            case .xpub: ZMQ_XPUB
            case .sub: ZMQ_SUB
            }
        let socket = try RawSocket(type, in: context)
        try options.apply(to: socket, of: kind)
        self.kind = kind
        self.context = context
        self.socket = socket
    }

    /// Listens on `endpoint`.
    ///
    /// libzmq 4.3.4 takes the path of an `ipc` endpoint even if another process listens there, and leaves the file
    /// behind when the socket is closed.
    ///
    /// - Parameter endpoint: Such as `tcp://127.0.0.1:5671`, `tcp://127.0.0.1:*` for a free port, or `ipc://PATH`.
    /// - Returns: The endpoint, with its port where any was asked for.
    /// - Throws: ``ZeroMQError`` with the endpoint as its subject.
    @discardableResult
    package func bind(to endpoint: String) throws(ZeroMQError) -> String {
        let pointer = try unsafe openPointer("zmq_bind")
        try Self.checkPort(of: endpoint, "zmq_bind")
        guard unsafe zmq_bind(pointer, endpoint) == 0 else { throw .last("zmq_bind", endpoint) }
        return try lastEndpoint
    }

    /// Connects to `endpoint`, now or as soon as somebody listens there.
    ///
    /// - Throws: ``ZeroMQError`` with the endpoint as its subject.
    package func connect(to endpoint: String) throws(ZeroMQError) {
        let pointer = try unsafe openPointer("zmq_connect")
        try Self.checkPort(of: endpoint, "zmq_connect")
        guard unsafe zmq_connect(pointer, endpoint) == 0 else { throw .last("zmq_connect", endpoint) }
    }

    /// Stops listening on `endpoint`, as returned by ``bind(to:)``; connections that are made stay.
    package func unbind(from endpoint: String) throws(ZeroMQError) {
        let pointer = try unsafe openPointer("zmq_unbind")
        guard unsafe zmq_unbind(pointer, endpoint) == 0 else { throw .last("zmq_unbind", endpoint) }
    }

    /// The endpoint that was bound or connected last, with its port where any was asked for.
    package var lastEndpoint: String {
        get throws(ZeroMQError) {
            guard let socket else { throw closed("zmq_getsockopt") }
            return try socket.string(ZMQ_LAST_ENDPOINT, "last endpoint")
        }
    }

    /// Receives from now on what is published in messages whose first frame begins with `prefix`.
    package func subscribe(to prefix: [UInt8] = []) throws(ZeroMQError) {
        precondition(kind == .sub, "only a subscriber subscribes")
        guard let socket else { throw closed("zmq_setsockopt") }
        try socket.set(ZMQ_SUBSCRIBE, "subscribe", prefix)
    }

    /// Sets the routing id by which a router will know this socket; to be set before it connects.
    ///
    /// Routers make up an id of their own for sockets without one, which is nearly always better: of two sockets
    /// with the same id a router hears only one.
    package func setRoutingID(_ id: [UInt8]) throws(ZeroMQError) {
        guard let socket else { throw closed("zmq_setsockopt") }
        try socket.set(ZMQ_ROUTING_ID, "routing id", id)
    }

    /// Closes the socket; its calls and the waits for it fail from now on with ``ZeroMQError/Code/notASocket``.
    ///
    /// A socket that is not closed is so with its last reference.
    package func close() {
        socket = nil
    }

    /// The C socket, while it is open.
    var pointer: UnsafeMutableRawPointer? {
        unsafe socket?.pointer
    }

    func openPointer(_ function: String) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        guard let pointer = unsafe pointer else { throw closed(function) }
        return unsafe pointer
    }

    /// Refuses a port above 65535, of which libzmq would take the low 16 bits.
    private static func checkPort(of endpoint: String, _ function: String) throws(ZeroMQError) {
        guard endpoint.hasPrefix("tcp://"), let digits = endpoint.split(separator: ":").last else { return }
        guard digits.allSatisfy(\.isNumber), UInt16(digits) == nil else { return }
        throw ZeroMQError(function: function, subject: endpoint, code: .invalidArgument)
    }

    private func closed(_ function: String) -> ZeroMQError {
        ZeroMQError(function: function, subject: "on a closed socket", code: .notASocket)
    }
}

// Said aloud, lest a later conformance slip in.
@available(*, unavailable)
extension Socket: Sendable {}
