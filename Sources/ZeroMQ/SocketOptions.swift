private import CZeroMQ

/// What is set on a socket before it is bound or connected.
///
/// The defaults are those of the Saccade protocols: nothing waits for ever, nothing grows without bound, and a
/// peer that is gone is noticed.
package struct SocketOptions: Hashable, Sendable {
    /// How long a closed socket may go on sending what it was given.
    package var linger = Duration.zero
    /// How many whole messages may wait to be sent to a peer.
    package var sendHighWaterMark = 64
    /// How many whole messages of a peer may wait to be received.
    package var receiveHighWaterMark = 64
    /// The most bytes that one frame may have; a peer that sends a longer one is disconnected.
    ///
    /// libzmq applies the limit to each frame, not to the message; ``Socket/receive(limits:)`` sees to the latter.
    package var maximumFrameSize = 256 << 20
    /// How often a silent connection is probed.
    package var heartbeatInterval = Duration.seconds(2)
    /// How long a connection may leave a probe unanswered, at either end.
    package var heartbeatTimeout = Duration.seconds(6)
    /// How long to wait before a lost connection is tried again, at first.
    package var reconnectInterval = Duration.milliseconds(100)
    /// How long to wait between tries at most; the wait doubles until then.
    package var maximumReconnectInterval = Duration.seconds(10)
    /// How long the greeting of a new connection may take.
    package var handshakeInterval = Duration.seconds(10)
    /// Whether a dealer's messages queue only for connections that are made.
    ///
    /// Otherwise what is sent to an absent peer is the first thing its successor receives. The price, in libzmq 4.3.4:
    /// when a connection breaks, messages that it brought and that were not received yet are dropped.
    package var sendsOnlyWhenConnected = true

    package init() {}

    func apply(to socket: RawSocket, of kind: Socket.Kind) throws(ZeroMQError) {
        try socket.set(ZMQ_LINGER, "linger", linger)
        try socket.set(ZMQ_SNDHWM, "send high-water mark", Int32(clamping: sendHighWaterMark))
        try socket.set(ZMQ_RCVHWM, "receive high-water mark", Int32(clamping: receiveHighWaterMark))
        try socket.set(ZMQ_MAXMSGSIZE, "maximum frame size", wide: Int64(maximumFrameSize))
        try socket.set(ZMQ_HEARTBEAT_IVL, "heartbeat interval", heartbeatInterval)
        try socket.set(ZMQ_HEARTBEAT_TIMEOUT, "heartbeat timeout", heartbeatTimeout)
        try socket.set(ZMQ_HEARTBEAT_TTL, "heartbeat time to live", heartbeatTimeout)
        try socket.set(ZMQ_RECONNECT_IVL, "reconnect interval", reconnectInterval)
        try socket.set(ZMQ_RECONNECT_IVL_MAX, "maximum reconnect interval", maximumReconnectInterval)
        try socket.set(ZMQ_HANDSHAKE_IVL, "handshake interval", handshakeInterval)
        switch kind {
        case .router:
            // Without it a message to an unknown peer is dropped in silence.
            try socket.set(ZMQ_ROUTER_MANDATORY, "mandatory routing", true)
        case .dealer:
            try socket.set(ZMQ_IMMEDIATE, "immediate", sendsOnlyWhenConnected)
        case .xpub, .sub:
            break
        }
    }
}
