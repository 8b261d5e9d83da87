/// Lays a canvas, the upright image that a decoder's network draws, into its pose: each pixel is interpolated between the four
/// of the canvas around the point that it shows (Jaderberg et al., NeurIPS 2015); beyond its edges the canvas goes on as there.
///
/// It costs a few operations a pixel where the ``CoordinateRenderer`` takes a network for each.
final class CanvasRenderer: Renderer {
    private let channels: Int
    private let coordinates: PixelCoordinates
    private let image: Buffer

    init(channels: Int, height: Int, width: Int) {
        self.channels = channels
        coordinates = PixelCoordinates(height: height, width: width)
        image = Buffer(channels * height * width)
    }

    var featureCount: Int { channels * coordinates.count }

    /// The pixel at the upper left of a point, and how far beyond it the point lies: 0...1 in both directions.
    private struct Place {
        let first: Int
        let right: Int
        let down: Int
        let u: Float
        let v: Float
        /// Whether the interpolation varies with the point: not beyond the edges.
        let variesInX: Bool
        let variesInY: Bool
    }

    @inline(__always) private func place(_ x: Float, _ y: Float) -> Place {
        let lastColumn = Float(coordinates.width - 1)
        let lastRow = Float(coordinates.height - 1)
        let column = coordinates.column(at: x)
        let row = coordinates.row(at: y)
        // A coordinate that is no number goes to the first pixel.
        let withinColumn = column > 0 ? (column < lastColumn ? column : lastColumn) : 0
        let withinRow = row > 0 ? (row < lastRow ? row : lastRow) : 0
        let left = Int(withinColumn)
        let top = Int(withinRow)
        let width = coordinates.width
        return Place(
            first: top * width + left, right: left + 1 < width ? 1 : 0, down: top + 1 < coordinates.height ? width : 0,
            u: withinColumn - Float(left), v: withinRow - Float(top),
            variesInX: column > 0 && column < lastColumn, variesInY: row > 0 && row < lastRow)
    }

    func draw(
        _ features: UnsafeBufferPointer<Float>, in pose: Pose, at pixels: PixelList
    ) -> UnsafeMutableBufferPointer<Float> {
        precondition(features.count == featureCount, "a canvas has as many numbers as the image")
        let (count, drawn) = (coordinates.count, pixels.count)
        let result = unsafe UnsafeMutableBufferPointer(start: image.start, count: channels * drawn)
        guard let canvas = features.baseAddress else { return unsafe result }
        let (target, points) = unsafe (image.start, pixels.points)
        let map = PoseMap(pose)
        for pixel in 0..<drawn {
            let point = unsafe map(points[2 * pixel], points[2 * pixel + 1])
            let place = place(point.x, point.y)
            for channel in 0..<channels {
                let corner = unsafe canvas + (channel * count + place.first)
                let upper = unsafe corner[0] + place.u * (corner[place.right] - corner[0])
                let below = unsafe corner + place.down
                let lower = unsafe below[0] + place.u * (below[place.right] - below[0])
                unsafe target[channel * drawn + pixel] = upper + place.v * (lower - upper)
            }
        }
        return unsafe result
    }

    func pullBack(
        _ slopes: UnsafeBufferPointer<Float>, _ features: UnsafeBufferPointer<Float>, in pose: Pose,
        at pixels: PixelList, featureSlopes: UnsafeMutableBufferPointer<Float>, poseSlope: inout Pose
    ) {
        let (count, drawn) = (coordinates.count, pixels.count)
        precondition(
            slopes.count == channels * drawn && features.count == featureCount && featureSlopes.count == featureCount,
            "a canvas has as many numbers as the image")
        guard let canvas = features.baseAddress, let canvasSlopes = featureSlopes.baseAddress else { return }
        let map = PoseMap(pose)
        let scale = 1 / coordinates.step
        let points = unsafe pixels.points
        for pixel in 0..<drawn {
            let (x, y) = unsafe (points[2 * pixel], points[2 * pixel + 1])
            let point = map(x, y)
            let place = place(point.x, point.y)
            let (u, v) = (place.u, place.v)
            var (slopeX, slopeY): (Float, Float) = (0, 0)
            for channel in 0..<channels {
                let slope = unsafe slopes[channel * drawn + pixel]
                let offset = channel * count + place.first
                let corner = unsafe canvas + offset
                let target = unsafe canvasSlopes + offset
                let below = unsafe corner + place.down
                let upperRise = unsafe corner[place.right] - corner[0]
                let lowerRise = unsafe below[place.right] - below[0]
                slopeX += slope * (upperRise + v * (lowerRise - upperRise))
                let leftFall = unsafe below[0] - corner[0]
                slopeY += slope * (leftFall + u * (lowerRise - upperRise))
                let (upper, lower) = (slope * (1 - v), slope * v)
                unsafe target[0] += upper * (1 - u)
                unsafe target[place.right] += upper * u
                unsafe target[place.down] += lower * (1 - u)
                unsafe target[place.down + place.right] += lower * u
            }
            if !place.variesInX { slopeX = 0 }
            if !place.variesInY { slopeY = 0 }
            map.pullBack(x, y, slopeX * scale, slopeY * scale, into: &poseSlope)
        }
    }
}
