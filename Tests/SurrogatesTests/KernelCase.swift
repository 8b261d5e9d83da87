import Surrogates
import Testing

/// A kernel to hold to the laws.
struct KernelCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kernel: any Kernel

    static let all: [KernelCase] =
        StationaryKernel.Shape.allCases.flatMap { shape in
            [
                KernelCase(
                    testDescription: "\(shape.rawValue), isotropic",
                    kernel: StationaryKernel(shape, dimension: 3, lengthScale: 0.8, outputScale: 1.7)),
                KernelCase(
                    testDescription: "\(shape.rawValue), a scale per dimension",
                    kernel: StationaryKernel(shape, lengthScales: [0.5, 1.1, 2.3], outputScale: 0.6)),
                KernelCase(
                    testDescription: "\(shape.rawValue), 12 dimensions",
                    kernel: StationaryKernel(shape, lengthScales: (0..<12).map { 1.5 + 0.2 * Double($0) })),
            ]
        } + [
            KernelCase(
                testDescription: "periodic",
                kernel: PeriodicKernel(dimension: 2, lengthScales: [0.9], periods: [1.7], outputScale: 1.2)),
            KernelCase(
                testDescription: "periodic, scales and periods per dimension",
                kernel: PeriodicKernel(dimension: 2, lengthScales: [0.9, 1.4], periods: [1.7, 2.6], outputScale: 0.7)),
            KernelCase(
                testDescription: "rational quadratic, isotropic",
                kernel: RationalQuadraticKernel(dimension: 3, lengthScales: [0.8], alpha: 0.6, outputScale: 1.7)),
            KernelCase(
                testDescription: "rational quadratic, a scale per dimension",
                kernel: RationalQuadraticKernel(dimension: 3, lengthScales: [0.5, 1.1, 2.3], alpha: 2.5)),
            KernelCase(
                testDescription: "rational quadratic, 12 dimensions",
                kernel: RationalQuadraticKernel(dimension: 12, lengthScales: [2.1], alpha: 40, outputScale: 0.4)),
            KernelCase(
                testDescription: "linear", kernel: LinearKernel(dimension: 3, lengthScales: [1.4], outputScale: 0.7)),
            KernelCase(
                testDescription: "linear, a scale per dimension",
                kernel: LinearKernel(dimension: 2, lengthScales: [1.4, 0.8], outputScale: 1.2)),
            KernelCase(testDescription: "constant", kernel: ConstantKernel(dimension: 2, outputScale: 1.2)),
        ] + composites

    private static let rbf = StationaryKernel(.rbf, lengthScales: [0.9, 1.6], outputScale: 0.8)
    private static let matern = StationaryKernel(.matern32, dimension: 2, lengthScale: 1.2, outputScale: 1.1)
    private static let periodic = PeriodicKernel(dimension: 2, lengthScales: [1.1], periods: [1.7, 2.6])
    private static let linear = LinearKernel(dimension: 2, lengthScales: [1.4], outputScale: 0.6)

    private static let composites = [
        KernelCase(testDescription: "sum of three", kernel: SumKernel([rbf, periodic, rbf])),
        KernelCase(testDescription: "sum of one", kernel: SumKernel([matern])),
        KernelCase(testDescription: "product of three", kernel: ProductKernel([rbf, matern, linear])),
        KernelCase(testDescription: "product of one", kernel: ProductKernel([matern])),
        KernelCase(
            testDescription: "product of sums",
            kernel: ProductKernel([SumKernel([rbf, linear]), SumKernel([periodic, rbf])])
        ),
        KernelCase(
            testDescription: "on some columns, out of order",
            kernel: ColumnsKernel(rbf, on: [3, 1], of: 4, called: "two")),
        KernelCase(
            testDescription: "structure and space",
            kernel: SumKernel([
                ColumnsKernel(rbf, on: [0, 1], of: 4, called: "stem"),
                ProductKernel([
                    ColumnsKernel(matern, on: [2, 3], of: 4, called: "coordinates"),
                    StationaryKernel(.matern52, dimension: 4, lengthScale: 2),
                ]),
            ])),
        KernelCase(
            testDescription: "with fixed parameters",
            kernel: FixedKernel(periodic, fixing: [ParameterGroup.outputScale, ParameterGroup.period])),
    ]
}
