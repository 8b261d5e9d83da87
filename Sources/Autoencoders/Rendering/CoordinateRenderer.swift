private import LinearAlgebra
private import Networks

/// Draws each pixel by a network that is given where it lies; see ``CoordinateNetwork``.
///
/// An image is a product of pixels x width by width x width for each layer; what the layers give is kept for one image only,
/// as its slopes are asked for before the next is drawn.
final class CoordinateRenderer: Renderer {
    private let network: CoordinateNetwork
    private let width: Int
    private let channels: Int
    /// The result of each layer, pixels x width; after the last the image with one row a pixel.
    private let results: [Buffer]
    private let rows: Buffer
    private let image: Buffer
    /// Slopes in the result of a layer and of the one before.
    private let slopes: [Buffer]
    private let points: Buffer
    /// One for each of the network's parameters.
    private let gradients: [Buffer]

    init(_ network: CoordinateNetwork, pixels: Int) {
        self.network = network
        width = network.width
        channels = network.exit.outputs
        let layerCount = network.layers.count
        let layerSize = pixels * network.width
        results = (0...layerCount).map { _ in Buffer(layerSize) }
        slopes = (0..<2).map { _ in Buffer(layerSize) }
        rows = Buffer(pixels * network.exit.outputs)
        image = Buffer(pixels * network.exit.outputs)
        points = Buffer(2 * pixels)
        gradients = network.parameters.map { Buffer($0.value.count) }
    }

    var featureCount: Int { width }

    func draw(
        _ features: UnsafeBufferPointer<Float>, in pose: Pose, at list: PixelList
    ) -> UnsafeMutableBufferPointer<Float> {
        precondition(features.count == width, "a coordinate network takes as many features as it is wide")
        let map = PoseMap(pose)
        let pixels = list.count
        let (xy, places) = unsafe (points.start, list.points)
        for index in 0..<pixels {
            let point = unsafe map(places[2 * index], places[2 * index + 1])
            unsafe (xy[2 * index], xy[2 * index + 1]) = (point.x, point.y)
        }
        unsafe enter(features, pixels: pixels)
        for (number, layer) in network.layers.enumerated() {
            unsafe multiply(layer, results[number], results[number + 1].start, pixels: pixels, columns: width)
        }
        unsafe multiply(network.exit, results[network.layers.count], rows.start, pixels: pixels, columns: channels)
        // Pixel by pixel becomes channel by channel.
        for channel in 0..<channels {
            for pixel in 0..<pixels {
                unsafe image.start[channel * pixels + pixel] = rows.start[pixel * channels + channel]
            }
        }
        return unsafe UnsafeMutableBufferPointer(start: image.start, count: channels * pixels)
    }

    /// Sets the first result, tanh(A c' + f).
    private func enter(_ features: UnsafeBufferPointer<Float>, pixels: Int) {
        let (width, xy) = unsafe (width, points.start)
        guard let offset = features.baseAddress else { return }
        var row = unsafe results[0].start
        unsafe network.entry.value.withUnsafeElements { entry in
            guard let entry = entry.baseAddress else { return }
            let (entryX, entryY) = unsafe (entry, entry + width)
            for pixel in 0..<pixels {
                let (x, y) = unsafe (xy[2 * pixel], xy[2 * pixel + 1])
                for feature in 0..<width {
                    unsafe row[feature] = VectorMath.tanh(entryX[feature] * x + entryY[feature] * y + offset[feature])
                }
                unsafe row += width
            }
        }
    }

    private func multiply(
        _ layer: Dense, _ input: Buffer, _ output: UnsafeMutablePointer<Float>, pixels: Int, columns: Int
    ) {
        unsafe layer.weights.value.withUnsafeElements { weights in
            guard let weights = weights.baseAddress else { return }
            unsafe Float.gemm(
                .second, rows: pixels, columns: columns, inner: width, scale: 1, input.start, strideA: width, weights,
                strideB: width, adding: 0, output, strideC: columns)
        }
        let all = unsafe UnsafeMutableBufferPointer(start: output, count: pixels * columns)
        unsafe layer.bias.value.withUnsafeElements { unsafe layer.activation.apply(toRowsOf: all, bias: $0) }
    }

