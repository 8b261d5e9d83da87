/// An image laid out so that a convolution becomes one matrix product a row of the kernel.
///
/// A band of rows of the result is computed at a time, so that memory is bounded whatever the height of the image. For
/// every channel and column of the kernel, the unfolded image holds the rows that the band sees, shifted by that column
/// and surrounded by zeros. The kernel's row number k then finds what it needs in one piece, a whole number of rows
/// further on: only the kernel's columns cost copies, not its rows (as in im2col). With a stride of 2 rows that are two
/// apart are kept together, so that this remains so: the even ones first, then the odd ones.
struct Unfolding {
    /// The shape of the image.
    let shape: ImageShape
    let window: ConvolutionWindow
    /// The shape of the result, but for its channels.
    let result: ImageShape
    /// The bands: ranges of the result's rows, the first the longest.
    let bands: [Range<Int>]
    /// The number of remainders of the stride that rows seen by the kernel leave.
    private let phases: Int
    /// The number of rows kept for each remainder.
    private let phaseRows: Int

    /// How many numbers a band's unfolded image should have at most, half of what a second cache holds; a band of one row
    /// may have more.
    static let capacity = 1 << 17

    init(_ shape: ImageShape, _ window: ConvolutionWindow) {
        self.shape = shape
        self.window = window
        result = window.result(of: shape, channels: 1)
        let reach = window.dilation * (window.kernelHeight - 1)
        phases = window.kernelHeight > 1 && window.dilation % window.stride != 0 ? window.stride : 1
        let fitting = Self.capacity / (shape.channels * window.kernelWidth * result.width)
        let greatest = max(1, (fitting - reach) / window.stride)
        let count = (result.height + greatest - 1) / greatest
        let height = result.height
        let band = (height + count - 1) / count
        bands = stride(from: 0, to: height, by: band).map { $0..<min($0 + band, height) }
        phaseRows = ((band - 1) * window.stride + reach + window.stride) / window.stride
    }

    /// The number of rows of the unfolded image, one for each channel and column of the kernel.
    var rows: Int { shape.channels * window.kernelWidth }

    /// The number of elements from one row of the unfolded image to the next.
    var rowStride: Int { window.isPointwise ? shape.pixels : phases * phaseLength }

    /// The number of elements of an unfolded image; none where the image serves as it is.
    var count: Int { window.isPointwise ? 0 : rows * rowStride }

    private var phaseLength: Int { phaseRows * result.width }

    /// Returns where in each row of the unfolded image begins what a row of the kernel multiplies.
    func start(ofKernelRow row: Int) -> Int {
        start(ofImageRow: row * window.dilation)
    }

    /// Returns where a row of the padded image is kept, counted from the first that the band sees.
    private func start(ofImageRow row: Int) -> Int {
        row % window.stride * phaseLength + row / window.stride * result.width
    }

    /// Sets `unfolded` to what the band of the result's rows `band` sees of `image`.
    func unfold(_ image: UnsafePointer<Float>, band: Range<Int>, into unfolded: UnsafeMutablePointer<Float>) {
        let (seen, first) = rowsSeen(by: band)
        for channel in 0..<shape.channels {
            let plane = unsafe image + channel * shape.pixels
            for column in 0..<window.kernelWidth {
                let target = unsafe unfolded + (channel * window.kernelWidth + column) * rowStride
                let shift = column * window.dilation - window.paddingWidth
                if window.stride == 1 {
                    let (start, end) = (seen.lowerBound * shape.width, seen.upperBound * shape.width)
                    unsafe target.update(repeating: 0, count: start)
                    unsafe shiftRows(plane + first * shape.width, by: shift, rows: seen.count, into: target + start)
                    unsafe (target + end).update(repeating: 0, count: phaseLength - end)
                } else {
                    unsafe target.update(repeating: 0, count: rowStride)
                    let valid = columns(within: shift)
                    for row in seen where row % window.stride < phases {
                        let source = unsafe plane + (first + row - seen.lowerBound) * shape.width + shift
                        let line = unsafe target + start(ofImageRow: row)
                        for x in valid { unsafe line[x] = source[window.stride * x] }
                    }
                }
            }
        }
    }

