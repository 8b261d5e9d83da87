package import Experiments

/// What is not wrong with a plan, but not what its author may think.
package enum Remark: Hashable, Sendable, CustomStringConvertible {
    /// The plan lists features that its model does not look at.
    case idleFeatures(model: String)
    /// A weight goes on changing when the training is over.
    case unfinishedWeight(key: String, epochs: Int, training: Int)

    /// The remarks on a plan.
    package static func found(in plan: Plan) -> [Remark] {
        guard case .committee(let choice) = plan.surrogate, !choice.members.contains(.deepKernel),
            plan.features != .patch(PatchFeatures())
        else { return [] }
        return [.idleFeatures(model: choice.members.map(\.rawValue).joined(separator: ", "))]
    }

    /// The remarks on the plan of a training.
    package static func found(in plan: TrainingPlan) -> [Remark] {
        let (weights, epochs) = (plan.training.weights, plan.training.epochs)
        let courses = [("content", weights.content), ("pose", weights.pose), ("classes", weights.classes)]
        return courses.compactMap { key, weight in
            switch weight {
            case .annealed(let course), .capacity(let course, _):
                course.epochs > epochs
                    ? .unfinishedWeight(key: "training.weights.\(key)", epochs: course.epochs, training: epochs) : nil
            case .constant, .cyclic, nil: nil
            }
        }
    }

    package var description: String {
        switch self {
        case .idleFeatures(let model):
            "`features` are for a deep kernel or a Gaussian process of your own; the committee of this plan (\(model)) has its "
                + "own and does not look at them"
        case .unfinishedWeight(let key, let epochs, let training):
            "`\(key)` takes \(epochs) epochs to come to its end, and the training has \(training)"
        }
    }
}