    func pullBack(
        _ imageSlopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        at list: PixelList, featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        let pixels = list.count
        precondition(
            imageSlopes.count == channels * pixels && featureSlopes.count == width, "an image has one slope a value")
        for pixel in 0..<pixels {
            for channel in 0..<channels {
                unsafe rows.start[pixel * channels + channel] = imageSlopes[channel * pixels + pixel]
            }
        }
        let last = network.layers.count
        unsafe pullBack(
            network.exit, pixels: pixels, from: rows.start, columns: channels, through: results[last], to: slopes[0],
            gradients[gradients.count - 2], gradients[gradients.count - 1])
        var (current, other) = (slopes[0], slopes[1])
        for number in network.layers.indices.reversed() {
            differentiate(current, results[number + 1], pixels: pixels)
            unsafe pullBack(
                network.layers[number], pixels: pixels, from: current.start, columns: width, through: results[number],
                to: other,
                gradients[1 + 2 * number], gradients[2 + 2 * number])
            swap(&current, &other)
        }
        differentiate(current, results[0], pixels: pixels)
        unsafe leave(current, pose, list, featureSlopes, &poseSlope)
    }

    /// Multiplies slopes in tanh's results by its derivative, 1 - h^2.
    private func differentiate(_ slopes: Buffer, _ results: Buffer, pixels: Int) {
        let (slope, result) = unsafe (slopes.start, results.start)
        for index in 0..<pixels * width {
            unsafe slope[index] *= 1 - result[index] * result[index]
        }
    }

    /// Adds the slopes in a layer's parameters, and sets those in its input.
    private func pullBack(
        _ layer: Dense, pixels: Int, from slopes: UnsafeMutablePointer<Float>, columns: Int, through input: Buffer,
        to target: Buffer, _ weightSlopes: Buffer, _ biasSlopes: Buffer
    ) {
        unsafe Float.gemm(
            .first, rows: columns, columns: width, inner: pixels, scale: 1, slopes, strideA: columns, input.start,
            strideB: width, adding: 1, weightSlopes.start, strideC: width)
        var row = unsafe slopes
        let bias = unsafe biasSlopes.start
        for _ in 0..<pixels {
            for column in 0..<columns { unsafe bias[column] += row[column] }
            unsafe row += columns
        }
        unsafe layer.weights.value.withUnsafeElements { weights in
            guard let weights = weights.baseAddress else { return }
            unsafe Float.gemm(
                .neither, rows: pixels, columns: width, inner: columns, scale: 1, slopes, strideA: columns, weights,
                strideB: width, adding: 0, target.start, strideC: width)
        }
    }

    /// Adds the slopes in the features, the entry and the pose.
    private func leave(
        _ slopes: Buffer, _ pose: Pose, _ list: PixelList, _ featureSlopes: UnsafeMutableBufferPointer<Float>,
        _ poseSlope: inout Pose
    ) {
        let (pixels, width) = (list.count, width)
        guard let target = featureSlopes.baseAddress else { return }
        var row = unsafe slopes.start
        for _ in 0..<pixels {
            for feature in 0..<width { unsafe target[feature] += row[feature] }
            unsafe row += width
        }
        unsafe Float.gemm(
            .first, rows: 2, columns: width, inner: pixels, scale: 1, points.start, strideA: 2, slopes.start,
            strideB: width, adding: 1, gradients[0].start, strideC: width)
        unsafe network.entry.value.withUnsafeElements { entry in
            guard let entry = entry.baseAddress else { return }
            unsafe Float.gemm(
                .second, rows: pixels, columns: 2, inner: width, scale: 1, slopes.start, strideA: width, entry,
                strideB: width, adding: 0, points.start, strideC: 2)
        }
        let map = PoseMap(pose)
        let (slopeXY, places) = unsafe (points.start, list.points)
        for index in 0..<pixels {
            unsafe map.pullBack(
                places[2 * index], places[2 * index + 1], slopeXY[2 * index], slopeXY[2 * index + 1], into: &poseSlope)
        }
    }

    func depositGradients() {
        for (gradient, parameter) in zip(gradients, network.parameters) {
            unsafe parameter.gradient.withUnsafeMutableElements { target in
                for index in target.indices {
                    unsafe target[index] += gradient.start[index]
                    unsafe gradient.start[index] = 0
                }
            }
        }
    }
}