    /// Adds to the gradient in an image what the gradient in the unfolded image says of it, and uses the latter up.
    func fold(
        _ unfolded: UnsafeMutablePointer<Float>, band: Range<Int>, addingTo image: UnsafeMutablePointer<Float>
    ) {
        let (seen, first) = rowsSeen(by: band)
        for channel in 0..<shape.channels {
            let plane = unsafe image + channel * shape.pixels
            for column in 0..<window.kernelWidth {
                let source = unsafe unfolded + (channel * window.kernelWidth + column) * rowStride
                let shift = column * window.dilation - window.paddingWidth
                if window.stride == 1 {
                    let lines = unsafe source + seen.lowerBound * shape.width
                    unsafe addShiftedRows(lines, by: shift, rows: seen.count, to: plane + first * shape.width)
                } else {
                    let valid = columns(within: shift)
                    for row in seen where row % window.stride < phases {
                        let target = unsafe plane + (first + row - seen.lowerBound) * shape.width + shift
                        let line = unsafe source + start(ofImageRow: row)
                        for x in valid { unsafe target[window.stride * x] += line[x] }
                    }
                }
            }
        }
    }

    /// Whether a row of the kernel is the first to see rows of its remainder of the stride.
    func isFirst(kernelRow row: Int) -> Bool { row < phases }

    /// Sets to zero what the product of a row of the kernel has not set of the unfolded gradient, of those rows that have
    /// its remainder of the stride.
    ///
    /// - Parameters:
    ///   - row: The row of the kernel, the first of its remainder.
    ///   - length: How many elements of each row its product has set.
    ///   - unfolded: The gradient.
    func clearBeyond(kernelRow row: Int, length: Int, of unfolded: UnsafeMutablePointer<Float>) {
        let phase = row * window.dilation % window.stride * phaseLength
        let start = start(ofKernelRow: row)
        for line in 0..<rows {
            let elements = unsafe unfolded + line * rowStride
            unsafe (elements + phase).update(repeating: 0, count: start - phase)
            unsafe (elements + start + length).update(repeating: 0, count: phase + phaseLength - start - length)
        }
    }

    /// Returns which of the padded image's rows that a band sees are the image's, and which of its rows is the first.
    private func rowsSeen(by band: Range<Int>) -> (seen: Range<Int>, first: Int) {
        // The row of the image in the place of the first that the band sees, if there were one.
        let origin = band.lowerBound * window.stride - window.paddingHeight
        let reach = (band.count - 1) * window.stride + window.dilation * (window.kernelHeight - 1) + 1
        let seen = max(0, -origin)..<min(reach, shape.height - origin)
        return (seen, origin + seen.lowerBound)
    }

    /// Returns the columns of the result for which a column of the image lies `shift` columns right of it.
    private func columns(within shift: Int) -> Range<Int> {
        let step = window.stride
        let first = max(0, (step - 1 - shift) / step)
        let end = min(result.width, (shape.width - 1 - shift + step) / step)
        return first..<max(first, end)
    }

    /// Copies rows of the image's width, each moved by `shift` columns to the left and filled up with zeros.
    private func shiftRows(
        _ source: UnsafePointer<Float>, by shift: Int, rows: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let (width, count) = (shape.width, rows * shape.width)
        guard abs(shift) < width else {
            unsafe target.update(repeating: 0, count: count)
            return
        }
        // All rows in one go; what came from the row before or behind is cleared after.
        let skipped = max(0, -shift)
        unsafe (target + skipped).update(from: source + skipped + shift, count: count - abs(shift))
        unsafe clearEnds(of: target, shift: shift, rows: rows)
    }

    /// Adds rows of the image's width, each moved by `shift` columns to the right.
    private func addShiftedRows(
        _ source: UnsafeMutablePointer<Float>, by shift: Int, rows: Int, to target: UnsafeMutablePointer<Float>
    ) {
        guard abs(shift) < shape.width else { return }
        unsafe clearEnds(of: source, shift: shift, rows: rows)
        let skipped = max(0, -shift)
        let (from, to) = unsafe (source + skipped, target + skipped + shift)
        for index in 0..<rows * shape.width - abs(shift) { unsafe to[index] += from[index] }
    }

    /// Clears the columns at the end of rows, or with a negative shift at their beginning, that no column falls on.
    private func clearEnds(of rows: UnsafeMutablePointer<Float>, shift: Int, rows count: Int) {
        let start = shift > 0 ? shape.width - shift : 0
        for row in 0..<count {
            for column in start..<start + abs(shift) { unsafe rows[row * shape.width + column] = 0 }
        }
    }
}
