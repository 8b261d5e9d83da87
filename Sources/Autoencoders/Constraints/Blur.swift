import Networks

/// A convolution with a point-spread function, and its transpose; works for one thread.
///
/// One that is a product of a row and a column, as a Gaussian is, is taken along rows and then along columns.
final class Blur {
    private let stages: [Taps]
    /// What is between the stages, if there are two.
    private let between: Buffer

    init(_ spread: PointSpread, _ shape: ImageShape) {
        stages = spread.factors.map { Taps($0, shape) }
        between = Buffer(stages.count > 1 ? shape.count : 0)
    }

    /// Sets `result` to the convolution of an image.
    func apply(_ image: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        guard stages.count > 1 else { return unsafe stages[0].apply(image, into: result) }
        unsafe stages[0].apply(image, into: between.start)
        unsafe stages[1].apply(between.start, into: result)
    }

    /// Sets `result` to the transpose of the convolution, applied to slopes in its results.
    func transpose(_ slopes: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        guard stages.count > 1 else { return unsafe stages[0].transpose(slopes, into: result) }
        unsafe stages[1].transpose(slopes, into: between.start)
        unsafe stages[0].transpose(between.start, into: result)
    }
}

extension PointSpread {
    /// The row and the column of which the kernel is the product, or itself if it is none.
    fileprivate var factors: [PointSpread] {
        guard height > 1, width > 1, let greatest = kernel.max(), let place = kernel.firstIndex(of: greatest) else {
            return [self]
        }
        let row = Array(kernel[place / width * width..<(place / width + 1) * width])
        let column = (0..<height).map { kernel[$0 * width + place % width] / greatest }
        let isProduct = kernel.indices.allSatisfy {
            abs(kernel[$0] - column[$0 / width] * row[$0 % width]) <= 1e-6 * greatest
        }
        return isProduct
            ? [PointSpread(width: width, kernel: row), PointSpread(height: height, width: 1, kernel: column)] : [self]
    }
}

/// A convolution whose kernel is gone through number by number.
private final class Taps {
    private let spread: PointSpread
    private let shape: ImageShape
    /// A channel with a border around it.
    private let padded: Buffer
    private let paddedWidth: Int

    init(_ spread: PointSpread, _ shape: ImageShape) {
        self.spread = spread
        self.shape = shape
        paddedWidth = shape.width + spread.width - 1
        padded = Buffer((shape.height + spread.height - 1) * paddedWidth)
    }

    /// Sets `result` to the convolution of an image.
    func apply(_ image: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        for channel in 0..<shape.channels {
            let plane = unsafe image + channel * shape.pixels
            forEachPadded { place, pixel in unsafe padded.start[place] = plane[pixel] }
            let target = unsafe result + channel * shape.pixels
            unsafe target.update(repeating: 0, count: shape.pixels)
            forEachTap { weight, offset in
                for row in 0..<shape.height {
                    let source = unsafe padded.start + (row * paddedWidth + offset)
                    let line = unsafe target + row * shape.width
                    for column in 0..<shape.width { unsafe line[column] += weight * source[column] }
                }
            }
        }
    }

    /// Sets `result` to the transpose of the convolution, applied to slopes in its results.
    func transpose(_ slopes: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        for channel in 0..<shape.channels {
            let plane = unsafe slopes + channel * shape.pixels
            unsafe padded.start.update(repeating: 0, count: padded.count)
            forEachTap { weight, offset in
                for row in 0..<shape.height {
                    let target = unsafe padded.start + (row * paddedWidth + offset)
                    let line = unsafe plane + row * shape.width
                    for column in 0..<shape.width { unsafe target[column] += weight * line[column] }
                }
            }
            let target = unsafe result + channel * shape.pixels
            unsafe target.update(repeating: 0, count: shape.pixels)
            forEachPadded { place, pixel in unsafe target[pixel] += padded.start[place] }
        }
    }

    /// Calls `body` with each number of the kernel, and how far from a pixel's place the one lies that it is multiplied by.
    private func forEachTap(_ body: (Float, Int) -> Void) {
        for (index, weight) in spread.kernel.enumerated() where weight != 0 {
            let (row, column) = index.quotientAndRemainder(dividingBy: spread.width)
            body(weight, (spread.height - 1 - row) * paddedWidth + spread.width - 1 - column)
        }
    }

    /// Calls `body` with each place of the padded channel and the pixel that it takes its number from.
    private func forEachPadded(_ body: (Int, Int) -> Void) {
        for row in 0..<shape.height + spread.height - 1 {
            let from = min(max(row - spread.height / 2, 0), shape.height - 1) * shape.width
            for column in 0..<paddedWidth {
                body(row * paddedWidth + column, from + min(max(column - spread.width / 2, 0), shape.width - 1))
            }
        }
    }
}
