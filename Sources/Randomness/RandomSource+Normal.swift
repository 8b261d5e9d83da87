private import Foundation

extension RandomSource {
    /// Draws two independent standard normal numbers by the method of Box & Muller (1958).
    package mutating func normalPair() -> (Double, Double) {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        return (radius * cos(angle), radius * sin(angle))
    }

    /// Draws one standard normal number.
    package mutating func normal() -> Double {
        normalPair().0
    }

    /// Draws `count` independent standard normal numbers.
    package mutating func normals(_ count: Int) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(count + 1)
        while result.count < count {
            let pair = normalPair()
            result.append(pair.0)
            result.append(pair.1)
        }
        result.removeLast(result.count - count)
        return result
    }
}
