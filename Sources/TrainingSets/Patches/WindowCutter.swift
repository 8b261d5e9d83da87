import Experiments

/// Cuts square windows out of images and keeps them one after the other.
struct WindowCutter {
    let images: ImageStack
    let window: Int
    /// The training set, for error texts.
    let name: String
    private var values: [Float] = []

    init(images: ImageStack, window: Int, name: String) {
        self.images = images
        self.window = window
        self.name = name
    }

    /// The windows cut so far.
    var stack: ImageStack {
        ImageStack(channels: images.channels, height: window, width: window, values: values)
    }

    /// Makes room for so many windows.
    ///
    /// - Throws: ``UnusableTrainingSet`` if they would be more than 2^31 values.
    mutating func reserve(_ count: Int) throws(UnusableTrainingSet) {
        let dimension = images.channels * window * window
        guard count <= (1 << 31) / dimension else {
            throw UnusableTrainingSet(
                name: name,
                reason:
                    "\(count) windows of \(images.channels) x \(window) x \(window) pixels are more than 2^31 values; "
                    + "set them further apart")
        }
        values.reserveCapacity(count * dimension)
    }

    /// Cuts the window around a pixel, which must lie within the image.
    ///
    /// - Throws: ``UnusableTrainingSet`` if a value in it is not finite.
    mutating func cut(around pixel: Pixel, ofImage image: Int) throws(UnusableTrainingSet) {
        precondition(images.holdsWindow(window, around: pixel), "a window lies within its image")
        for channel in 0..<images.channels {
            for row in pixel.row - window / 2..<pixel.row - window / 2 + window {
                let start =
                    image * images.dimension + (channel * images.height + row) * images.width + pixel.column
                    - window / 2
                let line = images.values[start..<start + window]
                if let wrong = line.firstIndex(where: { !$0.isFinite }) {
                    throw UnusableTrainingSet(
                        name: name,
                        reason: "the window around row \(pixel.row), column \(pixel.column) of image \(image) holds "
                            + "\(line[wrong]) at \(images.placeInWords(wrong)) of the image")
                }
                values += line
            }
        }
    }
}

extension ImageStack {
    /// Whether the window around a pixel lies within the image.
    func holdsWindow(_ window: Int, around pixel: Pixel) -> Bool {
        let (top, left) = (pixel.row - window / 2, pixel.column - window / 2)
        return top >= 0 && left >= 0 && top + window <= height && left + window <= width
    }
}
