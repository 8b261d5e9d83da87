import Experiments
import Formulas
import Surrogates

/// What the length scales of a model belong to, for those who read them.
struct LengthScaleNames {
    let plan: Plan
    /// The plan's own features.
    let blocks: [FeatureBlock]

    /// Returns a name for each length scale of a report's first process.
    ///
    /// - Parameter report: Of a committee that was trained.
    /// - Returns: The kernel in a sum or product, such as `matern-5/2(stem)`; of a kernel alone the block of features that
    ///   the number belongs to, such as `stem`, or all blocks that share it.
    func names(in report: TrainingReport) -> [String] {
        let scales = report.hyperparameters(ofKind: ParameterGroup.lengthScale)
        // Its parameters are the first model's that has a vote and was trained; those with a vote come first.
        let seen = columns(of: report.standings.first { $0.failure == nil }?.name ?? "")
        return scales.map { scale in
            let label = scale.name.dropLast(ParameterGroup.lengthScale.count)
            if !label.isEmpty { return String(label.dropLast()) }
            return scales.count == seen.count ? seen[scale.component] : seen.distinct.joined(separator: "+")
        }
    }

    /// The block of each number that a model with a single kernel sees.
    private func columns(of model: String) -> [String] {
        guard case .gaussianProcess(let choice) = plan.surrogate else {
            return [model == CommitteeChoice.Member.deepKernel.rawValue ? "embedding" : model]
        }
        let named = (try? KernelFormula(parsing: choice.kernel))?.blocks ?? []
        let seen = named.isEmpty ? blocks : named.compactMap { name in blocks.first { $0.name == name } }
        return seen.flatMap { block in block.columns.map { _ in block.name } }
    }
}

extension TrainingReport {
    /// The parameters of the first objective's first process that are of a kind, whatever kernel they are of.
    func hyperparameters(ofKind kind: String) -> [Hyperparameter] {
        hyperparameters.filter { $0.member == 0 && ($0.name == kind || $0.name.hasSuffix("." + kind)) }
    }
}

extension [String] {
    /// Each once, in their order.
    fileprivate var distinct: [String] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
