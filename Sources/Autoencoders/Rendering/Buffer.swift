/// Numbers at an address that never changes, zero at first, released with the last reference.
@safe final class Buffer {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        unsafe start = .allocate(capacity: max(count, 1))
        unsafe start.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { unsafe start.deallocate() }

    var all: UnsafeMutableBufferPointer<Float> { unsafe UnsafeMutableBufferPointer(start: start, count: count) }
}
