private import CZeroMQ
private import Foundation

extension Socket {
    /// Sends one message, whole or not at all.
    ///
    /// Each frame is copied once, into libzmq's memory. That a message was sent says nothing of its arrival.
    ///
    /// - Parameter frames: One frame at least; for a router the first names the peer.
    /// - Throws: ``ZeroMQError`` with ``ZeroMQError/Code/wouldBlock`` if no peer can take a message now, and
    ///   ``ZeroMQError/Code/unreachable`` if a router knows no such peer.
    package func send(_ frames: [[UInt8]]) throws(ZeroMQError) {
        precondition(!frames.isEmpty, "a message has at least one frame")
        let pointer = try unsafe openPointer("zmq_send")
        var failure: ZeroMQError?
        for (index, frame) in frames.enumerated() {
            let isLast = index == frames.count - 1
            do throws(ZeroMQError) {
                try unsafe Self.send(frame, to: pointer, flags: ZMQ_DONTWAIT | (isLast ? 0 : ZMQ_SNDMORE))
            } catch {
                failure = failure ?? error
                // A refused first frame leaves nothing behind. Where the peer is lost in mid-message, libzmq drops
                // all frames up to the last, which it must therefore be given: else it takes the next message's.
                if index == 0 { break }
            }
        }
        if let failure { throw failure }
    }

    private static func send(
        _ frame: [UInt8], to pointer: UnsafeMutableRawPointer, flags: Int32
    ) throws(ZeroMQError) {
        let failure: ZeroMQError? = unsafe frame.withUnsafeBytes { bytes in
            while unsafe zmq_send(pointer, bytes.baseAddress, bytes.count, flags) < 0 {
                let error = ZeroMQError.last("zmq_send")
                if error.code != .interrupted { return error }
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// Returns the next message's frames, or nil if none is there.
    package func receive() throws(ZeroMQError) -> [[UInt8]]? {
        try receive(limits: ReceiveLimits())?.frames
    }

    /// Returns the next message, or nil if none is there.
    ///
    /// Each frame is copied once, out of libzmq's memory; what exceeds `limits` is not copied but thrown away,
    /// with all frames after it.
    package func receive(limits: ReceiveLimits) throws(ZeroMQError) -> Multipart? {
        let pointer = try unsafe openPointer("zmq_msg_recv")
        var part = zmq_msg_t()
        unsafe zmq_msg_init(&part)
        defer { unsafe zmq_msg_close(&part) }
        var message = Multipart()
        var hasMore = true
        while hasMore {
            guard try unsafe Self.receive(&part, from: pointer) else { return nil }
            let size = unsafe zmq_msg_size(&part)
            message.byteCount += size
            let fits = message.isWhole && message.frames.count < limits.frames && message.byteCount <= limits.bytes
            if fits {
                unsafe message.frames.append([UInt8](UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: size)))
            } else {
                message.discardedFrames += 1
            }
            hasMore = unsafe zmq_msg_more(&part) != 0
        }
        return message
    }

    /// Receives a frame, or returns false if none is there.
    private static func receive(
        _ part: inout zmq_msg_t, from pointer: UnsafeMutableRawPointer
    ) throws(ZeroMQError) -> Bool {
        while unsafe zmq_msg_recv(&part, pointer, ZMQ_DONTWAIT) < 0 {
            let error = ZeroMQError.last("zmq_msg_recv")
            if error.code == .wouldBlock { return false }
            if error.code != .interrupted { throw error }
        }
        return true
    }
}
