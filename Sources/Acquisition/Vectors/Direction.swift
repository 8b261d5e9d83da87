/// Which values of one of several objectives are better.
package enum Direction: Hashable, Sendable, CaseIterable {
    case maximize
    case minimize

    /// The number by which values are multiplied so that larger is better.
    @inline(__always)
    package var sign: Double { self == .maximize ? 1 : -1 }
}

extension Direction {
    /// The direction of a goal of one of several objectives.
    ///
    /// A level and a band are refused: fronts and hypervolumes are of values, and the distance from a level is no Gaussian
    /// quantity. To seek one, make the distance an objective of its own.
    ///
    /// - Parameters:
    ///   - goal: What the values of the objective are wanted to be.
    ///   - objective: Which objective it is, for the error.
    /// - Throws: ``UnfitVectorAcquisition``.
    package init(_ goal: Goal, objective: Int) throws(UnfitVectorAcquisition) {
        switch goal {
        case .maximize: self = .maximize
        case .minimize: self = .minimize
        case .level, .band: throw UnfitVectorAcquisition(.goal(goal, objective: objective))
        }
    }
}
