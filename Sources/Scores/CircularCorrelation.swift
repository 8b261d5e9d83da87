private import Foundation

/// How closely angles follow others.
package enum CircularCorrelation {
    /// Returns the correlation of two lists of angles (Jammalamadaka & Sengupta, Topics in Circular Statistics, 2001, section 8.2).
    ///
    /// Turning all angles of a list changes nothing; -1...1, and 0 where a list does not vary.
    ///
    /// - Parameters:
    ///   - first: Angles in radians, of any turn.
    ///   - second: As many.
    /// - Returns: A correlation, -1...1.
    package static func value(_ first: [Double], _ second: [Double]) -> Double {
        precondition(first.count == second.count, "an angle is compared with one other")
        let (firstSines, secondSines) = (deviations(first), deviations(second))
        var (product, squares, otherSquares) = (0.0, 0.0, 0.0)
        for (sine, other) in zip(firstSines, secondSines) {
            product += sine * other
            squares += sine * sine
            otherSquares += other * other
        }
        let scale = (squares * otherSquares).squareRoot()
        return scale > 0 ? product / scale : 0
    }

    /// The sines of the deviations from the mean direction.
    private static func deviations(_ angles: [Double]) -> [Double] {
        let mean = atan2(angles.reduce(0) { $0 + sin($1) }, angles.reduce(0) { $0 + cos($1) })
        return angles.map { sin($0 - mean) }
    }
}
