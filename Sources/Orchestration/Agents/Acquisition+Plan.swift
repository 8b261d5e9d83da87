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

extension BatchStrategy {
    /// The strategy that a plan names.
    init(_ choice: Plan.Batch.Strategy) {
        self =
            switch choice {
            case .believer: .believer
            case .constantLiarMinimum: .constantLiar(.min)
            case .constantLiarMean: .constantLiar(.mean)
            case .constantLiarMaximum: .constantLiar(.max)
            case .localPenalty: .localPenalty
            case .thompson: .thompson
            }
    }
}

extension TravelCost {
    /// The cost that a plan names, with the probe moving straight; nil if the pool was not checked for its units.
    init?(_ choice: MeasurementCost, over pool: CandidatePool) {
        guard let (places, factor) = pool.places(in: choice.unit) else { return nil }
        try? self.init(
            positions: places.map { StagePosition(x: $0.x, y: $0.y) },
            travel: .straight(speed: choice.speed * factor), dwell: choice.dwell)
    }
}
