import Foundation
import LinearAlgebra
import Networks
import Testing

@testable import Surrogates

/// The small deep kernel of the fixture, in our precision: Float for the network, Double for the process.
@Suite struct `A deep kernel agrees with the reference numbers` {
    static func dense(_ fixture: Fixture, _ layer: Int, _ activation: ActivationFunction) throws -> Dense {
        // Stored inputs x outputs there, outputs x inputs here.
        let weights = try fixture.matrix("param_W\(layer)").transposed()
        return Dense(
            weights: Matrix(rows: weights.rows, columns: weights.columns, elements: weights.elements.map { Float($0) }),
            bias: fixture["param_b\(layer)"].map { Float($0) }, activation: activation)
    }

    static func member(_ fixture: Fixture) throws -> DeepKernelMember {
        let network = Network([
            try dense(fixture, 1, .relu), try dense(fixture, 2, .relu), try dense(fixture, 3, .identity),
        ])
        let parameters = fixture["param_log_hyper"].map { exp($0) }
        let process = GaussianProcess(
            kernel: StationaryKernel(.rbf, lengthScales: Array(parameters[0..<2]), outputScale: parameters[2]),
            noise: parameters[3], mean: fixture["param_mean_const"][0])
        var configuration = DeepKernelConfiguration.published
        configuration.networkLearningRate = 0.01
        configuration.processLearningRate = 0.01
        configuration.minimumNoise = 0
        return DeepKernelMember(network, [process], configuration)
    }

    static func input(_ fixture: Fixture, _ name: String) throws -> Matrix<Float> {
        let points = try fixture.matrix(name)
        return Matrix(rows: points.rows, columns: points.columns, elements: points.elements.map { Float($0) })
    }

    @Test func `on the loss, the embedding and all gradients`() throws {
        let fixture = try Fixture("dkl_small")
        let member = try Self.member(fixture)
        let input = Variable(constant: try Self.input(fixture, "X"))
        let output = member.network.forward(input)
        #expect(relativeDifference(output.value.elements.map { Double($0) }, fixture["z"]) < 1e-6)

        var evidence = Evidence(wantsPointGradient: true)
        let points = Matrix(
            rows: output.value.rows, columns: output.value.columns, elements: output.value.elements.map { Double($0) })
        try evidence.evaluate(member.processes[0], at: points, targets: fixture["y"])
        #expect(abs(evidence.logMarginalLikelihood - fixture["lml"][0]) < 1e-4)
        #expect(
            relativeDifference(
                member.processes[0].trainedGradient(evidence.gradient),
                fixture["grad_log_hyper"] + fixture["grad_mean_const"]) < 1e-5)

        let gradient = evidence.pointGradient.elements
        for index in gradient.indices { output.gradient[index / 2, index % 2] = Float(gradient[index]) }
        member.network.backward(input)
        for layer in 1...3 {
            let expected = try fixture.matrix("grad_W\(layer)").transposed()
            let weights = member.network.parameters[2 * layer - 2].gradient.elements.map { Double($0) }
            let bias = member.network.parameters[2 * layer - 1].gradient.elements.map { Double($0) }
            #expect(relativeDifference(weights, expected.elements) < 2e-5)
            // The last bias shifts all points alike, so its gradient is nothing but rounding.
            let size = expected.elements.reduce(0) { max($0, abs($1)) }
            #expect(greatestDifference(bias, fixture["grad_b\(layer)"]) < 2e-5 * size)
        }
    }

    /// Adam divides gradients by their own size, so that rounding in those that are nearly zero becomes steps.
    ///
    /// The same
    /// training in numpy's single precision differs from the reference by 1.3e-3 (loss), 1.6e-3 (weights) and 1.0e-3
    /// (parameters of the process); in double precision by less than 1e-8.
    @Test func `on twenty steps of joint training, to what single precision allows`() throws {
        let fixture = try Fixture("dkl_small")
        let member = try Self.member(fixture)
        let input = Variable(constant: try Self.input(fixture, "X"))
        var losses: [Double] = []
        let objective = StandardizedObjective(scale: .identity, targets: fixture["y"])
        for _ in 0..<20 { losses.append(try #require(try member.step(input, [objective]))) }
        #expect(greatestDifference(losses, fixture["loss_trace"]) < 3e-3)
        for layer in 1...3 {
            let expected = try fixture.matrix("after20_W\(layer)").transposed()
            let weights = member.network.parameters[2 * layer - 2].value.elements.map { Double($0) }
            #expect(greatestDifference(weights, expected.elements) < 4e-3)
        }
        #expect(
            greatestDifference(
                member.processes[0].trainedParameters, fixture["after20_log_hyper"] + fixture["after20_mean_const"])
                < 3e-3)

        let pool = try Self.input(fixture, "Xs")
        let embedded = member.network.predict(pool).elements.map { Double($0) }
        let trained = member.network.predict(try Self.input(fixture, "X")).elements.map { Double($0) }
        let posterior = try ExactPosterior(
            member.processes[0], at: Matrix(rows: 30, columns: 2, elements: trained), targets: fixture["y"])
        let prediction = posterior.predict(at: Matrix(rows: 9, columns: 2, elements: embedded))
        #expect(greatestDifference(prediction.mean, fixture["after20_mean"]) < 6e-3)
        #expect(greatestDifference(prediction.variance, fixture["after20_var"]) < 6e-3)
    }
}
