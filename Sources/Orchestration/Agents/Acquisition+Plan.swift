package import Acquisition
package import Experiments

extension AcquisitionFunction {
    /// The function that a plan names, with the plan's parameters.
    package init(_ choice: AcquisitionChoice) {
        let named = AcquisitionFunction.all.first { $0.name == choice.function }
        guard let named else { preconditionFailure("plans are checked for the acquisition functions that there are") }
        switch (named.parameter?.name, named.parameter?.domain) {
        case ("kappa", _): self = named.with(parameter: choice.kappa)
        case ("xi", _): self = named.with(parameter: choice.xi)
        case (_, .count): self = choice.count.map { named.with(parameter: Double($0)) } ?? named
        default: self = named
        }
    }
}

extension Acquisition.Goal {
    /// The plan's goal as acquisition functions know it.
    package init(_ goal: Experiments.Goal) {
        self =
            switch goal {
            case .maximize: .maximize
            case .minimize: .minimize
            case .level(let level): .level(level)
            case .band(let band): .band(lower: band.lowerBound, upper: band.upperBound)
            }
    }
}
