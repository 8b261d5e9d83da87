/// What a message may hold at most.
///
/// libzmq limits only the size of one frame; these limits are the application's.
package struct MessageLimits: Hashable, Sendable {
    /// The most frames, the magic and the header included.
    package var frames = 64
    /// The most bytes of the header.
    package var headerBytes = 256 << 10
    /// The most bytes of all frames together.
    package var bytes = 512 << 20
    /// How deep objects and arrays of the header may be nested.
    package var depth = 32

    package init() {}
}
