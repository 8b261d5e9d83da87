private import CZeroMQ

/// One libzmq socket, closed with its owner.
///
/// The only place where options cross into C.
@safe final class RawSocket {
    let pointer: UnsafeMutableRawPointer

    init(_ type: Int32, in context: Context) throws(ZeroMQError) {
        guard let pointer = unsafe zmq_socket(context.raw, type) else { throw .last("zmq_socket") }
        unsafe self.pointer = pointer
    }

    deinit {
        _ = unsafe zmq_close(pointer)
    }

    /// Sets an option that is a 32-bit integer.
    func set(_ option: Int32, _ name: String, _ value: Int32) throws(ZeroMQError) {
        try set(option, name, bytesOf: value)
    }

    /// Sets an option that is a 64-bit integer.
    func set(_ option: Int32, _ name: String, wide value: Int64) throws(ZeroMQError) {
        try set(option, name, bytesOf: value)
    }

    /// Sets an option that is a switch.
    func set(_ option: Int32, _ name: String, _ isOn: Bool) throws(ZeroMQError) {
        try set(option, name, bytesOf: Int32(isOn ? 1 : 0))
    }

    /// Sets an option that is a number of milliseconds.
    func set(_ option: Int32, _ name: String, _ duration: Duration) throws(ZeroMQError) {
        try set(option, name, bytesOf: Int32(clamping: duration.wholeMilliseconds))
    }

    /// Sets an option that is a string of bytes.
    func set(_ option: Int32, _ name: String, _ bytes: [UInt8]) throws(ZeroMQError) {
        let result = unsafe bytes.withUnsafeBytes { bytes in
            unsafe zmq_setsockopt(pointer, option, bytes.baseAddress, bytes.count)
        }
        guard result == 0 else { throw .last("zmq_setsockopt", name) }
    }

    private func set(_ option: Int32, _ name: String, bytesOf value: some BitwiseCopyable) throws(ZeroMQError) {
        let result = unsafe withUnsafeBytes(of: value) { bytes in
            unsafe zmq_setsockopt(pointer, option, bytes.baseAddress, bytes.count)
        }
        guard result == 0 else { throw .last("zmq_setsockopt", name) }
    }

    /// Returns an option that is a C string of fewer than `capacity` bytes.
    func string(_ option: Int32, _ name: String, capacity: Int = 1024) throws(ZeroMQError) -> String {
        var size = capacity
        var result: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            result = unsafe zmq_getsockopt(pointer, option, buffer.baseAddress, &size)
            // The size counts the terminating zero.
            count = result == 0 ? max(size - 1, 0) : 0
        }
        guard result == 0 else { throw .last("zmq_getsockopt", name) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Duration {
    /// The duration in milliseconds, rounded up so that a wait never ends early.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflow) = Int(seconds).multipliedReportingOverflow(by: 1000)
        guard !overflow else { return seconds > 0 ? .max : .min }
        return product + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
