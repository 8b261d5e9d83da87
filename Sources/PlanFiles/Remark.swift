package import Experiments

/// What is not wrong with a plan, but not what its author may think.
package enum Remark: Hashable, Sendable, CustomStringConvertible {
    /// The plan lists features that its model does not look at.
    case idleFeatures(model: String)

    /// The remarks on a plan.
    package static func found(in plan: Plan) -> [Remark] {
        guard case .committee(let choice) = plan.surrogate, !choice.members.contains(.deepKernel),
            plan.features != .patch(PatchFeatures())
        else { return [] }
        return [.idleFeatures(model: choice.members.map(\.rawValue).joined(separator: ", "))]
    }

    package var description: String {
        switch self {
        case .idleFeatures(let model):
            "`features` are for a deep kernel or a Gaussian process of your own; the committee of this plan (\(model)) has its "
                + "own and does not look at them"
        }
    }
}
