/// The windows of an overview around its pixels: what a model sees of a candidate.
///
/// The overview is normalised and extended beyond its edges once, at the start; a patch is then a copy of `window`
/// short rows a channel. Nothing about a patch depends on what was measured or asked for, so the same pixel gives the
/// same numbers throughout a run.
package struct Patches: Sendable {
    /// How they are cut.
    package let choice: PatchFeatures
    /// The number of channels.
    package let channels: Int
    /// The size of the overview.
    package let height: Int
    package let width: Int
    /// The mean of each channel that was subtracted; 0 unless the whole overview normalises.
    package let means: [Double]
    /// The standard deviation (population) of each channel that it was divided by; 1 unless the whole overview
    /// normalises, and for a channel that is the same everywhere, which becomes 0.
    package let deviations: [Double]

    /// The extended image, channel by channel: `window - 1` more rows and columns than the overview.
    private let extended: [Float]
    private let extendedWidth: Int
    private let extendedHeight: Int

    /// Prepares the patches of all channels of an overview.
    ///
    /// `choice.window` must be 1 to 256.
    package init(of overview: Overview, _ choice: PatchFeatures) {
        precondition((1...256).contains(choice.window), "a patch window has 1 to 256 pixels")
        self.choice = choice
        channels = overview.channels.count
        height = overview.height
        width = overview.width
        extendedHeight = overview.height + choice.window - 1
        extendedWidth = overview.width + choice.window - 1

        let pixels = overview.pixelCount
        var means = [Double](repeating: 0, count: channels)
        var deviations = [Double](repeating: 1, count: channels)
        if choice.normalization == .overview {
            for channel in 0..<channels {
                let plane = overview.values[channel * pixels..<(channel + 1) * pixels]
                (means[channel], deviations[channel]) = Self.statistics(plane)
            }
        }
        self.means = means
        self.deviations = deviations

        // Cropped windows never reach beyond the image, so any rule serves there.
        let reach = choice.window / 2
        let isReflected = choice.border == .reflect
        let rowMap = Self.sources(extendedHeight, reach: reach, count: height, isReflected: isReflected)
        let columnMap = Self.sources(extendedWidth, reach: reach, count: width, isReflected: isReflected)
        var extended: [Float] = []
        extended.reserveCapacity(channels * extendedHeight * extendedWidth)
        for channel in 0..<channels {
            let (mean, scale) = (means[channel], 1 / deviations[channel])
            for row in rowMap {
                let start = channel * pixels + row * width
                for column in columnMap {
                    extended.append(Float((Double(overview.values[start + column]) - mean) * scale))
                }
            }
        }
        self.extended = extended
    }

    /// The numbers of a patch: `channels * window * window`, channel by channel, each row by row.
    package var dimension: Int { channels * choice.window * choice.window }

    /// Returns whether the window around `pixel` can be cut: anywhere in the image, or, with cropped borders, where it
    /// does not reach beyond.
    package func contains(_ pixel: Pixel) -> Bool {
        guard pixel.row >= 0, pixel.row < height, pixel.column >= 0, pixel.column < width else { return false }
        guard choice.border == .crop else { return true }
        let top = pixel.row - choice.window / 2
        let left = pixel.column - choice.window / 2
        return top >= 0 && left >= 0 && top + choice.window <= height && left + choice.window <= width
    }

    /// Writes the patch around `pixel`, rows `r - window / 2 ..< r - window / 2 + window` and columns likewise.
    ///
    /// - Parameters:
    ///   - pixel: One that ``contains(_:)`` accepts.
    ///   - target: Room for ``dimension`` numbers, all of which are written.
    /// - Complexity: O(dimension), no allocation.
    package func copyPatch(around pixel: Pixel, into target: UnsafeMutableBufferPointer<Float>) {
        precondition(target.count >= dimension, "a patch has \(dimension) numbers")
        unsafe extended.withUnsafeBufferPointer { unsafe copy(pixel, from: $0, into: target) }
    }

    /// Writes the patches around `pixels`, one row of ``dimension`` numbers each.
    ///
    /// - Parameters:
    ///   - pixels: Such as ``contains(_:)`` accepts.
    ///   - target: Room for `pixels.count * dimension` numbers.
    package func copyPatches(around pixels: ArraySlice<Pixel>, into target: UnsafeMutableBufferPointer<Float>) {
        precondition(target.count >= pixels.count * dimension, "the block needs \(pixels.count) rows of \(dimension)")
        unsafe extended.withUnsafeBufferPointer { source in
            var start = 0
            for pixel in pixels {
                unsafe copy(pixel, from: source, into: target.extracting(start..<start + dimension))
                start += dimension
            }
        }
    }

    /// Returns the patch around `pixel` as an array.
    package func patch(around pixel: Pixel) -> [Float] {
        unsafe [Float](unsafeUninitializedCapacity: dimension) { buffer, count in
            unsafe copyPatch(around: pixel, into: buffer)
            count = dimension
        }
    }

    private func copy(
        _ pixel: Pixel, from source: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(contains(pixel), "the window around \(pixel) cannot be cut from the overview")
        let window = choice.window
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        for channel in 0..<channels {
            // The extension moves the image down and right by window / 2: the window's corner is the pixel itself.
            var row = unsafe from + ((channel * extendedHeight + pixel.row) * extendedWidth + pixel.column)
            let start = unsafe to + channel * window * window
            var written = unsafe start
            for _ in 0..<window {
                unsafe written.update(from: row, count: window)
                unsafe written += window
                unsafe row += extendedWidth
            }
            if choice.normalization == .patch {
                unsafe Self.standardize(UnsafeMutableBufferPointer(start: start, count: window * window))
            }
        }
    }

    /// Which pixel each place of an extended row or column takes its value from.
    static func sources(_ extent: Int, reach: Int, count: Int, isReflected: Bool) -> [Int] {
        (0..<extent).map { place in
            let index = place - reach
            guard isReflected else { return min(max(index, 0), count - 1) }
            // Mirrored again and again where the window is larger than the image: the period is twice its extent.
            let remainder = index % (2 * count)
            let folded = remainder < 0 ? remainder + 2 * count : remainder
            return folded < count ? folded : 2 * count - 1 - folded
        }
    }

    /// The mean and the standard deviation over all values, 1 where they are all the same.
    static func statistics(_ values: ArraySlice<Float>) -> (mean: Double, deviation: Double) {
        guard let first = values.first, values.contains(where: { $0 != first }) else {
            return (Double(values.first ?? 0), 1)
        }
        let mean = values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
        let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (mean, (squares / Double(values.count)).squareRoot())
    }

    private static func standardize(_ values: UnsafeMutableBufferPointer<Float>) {
        var sum = 0.0
        var isFlat = true
        let first = unsafe values[0]
        for index in 0..<values.count {
            unsafe sum += Double(values[index])
            if unsafe values[index] != first { isFlat = false }
        }
        let mean = isFlat ? Double(first) : sum / Double(values.count)
        var squares = 0.0
        for index in 0..<values.count {
            let difference = unsafe Double(values[index]) - mean
            squares += difference * difference
        }
        let scale = isFlat ? 1 : 1 / (squares / Double(values.count)).squareRoot()
        for index in 0..<values.count {
            unsafe values[index] = Float((Double(values[index]) - mean) * scale)
        }
    }
}
