/// An acquisition function that cannot score what it was given.
package struct UnfitAcquisition: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The function has no meaning for the goal.
        case goal
        /// The goal's threshold is not a finite number.
        case threshold(Double)
        /// The band's lower end is not below its upper end.
        case emptyBand
        /// The function's parameter is not in its domain.
        case parameter
        /// The function counts from an incumbent and there is none, or it is not finite.
        case incumbent
        /// The function scores a posterior sample and there is none.
        case sample
        /// The function needs covariances between candidates and has none.
        case covariance
        /// The function needs the candidates' pixels and has none.
        case pixels
        /// Feasibility or cost would weigh a score that is no logarithm and has none.
        case unweighable
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
            return "acquisition: `\(function.name)` has no meaning for the objective `\(goal)`. "
                + Self.choice { $0.suits(goal) }
        case .threshold(let value):
            return
                "objective: the threshold \(value) of `\(goal)` is not a finite number. Give it in the objective's units."
        case .emptyBand:
            return "objective: `\(goal)` is empty. Give its lower end first, and its upper end above it."
        case .parameter:
            return
                "acquisition: the parameter of `\(function)` must be \(function.parameter?.expectation ?? "left out")."
        case .incumbent:
            return
                "acquisition: `\(function.name)` counts from the best posterior mean at the measured points, and there "
                + "is no finite one. Measure seed points first, or give the best value."
        case .sample:
            return
                "acquisition: `\(function.name)` scores a sample of the posterior, and none was given. Draw one with it."
        case .covariance:
            return
                "acquisition: `\(function.name)` needs the covariances between candidates, and only means and standard "
                + "deviations were given. Give the posterior's covariance. Without it: "
                + Self.names { $0.suits(goal) && !$0.needs.contains(.covariance) }
        case .pixels:
            return
                "acquisition: `\(function.name)` needs the candidates' pixels, and none were given. Give their positions."
        case .unweighable:
            return
                "acquisition: scores of `\(function.name)` may be negative, so that feasibility and cost cannot weigh "
                + "them. " + Self.choice { $0.suits(goal) && $0.canBeWeighed }
        case .lengths(let mean, let other):
            return
                "acquisition: \(mean) means came with an array of \(other) standard deviations, sample values, constraint "
                + "values, covariances or places. Give one of each for every candidate."
        }
    }

    /// Advises the functions that fulfil a condition.
    private static func choice(_ isFitting: (AcquisitionFunction) -> Bool) -> String {
        "Choose one of " + names(isFitting)
    }

    private static func names(_ isFitting: (AcquisitionFunction) -> Bool) -> String {
        AcquisitionFunction.all.filter(isFitting).map { "`\($0.name)`" }.joined(separator: ", ") + "."
    }
}
