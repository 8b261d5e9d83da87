@testable import Scores

/// Numbers without a pattern that matters, the same in every language: the fractional parts of multiples of the roots of
/// x^3 = x + 1 (Roberts) and of the golden section.
enum ScatteredPoints {
    static func numbers(_ count: Int, _ step: Double) -> [Double] {
        (0..<count).map { (Double($0) * step).truncatingRemainder(dividingBy: 1) }
    }

    static let u = numbers(300, 0.6180339887498949)
    static let v = numbers(300, 0.7548776662466927)
    static let w = numbers(300, 0.5698402909980532)

    static let cube = Points(columns: [u, v, w])

    /// Five blobs of different widths.
    static let blobs: Points = {
        let centers: [(Double, Double)] = [(0, 0), (3, 1), (1, 4), (-2, 3), (5, 5)]
        return Points(
            columns: [
                u.enumerated().map { centers[$0.offset % 5].0 + ($0.element - 0.5) * Double(1 + $0.offset % 5) },
                v.enumerated().map { centers[$0.offset % 5].1 + ($0.element - 0.5) * Double(1 + $0.offset % 5) },
            ])
    }()
}
