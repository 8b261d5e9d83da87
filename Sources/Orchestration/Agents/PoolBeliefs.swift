import Acquisition
import Experiments
import Surrogates

/// What a model says of the pool, as acquisition functions and records take it.
struct PoolBeliefs {
    /// Means and standard deviations of every quantity, in the order of the plan.
    let predictions: [Prediction]
    /// One an objective; the first holds the constraints.
    let objectives: [Belief]
    /// The probability that all constraints are kept, one number a candidate; nil without constraints.
    let feasibility: [Double]?
    /// How many variances rounding had made negative.
    let clipped: Int
    private let quantities: [Plan.Quantity]

    /// Asks a model of the quantities of a plan.
    ///
    /// - Throws: `UnusableConstraint` if no value lies between the bounds of one.
    init(of model: PoolModel, plan: Plan) throws(UnusableConstraint) {
        quantities = plan.quantities
        predictions = model.posteriors.map { $0.prediction() }
        clipped = predictions.reduce(0) { $0 + $1.clipped }
        var objectives: [Belief] = []
        var constraints: [Constraint] = []
        for (index, quantity) in quantities.enumerated() {
            let (mean, deviation) = (predictions[index].mean, predictions[index].standardDeviation)
            switch quantity.role {
            case .objective:
                objectives.append(
                    Belief(
                        mean: mean, standardDeviation: deviation, joint: PosteriorBelief(model.posteriors[index])))
            case .constraint(let bounds):
                constraints.append(
                    try Constraint(
                        mean: mean, standardDeviation: deviation, lower: bounds.above ?? -.infinity,
                        upper: bounds.below ?? .infinity))
            }
        }
        objectives[0].constraints = constraints
        feasibility = objectives[0].feasibility
        self.objectives = objectives
    }

    /// The belief of the only objective, or of the first, with the constraints.
    var first: Belief { objectives[0] }

    /// Of candidates, those whose means keep every bound: what is better than they are is progress.
    func feasible(_ candidates: [Int]) -> [Int] {
        guard !first.constraints.isEmpty else { return candidates }
        return candidates.filter { candidate in
            zip(quantities, predictions).allSatisfy { quantity, prediction in
                quantity.bounds?.allow(prediction.mean[candidate]) ?? true
            }
        }
    }
}
