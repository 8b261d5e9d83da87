import Networks

/// The mean squared difference of numbers that are neighbours in a row or a column.
enum Roughness {
    private static func pairs(_ shape: ImageShape) -> Int {
        shape.channels * (shape.height * (shape.width - 1) + (shape.height - 1) * shape.width)
    }

    static func value(of image: UnsafePointer<Float>, _ shape: ImageShape) -> Double {
        var sum = 0.0
        forEachPair(shape) { first, second in
            let difference = unsafe Double(image[second] - image[first])
            sum += difference * difference
        }
        return sum / Double(max(1, pairs(shape)))
    }

    /// Adds so many times the slopes of ``value(of:_:)``.
    static func addSlopes(
        _ weight: Float, of image: UnsafePointer<Float>, _ shape: ImageShape, to slopes: UnsafeMutablePointer<Float>
    ) {
        let scale = 2 * weight / Float(max(1, pairs(shape)))
        forEachPair(shape) { first, second in
            let slope = unsafe scale * (image[second] - image[first])
            unsafe slopes[second] += slope
            unsafe slopes[first] -= slope
        }
    }

    @inline(__always) private static func forEachPair(_ shape: ImageShape, _ body: (Int, Int) -> Void) {
        for row in 0..<shape.channels * shape.height {
            let start = row * shape.width
            for place in start..<start + shape.width - 1 { body(place, place + 1) }
            guard (row + 1) % shape.height != 0 else { continue }
            for place in start..<start + shape.width { body(place, place + shape.width) }
        }
    }
}
