/// An acquisition function that cannot score what it was given.
package struct UnfitAcquisition: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The function has no meaning for the goal.
        case goal
        /// The goal's threshold is not a finite number.
        case threshold(Double)
        /// The band's lower end is not below its upper end.
        case emptyBand
        /// The function's parameter is not finite, or is a negative κ.
        case parameter
        /// The function counts from an incumbent and there is none, or it is not finite.
        case incumbent
        /// The function scores a posterior sample and there is none.
        case sample
        /// The arrays do not all hold one number for each candidate.
        case lengths(mean: Int, other: Int)
    }

    package let function: AcquisitionFunction
    package let goal: Goal
    package let cause: Cause

    init(_ function: AcquisitionFunction, _ goal: Goal, _ cause: Cause) {
        self.function = function
        self.goal = goal
        self.cause = cause
    }
}

extension UnfitAcquisition: CustomStringConvertible {
    package var description: String {
        switch cause {
        case .goal:
            let fitting = AcquisitionFunction.all.filter { $0.suits(goal) }.map { "`\($0.name)`" }.joined(
                separator: ", ")
            return
                "acquisition: `\(function.name)` has no meaning for the objective `\(goal)`. Choose one of \(fitting)."
        case .threshold(let value):
            return
                "objective: the threshold \(value) of `\(goal)` is not a finite number. Give it in the objective's units."
        case .emptyBand:
            return "objective: `\(goal)` is empty. Give its lower end first, and its upper end above it."
        case .parameter:
            let expected = function.parameter?.name == "kappa" ? "a finite number of 0 or above" : "a finite number"
            return "acquisition: the parameter of `\(function)` must be \(expected)."
        case .incumbent:
            return
                "acquisition: `\(function.name)` counts from the best posterior mean at the measured points, and there "
                + "is no finite one. Measure seed points first, or give the best value."
        case .sample:
            return
                "acquisition: `\(function.name)` scores a sample of the posterior, and none was given. Draw one with it."
        case .lengths(let mean, let other):
            return
                "acquisition: \(mean) means came with \(other) standard deviations or sample values. Give one of each for "
                + "every candidate."
        }
    }
}
