/// How the pixels of one side of an image are found for another length: the map, and its transpose for gradients.
///
/// Pixel centres lie at half-integers, and the first and last edges coincide (PyTorch's `align_corners=False`). Between
/// the outermost centres and the edges the outermost pixel's value holds.
struct Resampling {
    /// How a value between two pixels is found.
    typealias Interpolation = Upsampling.Interpolation

    let length: Int
    let resultLength: Int
    let interpolation: Interpolation
    /// For each pixel of the result the pixel before it, the pixel behind it, and the share of the latter.
    let lower: [Int]
    let upper: [Int]
    let shares: [Float]

    init(_ length: Int, to resultLength: Int, _ interpolation: Interpolation) {
        self.length = length
        self.resultLength = resultLength
        self.interpolation = interpolation
        switch interpolation {
        case .nearest:
            lower = (0..<resultLength).map { $0 * length / resultLength }
            upper = lower
            shares = Array(repeating: 0, count: resultLength)
        case .bilinear:
            let scale = Double(length) / Double(resultLength)
            let places = (0..<resultLength).map { max(0, scale * (Double($0) + 0.5) - 0.5) }
            lower = places.map { Int($0) }
            upper = lower.map { min($0 + 1, length - 1) }
            shares = zip(places, lower).map { Float($0 - Double($1)) }
        }
    }

    /// Sets `result` from a row of pixels.
    func apply(to pixels: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        if resultLength == length { return unsafe result.update(from: pixels, count: length) }
        let done = resultLength == 2 * length ? unsafe double(pixels, into: result) : 0..<0
        for part in [0..<done.lowerBound, done.upperBound..<resultLength] {
            for index in part {
                let share = shares[index]
                let before = unsafe pixels[lower[index]]
                unsafe result[index] = share == 0 ? before : (1 - share) * before + share * pixels[upper[index]]
            }
        }
    }

    /// Sets the gradient in a row of pixels from that in the result.
    func transpose(_ slopes: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>) {
        if resultLength == length { return unsafe gradient.update(from: slopes, count: length) }
        if resultLength == 2 * length { return unsafe halve(slopes, into: gradient) }
        unsafe gradient.update(repeating: 0, count: length)
        for index in 0..<resultLength {
            unsafe gradient[lower[index]] += (1 - shares[index]) * slopes[index]
            unsafe gradient[upper[index]] += shares[index] * slopes[index]
        }
    }
}
