/// The usual case, twice the length: between two pixels are always a quarter and three quarters of each.
extension Resampling {
    private typealias Eight = SIMD8<Float>

    /// Sets what it can of a result of twice the length, eight pixels at a time, and returns which.
    func double(_ pixels: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) -> Range<Int> {
        let (source, target) = unsafe (UnsafeRawPointer(pixels), UnsafeMutableRawPointer(result))
        // Between linear neighbours the first and the last pixel are cases of their own.
        let margin = interpolation == .nearest ? 0 : 1
        var index = margin
        while index + 8 <= length - margin {
            let here = unsafe source.loadUnaligned(fromByteOffset: 4 * index, as: Eight.self)
            var (left, right) = (here, here)
            if interpolation == .bilinear {
                let before = unsafe source.loadUnaligned(fromByteOffset: 4 * (index - 1), as: Eight.self)
                let behind = unsafe source.loadUnaligned(fromByteOffset: 4 * (index + 1), as: Eight.self)
                left = 0.75 * here + 0.25 * before
                right = 0.75 * here + 0.25 * behind
            }
            var pairs = SIMD16<Float>()
            pairs.evenHalf = left
            pairs.oddHalf = right
            unsafe target.storeBytes(of: pairs, toByteOffset: 8 * index, as: SIMD16<Float>.self)
            index += 8
        }
        return 2 * margin..<2 * index
    }

    /// Sets the gradient in a row of pixels from that in a result of twice the length.
    func halve(_ slopes: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>) {
        let (source, target) = unsafe (UnsafeRawPointer(slopes), UnsafeMutableRawPointer(gradient))
        let margin = interpolation == .nearest ? 0 : 1
        var index = margin
        for pixel in 0..<min(margin, length) { unsafe gradient[pixel] = halved(slopes, pixel) }
        while index + 8 <= length - margin {
            let here = unsafe source.loadUnaligned(fromByteOffset: 8 * index, as: SIMD16<Float>.self)
            var sum = here.evenHalf + here.oddHalf
            if interpolation == .bilinear {
                let before = unsafe source.loadUnaligned(fromByteOffset: 8 * (index - 1), as: SIMD16<Float>.self)
                let behind = unsafe source.loadUnaligned(fromByteOffset: 8 * (index + 1), as: SIMD16<Float>.self)
                sum = 0.75 * sum + 0.25 * (before.oddHalf + behind.evenHalf)
            }
            unsafe target.storeBytes(of: sum, toByteOffset: 4 * index, as: Eight.self)
            index += 8
        }
        while index < length {
            unsafe gradient[index] = halved(slopes, index)
            index += 1
        }
    }

    /// Returns the gradient in one pixel from that in a result of twice the length.
    private func halved(_ slopes: UnsafePointer<Float>, _ pixel: Int) -> Float {
        let (left, right) = unsafe (slopes[2 * pixel], slopes[2 * pixel + 1])
        guard interpolation == .bilinear else { return left + right }
        let (isFirst, isLast) = (pixel == 0, pixel == length - 1)
        var sum = (isFirst ? 1 : 0.75) * left + (isLast ? 1 : 0.75) * right
        if !isFirst { sum += unsafe 0.25 * slopes[2 * pixel - 1] }
        if !isLast { sum += unsafe 0.25 * slopes[2 * pixel + 2] }
        return sum
    }
}
