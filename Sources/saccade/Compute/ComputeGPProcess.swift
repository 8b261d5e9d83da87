import ArgumentParser
import Formulas
import Foundation
import Surrogates

/// The options that describe a Gaussian process: kernel, parameters, mean and priors.
struct ComputeGPProcess: ParsableArguments {
    @Option(
        help: """
            A formula of rbf, matern-1/2, matern-3/2, matern-5/2, rational-quadratic, periodic, linear and constant with \
            + and *, and blocks of columns in brackets.
            """)
    var kernel: String
    @Option(
        help: ArgumentHelp("A block of columns of the inputs for the kernel, from a up to b.", valueName: "name=a:b"))
    var block: [String] = []
    @Option(
        parsing: .unconditional, help: ArgumentHelp("One for all coordinates, or one for each.", valueName: "a[,b,...]")
    )
    var lengthScale: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Periods of periodic kernels: one for all, or one for each.", valueName: "p[,q,...]"))
    var period: String?
    @Option(parsing: .unconditional, help: "The exponent of rational quadratic kernels (default: 1).")
    var alpha: Double?
    @Option(parsing: .unconditional, help: "The prior variance of the latent function (default: 1).")
    var outputScale: Double?
    @Option(parsing: .unconditional, help: "The variance of the measurements' noise.") var noise: Double?
    @Option(
        help: ArgumentHelp(
            "Any parameter, by its own name or for all of its kind; goes before the options above.",
            valueName: "name=a[,b,...]"))
    var parameter: [String] = []
    @Flag(help: "Give each coordinate its own length scale and period; so do several numbers for one of them.")
    var ard = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A constant, `linear`, or a formula such as 'a + b * exp(-(x - x0)^2 / (2 * w^2))'.", valueName: "text"))
    var mean: String = "0"
    @Option(
        help: ArgumentHelp(
            """
            A parameter of the formula, its first value, whether it is positive, and its prior: median and log scale, or \
            mean and deviation.
            """, valueName: "name=value[,positive][,prior=a:b]"))
    var meanParameter: [String] = []
    @Option(help: ArgumentHelp("What the mean is a function of [n, p]; by default the inputs.", valueName: "C.npy"))
    var covariates: String?
    @Option(help: ArgumentHelp("The same at the pool [N, p].", valueName: "D.npy")) var poolCovariates: String?
    @Option(help: ArgumentHelp("The names of these columns; by default x, y, z, or x1, x2, ...", valueName: "x,y,..."))
    var columns: String?
    @Option(
        help: ArgumentHelp(
            "A prior, for --fit alone: median and log scale, or mean and deviation of a mean's free parameter; by name or kind.",
            valueName: "name=a:b"))
    var prior: [String] = []
    @Option(help: "The priors of all other parameters: weak, for standardised inputs and targets, or none.")
    var priors: DefaultPriors = .weak

    enum DefaultPriors: String, ExpressibleByArgument {
        case weak, none
    }

    /// A process, ready to be used or fitted.
    struct Model {
        let formula: KernelFormula
        var process: GaussianProcess
        let priors: Hyperpriors
    }

    /// Makes the process that the options describe.
    func model(dimension: Int, covariates: KnownAndPool, isFitted: Bool) throws -> Model {
        let formula: KernelFormula
        let unset: any Kernel
        let settings = try settings()
        let isAnisotropic = ard || settings.contains { $0.values.count > 1 && !$0.name.hasPrefix("mean.") }
        do {
            formula = try KernelFormula(parsing: kernel)
            unset = try formula.kernel(
                dimension: dimension, blocks: try blocks(dimension), widestAnisotropy: isAnisotropic ? .max : 0)
        } catch let error as FormulaError {
            throw Failure("--kernel: \(error)", .usage)
        } catch let error as UnknownBlock {
            throw Failure("--kernel \(kernel): \(error); give its columns with --block \(error.name)=a:b", .usage)
        }
        var process = GaussianProcess(kernel: unset, noise: 1, mean: try makeMean(covariates))
        let given = try givenPriors(process, isFitted: isFitted)
        let known = (priors == .weak ? Hyperpriors.weak(for: process) : process.mean.priors).overridden(by: given)
        let initial = process.mean.parameters
        process = process.atMedians(of: known)
        process.mean.parameters = initial
        try set(&process, settings, known, dimension: dimension, isFitted: isFitted)
        return Model(formula: formula, process: process, priors: known)
    }

    private func blocks(_ dimension: Int) throws -> [String: Range<Int>] {
        var blocks: [String: Range<Int>] = [:]
        for text in block {
            let parts = text.split(separator: "=", maxSplits: 1)
            let ends = parts.count == 2 ? parts[1].split(separator: ":").map { Int($0) } : []
            guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first < last, last <= dimension
            else {
                throw Failure(
                    "--block \(text): name=a:b was expected, with columns counted from 0, 0 <= a < b <= \(dimension)",
                    .usage)
            }
            blocks[String(parts[0])] = first..<last
        }
        return blocks
    }

    /// The priors that were given.
    private func givenPriors(_ process: GaussianProcess, isFitted: Bool) throws -> Hyperpriors {
        var result = Hyperpriors()
        for text in prior {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let numbers = parts.count == 2 ? parts[1].split(separator: ":").map { Double($0) } : []
            guard numbers.count == 2, let first = numbers[0], let second = numbers[1], first.isFinite, second.isFinite,
                second > 0
            else { throw Failure("--prior \(text): name=a:b was expected, with numbers a and b > 0", .usage) }
            let groups = try groups(parts[0], of: process, "--prior \(text)")
            if groups[0].isPositive {
                guard first > 0 else { throw Failure("--prior \(text): a median is positive", .usage) }
                result[parts[0]] = LogNormalPrior(median: first, scale: second)
            } else {
                result[free: parts[0]] = NormalPrior(mean: first, deviation: second)
            }
        }
        if let idle = prior.first, !isFitted {
            throw Failure("--prior \(idle): only a fit heeds priors; add --fit, or leave it out", .usage)
        }
        return result
    }

    /// The groups of a process's parameters that a name stands for.
    func groups(_ name: String, of process: GaussianProcess, _ option: String) throws -> [ParameterGroup] {
        let groups = process.parameterGroups
        let own = groups.filter { $0.name == name }
        let found = own.isEmpty ? groups.filter { $0.kind == name } : own
        guard found.isEmpty else { return found }
        let names = groups.map(\.name)
        let question = NearestName.among(names, to: name).map { "; did you mean \($0)?" } ?? ""
        throw Failure("\(option): expected one of \(names.joined(separator: ", "))\(question)", .usage)
    }
}
