import Foundation
import LinearAlgebra
import Surrogates
import Testing

@Suite struct `The evidence of a process` {
    static let targets: [Double] = (0..<11).map { sin(1.3 * Double($0)) + 0.2 * Double($0 % 3) }
    static let noiseVariances: [Double] = (0..<11).map { 0.01 * Double($0 % 4) }
    static let process = GaussianProcess(
        kernel: StationaryKernel(.matern52, lengthScales: [0.7, 1.9], outputScale: 1.4), noise: 0.07, mean: 0.3)

    static func evidence(
        _ objective: Evidence.Objective, _ process: GaussianProcess, _ points: [Double]
    ) throws -> Double {
        var evidence = Evidence(of: objective)
        try evidence.evaluate(
            process, at: Matrix(rows: 11, columns: 2, elements: points), targets: targets,
            noiseVariances: noiseVariances)
        return evidence.value
    }

    @Test(arguments: Evidence.Objective.allCases)
    func `has the gradients of its finite differences`(objective: Evidence.Objective) throws {
        let points = normalMatrix(rows: 11, columns: 2, seed: 11)
        var evidence = Evidence(of: objective, wantsPointGradient: true)
        try evidence.evaluate(Self.process, at: points, targets: Self.targets, noiseVariances: Self.noiseVariances)

        let elements = points.elements
        let inParameters = try differences(at: Self.process.parameters) { parameters in
            var moved = Self.process
            moved.parameters = parameters
            return try Self.evidence(objective, moved, elements)
        }
        #expect(relativeDifference(evidence.gradient, inParameters) < 1e-7)
        let inPoints = try differences(at: elements) { try Self.evidence(objective, Self.process, $0) }
        #expect(relativeDifference(evidence.pointGradient.elements, inPoints) < 1e-7)
        let inTrained = try differences(at: Self.process.trainedParameters) { parameters in
            var moved = Self.process
            moved.trainedParameters = parameters
            return try Self.evidence(objective, moved, elements)
        }
        #expect(relativeDifference(Self.process.trainedGradient(evidence.gradient), inTrained) < 1e-7)
    }

    @Test func `gives the same bits again, whatever was evaluated in between`() throws {
        let points = normalMatrix(rows: 11, columns: 2, seed: 12)
        var evidence = Evidence(wantsPointGradient: true)
        try evidence.evaluate(Self.process, at: points, targets: Self.targets)
        let first = (evidence.value, evidence.gradient, evidence.pointGradient.elements)
        try evidence.evaluate(
            Self.process, at: normalMatrix(rows: 5, columns: 2, seed: 13), targets: Array(Self.targets.prefix(5)))
        try evidence.evaluate(Self.process, at: points, targets: Self.targets)
        #expect(evidence.value == first.0)
        #expect(evidence.gradient == first.1)
        #expect(evidence.pointGradient.elements == first.2)
    }

    @Test func `of one observation is the density of a normal number`() throws {
        var evidence = Evidence()
        let process = GaussianProcess(
            kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1, outputScale: 2), noise: 0.5, mean: 1)
        try evidence.evaluate(process, at: Matrix(rows: 1, columns: 1), targets: [3])
        let expected = -0.5 * (4 / 2.5 + log(2.5) + log(2 * Double.pi))
        #expect(abs(evidence.logMarginalLikelihood - expected) < 1e-14)
        #expect(abs(evidence.leaveOneOutLogDensity - expected) < 1e-14)
    }

    @Test func `says why it has none: kernel, number of points, noise`() throws {
        let process = GaussianProcess(
            kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1, outputScale: .infinity), noise: 0)
        var evidence = Evidence()
        let points = Matrix<Double>(rows: 2, columns: 1, elements: [0, 1])
        do {
            try evidence.evaluate(process, at: points, targets: [0, 1])
            Issue.record("an infinite covariance was factored")
        } catch {
            #expect(error.kernel == "rbf")
            #expect(error.count == 2)
            #expect(error.description.contains("raise the noise"))
        }
    }

    @Test func `factors repeated points without noise by jitter, and says how much`() throws {
        let process = GaussianProcess(kernel: StationaryKernel(.rbf, dimension: 1, lengthScale: 1), noise: 0)
        var evidence = Evidence()
        try evidence.evaluate(process, at: Matrix(rows: 3, columns: 1, elements: [1, 1, 1]), targets: [0, 0, 0])
        #expect(evidence.jitter > 0 && evidence.jitter <= 1e-2)
    }
}

@Suite struct `Leaving one out in closed form` {
    @Test(arguments: [nil, [0.3, 0, 0.1, 0, 0, 0.2, 0]] as [[Double]?])
    func `is conditioning on all the others`(noiseVariances: [Double]?) throws {
        let process = `The evidence of a process`.process
        let points = normalMatrix(rows: 7, columns: 2, seed: 14)
        let targets = Array(`The evidence of a process`.targets.prefix(7))
        let closed = try ExactPosterior(
            process, at: points.copy(), targets: targets, noiseVariances: noiseVariances
        ).leaveOneOut()
        for left in 0..<7 {
            let others = (0..<7).filter { $0 != left }
            let rest = Matrix(rows: 6, columns: 2, elements: others.flatMap { points.row($0) })
            let posterior = try ExactPosterior(
                process, at: rest, targets: others.map { targets[$0] },
                noiseVariances: noiseVariances.map { variances in others.map { variances[$0] } })
            let prediction = posterior.predict(at: Matrix(rows: 1, columns: 2, elements: points.row(left)))
            let variance = prediction.variance[0] + process.noise + (noiseVariances?[left] ?? 0)
            let error = targets[left] - prediction.mean[0]
            #expect(abs(closed.mean[left] - prediction.mean[0]) < 1e-12)
            #expect(abs(closed.variance[left] - variance) < 1e-12)
            #expect(abs(closed.standardizedResiduals[left] - error / variance.squareRoot()) < 1e-11)
            let density = -0.5 * (error * error / variance + log(2 * Double.pi * variance))
            #expect(abs(closed.logDensity[left] - density) < 1e-11)
        }
    }

    @Test func `sums to the objective`() throws {
        let process = `The evidence of a process`.process
        let points = normalMatrix(rows: 11, columns: 2, seed: 15)
        let targets = `The evidence of a process`.targets
        var evidence = Evidence(of: .leaveOneOut)
        try evidence.evaluate(process, at: points, targets: targets)
        let closed = try ExactPosterior(process, at: points, targets: targets).leaveOneOut()
        #expect(abs(evidence.value - 11 * closed.meanLogDensity) < 1e-11)
    }
}
