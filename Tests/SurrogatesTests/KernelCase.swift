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
        ]
}
