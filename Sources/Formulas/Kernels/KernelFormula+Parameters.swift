extension KernelFormula {
    /// The names of the parameters of the kernel that the formula describes, such as `length_scale` of one kernel alone, or
    /// `rbf.length_scale`, `periodic.period` and `rbf.2.length_scale` of several.
    ///
    /// They are those that models made of the formula have: of a product's factors the first sum, or else the first, has an
    /// output scale.
    package var parameterNames: [String] {
        let parts = parts(isScaled: true)
        guard parts.count > 1 else { return parts.flatMap(\.parameters) }
        var occurrences: [String: Int] = [:]
        return parts.flatMap { label, parameters in
            occurrences[label, default: 0] += 1
            let number = occurrences[label, default: 1]
            return parameters.map { number == 1 ? "\(label).\($0)" : "\(label).\(number).\($0)" }
        }
    }

    /// The kernels in it, each with what its parameters are called.
    private func parts(isScaled: Bool) -> [(label: String, parameters: [String])] {
        switch self {
        case .kernel(let name, _):
            let kinds = name.parameterKinds
            return [(description, isScaled ? kinds : kinds.filter { $0 != "output_scale" })]
        case .sum(let terms):
            return terms.enumerated().flatMap { $1.parts(isScaled: isScaled || $0 > 0) }
        case .product(let factors):
            let carrier = factors.firstIndex { if case .sum = $0 { true } else { false } } ?? 0
            return factors.enumerated().flatMap { $1.parts(isScaled: isScaled && $0 == carrier) }
        }
    }
}

extension KernelFormula.Name {
    /// What the parameters of such a kernel are called.
    package var parameterKinds: [String] {
        switch self {
        case .rbf, .matern12, .matern32, .matern52, .linear: ["length_scale", "output_scale"]
        case .rationalQuadratic: ["length_scale", "output_scale", "alpha"]
        case .periodic: ["length_scale", "output_scale", "period"]
        case .constant: ["output_scale"]
        }
    }
}
