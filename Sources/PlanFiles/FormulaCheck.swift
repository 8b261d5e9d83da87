internal import Experiments
private import Formulas

/// The one place where the formulas and the names of parameters in plans are checked.
enum FormulaCheck {
    /// Returns what is wrong with the formula of a kernel; nil if nothing is.
    ///
    /// - Parameters:
    ///   - text: For example `matern-5/2(stem) + rbf(coordinates)`.
    ///   - blocks: The names of the blocks of features that it may name.
    /// - Returns: A sentence.
    static func fault(ofKernel text: String, blocks: [String]) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else {
            return "expected a kernel's formula, as in `matern-5/2` or `rbf + periodic`."
        }
        do {
            let formula = try KernelFormula(parsing: text)
            guard let unknown = formula.blocks.first(where: { !blocks.contains($0) }) else { return nil }
            let known = blocks.map { "`\($0)`" }.joined(separator: ", ")
            let advice =
                NearestName.among(blocks, to: unknown).map { "Did you mean `\($0)`?" }
                ?? "There are \(known)."
            return "the kernel acts on `\(unknown)`, which is no block of the features. \(advice)"
        } catch {
            return "\(error)"
        }
    }

    /// Returns what is wrong with the kernel of a deep kernel, which is a single word; nil if nothing is.
    static func fault(ofDeepKernel text: String) -> String? {
        let words = deepKernels
        guard !words.contains(text) else { return nil }
        let advice =
            NearestName.among(words, to: text).map { "Did you mean `\($0)`?" }
            ?? "Sums and products are for `gaussian-process`."
        return "expected one of \(words.joined(separator: ", ")), found `\(text)`. \(advice)"
    }

    /// Returns what is wrong with the formula of a mean; nil if nothing is.
    static func fault(ofMean mean: MeanFormula) -> String? {
        guard !mean.text.allSatisfy(\.isWhitespace) else { return "expected a formula, as in `a + b * x`." }
        let names = mean.parameters.keys.sorted()
        if let name = names.first(where: ["x", "y"].contains) {
            return "`\(name)` is a coordinate and cannot be a parameter. Give it another name."
        }
        do {
            let formula = try Formula(parsing: mean.text)
            try CompiledFormula.checkUse(of: names, in: formula)
            _ = try CompiledFormula(formula, variables: ["x", "y"], parameters: names)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Returns what is wrong with a prior's parameter; nil if the process has it.
    ///
    /// - Parameters:
    ///   - name: The parameter as models call it, such as `length_scale` or `periodic.period`.
    ///   - kernel: The formula of the process's kernel.
    /// - Returns: A sentence; nil if the formula is none, which is a fault of its own.
    static func fault(ofPriorFor name: String, kernel: String) -> String? {
        guard let formula = try? KernelFormula(parsing: kernel) else { return nil }
        let own = formula.parameterNames + ["noise"]
        // A prior may be given to all parameters of a kind, or to one of them.
        let kinds = parameters.filter { kind in own.contains { $0 == kind || $0.hasSuffix(".\(kind)") } }
        let known = kinds + own.filter { !kinds.contains($0) }
        guard !known.contains(name) else { return nil }
        let written = known.map(asWritten)
        // Another kernel's of the kind, not another kind's of the kernel.
        let kind = name.split(separator: ".").last.map(String.init) ?? name
        let alike = kinds.contains(kind) ? written.filter { $0.hasSuffix(asWritten(kind)) } : written
        let advice = NearestName.among(alike, to: asWritten(name)).map { "Did you mean `\($0)`? " } ?? ""
        return "the process of `\(kernel)` has no such parameter. \(advice)"
            + "There are \(written.map { "`\($0)`" }.joined(separator: ", "))."
    }

    /// The name of a parameter as plans write it: `periodic.length-scale`.
    static func asWritten(_ name: String) -> String {
        var parts = name.split(separator: ".").map(String.init)
        let last = parts.removeLast().replacing("_", with: "-")
        return (parts + [last]).joined(separator: ".")
    }

    /// The kernels that a deep kernel may have.
    static let deepKernels = ["rbf", "matern-1/2", "matern-3/2", "matern-5/2"]

    /// Returns whether a formula can call something by a name.
    static func isName(_ name: String) -> Bool { Formula.isName(name) }

    /// The parameters of kernels and processes that can have a prior, as models call them.
    static let parameters = ["length_scale", "output_scale", "noise", "period", "alpha"]
}
