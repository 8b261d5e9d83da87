/// What a message may hold at most to be received whole.
package struct ReceiveLimits: Hashable, Sendable {
    /// The most frames that are kept.
    package var frames: Int
    /// The most bytes that are kept, over all frames.
    package var bytes: Int

    package init(frames: Int = .max, bytes: Int = .max) {
        self.frames = frames
        self.bytes = bytes
    }
}

/// A message as it was received: its frames in order, or those that came within the limits.
package struct Multipart: Hashable, Sendable {
    /// The frames that were kept.
    package internal(set) var frames: [[UInt8]] = []
    /// How many further frames were thrown away because a limit was reached.
    package internal(set) var discardedFrames = 0
    /// How many bytes the whole message had.
    package internal(set) var byteCount = 0

    /// Whether no frame was thrown away.
    package var isWhole: Bool { discardedFrames == 0 }
}
