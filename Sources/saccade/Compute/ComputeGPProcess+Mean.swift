import Formulas
import Foundation
import Surrogates

/// The mean and what it is a function of.
extension ComputeGPProcess {
    /// The covariates of the measured points and of the pool.
    struct KnownAndPool {
        let known: Covariates
        let pool: Covariates
    }

    /// Reads the covariates; without files they are the inputs and the pool.
    func covariates(
        inputs: (elements: [Double], rows: Int, columns: Int), pool: (elements: [Double], rows: Int, columns: Int)
    ) throws -> KnownAndPool {
        guard (covariates == nil) == (poolCovariates == nil) else {
            throw Failure("--covariates and --pool-covariates: both were expected, or neither", .usage)
        }
        let known = try covariates.map { try ArrayFile.matrix($0, "--covariates") } ?? inputs
        let others = try poolCovariates.map { try ArrayFile.matrix($0, "--pool-covariates") } ?? pool
        guard known.rows == inputs.rows, others.rows == pool.rows, known.columns == others.columns else {
            throw Failure(
                """
                --covariates [\(known.rows), \(known.columns)] and --pool-covariates [\(others.rows), \(others.columns)]: \
                \(inputs.rows) and \(pool.rows) rows of as many columns were expected
                """, .badData)
        }
        let names = try names(known.columns)
        return KnownAndPool(
            known: Covariates(names, count: known.rows, elements: known.elements),
            pool: Covariates(names, count: others.rows, elements: others.elements))
    }

    private func names(_ count: Int) throws -> [String] {
        guard let columns else {
            return count <= 3 ? ["x", "y", "z"].prefix(count).map(\.self) : (1...count).map { "x\($0)" }
        }
        let names = columns.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard names.count == count, Set(names).count == count, names.allSatisfy(Formula.isName) else {
            throw Failure("--columns \(columns): \(count) different names were expected, separated by commas", .usage)
        }
        return names
    }

    /// Makes the mean.
    func makeMean(_ covariates: KnownAndPool) throws -> any MeanFunction {
        let declared = try meanParameter.map(declaration)
        if let value = Double(mean.trimmingCharacters(in: .whitespaces)), value.isFinite, declared.isEmpty {
            return ConstantMean(value)
        }
        if mean == "linear", declared.isEmpty { return LinearMean(in: covariates.known.names) }
        let names = declared.map(\.name)
        if let twice = names.first(where: { name in
            names.count { $0 == name } > 1 || covariates.known.names.contains(name)
        }) {
            throw Failure("--mean-parameter \(twice): another name was expected, for this one is taken", .usage)
        }
        do {
            let formula = try Formula(parsing: mean)
            try CompiledFormula.checkUse(of: names, in: formula)
            return try FormulaMean(formula, parameters: declared, covariates: covariates.known.names)
        } catch let idle as IdleParameter {
            throw Failure("--mean-parameter \(idle.name): \(idle)", .usage)
        } catch {
            throw Failure("--mean: \(error)", .usage)
        }
    }

    /// Reads `name=value[,positive][,prior=a:b]`.
    private func declaration(_ text: String) throws -> FormulaMean.Parameter {
        let failure = Failure(
            """
            --mean-parameter \(text): name=value[,positive][,prior=a:b] was expected, with a positive value and a if it is \
            positive, and b > 0
            """, .usage)
        let parts = text.split(separator: ",").map(String.init)
        let head = parts.first?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
        guard head.count == 2, Formula.isName(head[0]), let initial = Double(head[1]), initial.isFinite else {
            throw failure
        }
        let isPositive = parts.dropFirst().contains("positive")
        var prior: (Double, Double)?
        for part in parts.dropFirst() where part != "positive" {
            guard part.hasPrefix("prior=") else { throw failure }
            let numbers = part.dropFirst("prior=".count).split(separator: ":").compactMap { Double($0) }
            guard numbers.count == 2, numbers.allSatisfy(\.isFinite), numbers[1] > 0 else { throw failure }
            prior = (numbers[0], numbers[1])
        }
        guard !isPositive || initial > 0 && prior?.0 ?? 1 > 0 else { throw failure }
        return isPositive
            ? .positive(head[0], initial: initial, prior: prior.map { LogNormalPrior(median: $0.0, scale: $0.1) })
            : .free(head[0], initial: initial, prior: prior.map { NormalPrior(mean: $0.0, deviation: $0.1) })
    }
}
