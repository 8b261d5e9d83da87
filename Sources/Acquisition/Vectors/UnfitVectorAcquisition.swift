/// Several objectives that cannot be scored together.
package struct UnfitVectorAcquisition: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Cause: Hashable, Sendable {
        /// The goal is neither to maximise nor to minimise.
        case goal(Goal, objective: Int)
        /// The function is for another number of objectives.
        case objectives(VectorAcquisition, found: Int)
        /// The arrays do not all hold one number for each candidate, or one for each objective.
        case lengths(expected: Int, found: Int)
        /// No known point has finite values of all objectives.
        case nothingKnown
        /// The reference point is not finite.
        case reference(objective: Int)
        /// The weights are not positive numbers or zeros with a positive sum.
        case weights
    }

    package let cause: Cause

    init(_ cause: Cause) {
        self.cause = cause
    }

    package var description: String {
        switch cause {
        case .goal(let goal, let objective):
            "objectives: objective \(objective + 1) of several has the goal `\(goal)`. Several objectives can be maximised "
                + "or minimised; make the distance from a level or a band an objective of its own, to be minimised."
        case .objectives(let function, let found):
            "acquisition: `\(function.name)` is for \(function.objectives), and there \(found == 1 ? "is" : "are") \(found). "
                + "Choose `parego` for any number of two or more."
        case .lengths(let expected, let found):
            "objectives: \(expected) numbers were expected and \(found) found. Give one for each candidate and objective."
        case .nothingKnown:
            "objectives: no known point has finite values of all objectives. Measure seed points first."
        case .reference(let objective):
            "objectives: the reference point's value of objective \(objective + 1) is not finite. Give one that is worse "
                + "than what is of interest, or leave the reference point out."
        case .weights:
            "objectives: weights must be finite, 0 or above, one an objective, and not all 0."
        }
    }
}
