private import Foundation

/// The plainest filter against noise; beyond its edges an image goes on as there.
struct GaussianBlur {
    private let profile: [Float]

    init(_ deviation: Double) {
        let half = Int((3 * deviation).rounded(.up))
        let weights = (-half...half).map { exp(-0.5 * Double($0 * $0) / (deviation * deviation)) }
        let sum = weights.reduce(0, +)
        profile = weights.map { Float($0 / sum) }
    }

    func applied(to image: ArraySlice<Float>, width: Int) -> [Float] {
        let (pixels, height) = (Array(image), image.count / width)
        let along = filtered(pixels, rows: height, columns: width, strides: (width, 1))
        // The same from top to bottom: columns take the part of rows.
        return filtered(along, rows: width, columns: height, strides: (1, width))
    }

    private func filtered(_ image: [Float], rows: Int, columns: Int, strides: (row: Int, column: Int)) -> [Float] {
        let half = profile.count / 2
        var result = image
        for row in 0..<rows {
            for column in 0..<columns {
                var sum: Float = 0
                for (offset, weight) in profile.enumerated() {
                    let place = min(max(column + offset - half, 0), columns - 1)
                    sum += weight * image[row * strides.row + place * strides.column]
                }
                result[row * strides.row + column * strides.column] = sum
            }
        }
        return result
    }
}
