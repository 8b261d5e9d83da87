package import ZeroMQ

/// How an adapter behaves on the link.
package struct AdapterOptions: Hashable, Sendable {
    /// What the adapter calls itself in a hello.
    package var adapter: Program
    /// How often it says something.
    package var heartbeat = InstrumentProtocol.heartbeat
    /// How long the daemon may be silent before a fresh socket is tried.
    package var patience = InstrumentProtocol.heartbeat * InstrumentProtocol.liveness
    /// After what time an answer that was not acknowledged is sent again.
    package var resendInterval = Duration.seconds(10)
    /// What is set on the socket.
    package var socket = SocketOptions()

    package init(adapter: Program) {
        self.adapter = adapter
        // A daemon that was restarted is not to be waited for longer than necessary.
        socket.maximumReconnectInterval = .seconds(1)
        socket.linger = .milliseconds(500)
    }
}
