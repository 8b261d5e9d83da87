package import Acquisition
package import Experiments

extension AcquisitionFunction {
    /// The function that a plan names, with the plan's parameters.
    package init(_ choice: AcquisitionChoice) {
        let named = AcquisitionFunction.all.first { $0.name == choice.function }
        guard let named else { preconditionFailure("plans are checked for the acquisition functions that there are") }
        switch named.parameter?.name {
        case "kappa": self = named.with(parameter: choice.kappa)
        case "xi": self = named.with(parameter: choice.xi)
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
