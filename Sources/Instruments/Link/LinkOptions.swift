package import Messages
package import ZeroMQ

/// How the daemon's end of the instrument link behaves.
package struct LinkOptions: Hashable, Sendable {
    /// What the daemon calls itself in a welcome.
    package var daemon: Program
    /// What messages may hold at most.
    package var limits = MessageLimits()
    /// How long an instrument may be silent before it is suspect.
    package var patience = InstrumentProtocol.heartbeat * InstrumentProtocol.liveness
    /// What is set on the socket.
    package var socket = SocketOptions()

    package init(daemon: Program) {
        self.daemon = daemon
        // So that a bye is still sent.
        socket.linger = .milliseconds(500)
    }
}
