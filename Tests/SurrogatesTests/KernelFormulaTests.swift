import Formulas
import Surrogates
import Testing

@Suite struct `A kernel formula becomes a kernel` {
    private let blocks = ["stem": 0..<3, "coordinates": 3..<5]

    private func kernel(_ text: String, widestAnisotropy: Int = 16, priors: Hyperpriors = .none) throws -> any Kernel {
        try KernelFormula(parsing: text).kernel(
            dimension: 5, blocks: blocks, widestAnisotropy: widestAnisotropy, priors: priors)
    }

    @Test(arguments: KernelFormula.Name.allCases)
    func `of the name in plans`(name: KernelFormula.Name) throws {
        let kernel = try kernel(name.rawValue)
        #expect(kernel.name == name.rawValue)
        #expect(kernel.dimension == 5)
        let lengthScales = kernel.parameterGroups.first { $0.name == ParameterGroup.lengthScale }?.count
        #expect(lengthScales == (name == .constant ? nil : 5))
        let isotropic = try self.kernel(name.rawValue, widestAnisotropy: 4)
        #expect(isotropic.parameterGroups.allSatisfy { $0.count == 1 })
    }

    @Test func `on blocks of columns, each with the scales of its size`() throws {
        let kernel = try kernel("matern-5/2(stem) + rbf(coordinates, stem)", widestAnisotropy: 3)
        #expect(
            kernel.parameterGroups.map(\.name) == [
                "matern-5/2(stem).length_scale", "matern-5/2(stem).output_scale",
                "rbf(coordinates, stem).length_scale", "rbf(coordinates, stem).output_scale",
            ])
        #expect(kernel.parameterGroups.map(\.count) == [3, 1, 1, 1])
        // Scales at the root of the number of columns, variances at equal shares.
        let (three, five) = (Double(3).squareRoot(), Double(5).squareRoot())
        let expected = [three, three, three, 1, five, 1]
        #expect(greatestDifference(kernel.parameters, expected) < 1e-14)
        #expect((kernel as? SumKernel)?.parts[1].columns == [3, 4, 0, 1, 2])
    }

    @Test(
        arguments: [
            ("rbf * periodic", ["rbf.output_scale"]),
            ("rbf * (linear + periodic)", ["linear.output_scale", "periodic.output_scale"]),
            (
                "(rbf + linear) * (constant + periodic)",
                [
                    "rbf.output_scale", "linear.output_scale", "periodic.output_scale",
                ]
            ),
            ("rbf * periodic + linear", ["rbf.output_scale", "linear.output_scale"]),
        ] as [(String, [String])])
    func `with no two output scales of one effect`(text: String, expected: [String]) throws {
        let groups = try kernel(text).parameterGroups
        #expect(groups.filter { $0.kind == ParameterGroup.outputScale }.map(\.name) == expected)
    }

    @Test(
        arguments: KernelFormula.Name.allCases.map(\.rawValue) + [
            "rbf + rbf(stem) + rbf + periodic", "rbf * periodic * linear", "rbf * (linear + periodic(stem)) + constant",
            "(rbf + linear) * (constant + rational-quadratic)",
            "matern-5/2(stem, coordinates) * matern-5/2(stem, coordinates)",
        ])
    func `with the parameters that plans may name`(text: String) throws {
        #expect(try kernel(text).parameterGroups.map(\.name) == KernelFormula(parsing: text).parameterNames)
    }

    @Test func `at the medians of its priors, those by full name before those by kind`() throws {
        let priors = Hyperpriors([
            "length_scale": LogNormalPrior(median: 3, scale: 1),
            "rbf.2.length_scale": LogNormalPrior(median: 7, scale: 1),
            "periodic.period": LogNormalPrior(median: 0.25, scale: 0.1),
        ])
        let kernel = try kernel("rbf + rbf + periodic", widestAnisotropy: 0, priors: priors)
        let expected = [3, 2.0 / 3, 7, 2.0 / 3, 3, 2.0 / 3, 0.25]
        #expect(greatestDifference(kernel.parameters, expected) < 1e-14)
    }

    @Test func `and says which block it does not know`() throws {
        let error = #expect(throws: UnknownBlock.self) { try kernel("rbf(stme)") }
        #expect(error?.description.contains("did you mean `stem`?") == true)
    }
}
