import LinearAlgebra
import Networks
import Randomness

/// One extractor with its process, and the state of their joint training.
///
/// The kernel acts on the network's output as it is, for training set and pool alike; its length scales and the last
/// layer learn the embedding's size together.
final class DeepKernelMember {
    let network: Network
    private(set) var process: GaussianProcess
    private let configuration: DeepKernelConfiguration
    private var networkAdam: Adam
    private var processAdam: ScalarAdam
    private var evidence: Evidence
    private var points = Matrix<Double>(rows: 0, columns: 0)

    /// Creates an untrained member: random weights, the priors' medians.
    convenience init(inputs: Int, _ configuration: DeepKernelConfiguration, using source: inout RandomSource) {
        let network = Network(
            inputs: inputs, layers: configuration.layers, activation: configuration.activation, using: &source)
        let priors = configuration.hyperpriors
        let lengthScale = priors[ParameterGroup.lengthScale]?.median ?? 1
        let outputScale = priors[ParameterGroup.outputScale]?.median ?? 1
        let kernel =
            configuration.hasScalePerDimension
            ? StationaryKernel(
                configuration.shape, lengthScales: Array(repeating: lengthScale, count: network.outputs),
                outputScale: outputScale)
            : StationaryKernel(
                configuration.shape, dimension: network.outputs, lengthScale: lengthScale, outputScale: outputScale)
        let process = GaussianProcess(kernel: kernel, noise: priors[ParameterGroup.noise]?.median ?? 0.1)
        self.init(network, process, configuration)
    }

    /// Creates a member from a network and a process over its output.
    init(_ network: Network, _ process: GaussianProcess, _ configuration: DeepKernelConfiguration) {
        precondition(network.outputs == process.kernel.dimension, "the kernel acts on the network's output")
        self.network = network
        self.process = process
        self.configuration = configuration
        networkAdam = Adam(learningRate: configuration.networkLearningRate, weightDecay: configuration.weightDecay)
        processAdam = ScalarAdam(learningRate: configuration.processLearningRate)
        evidence = Evidence(of: configuration.objective, wantsPointGradient: true)
    }

    /// Takes one step of weights and process against the loss, -(objective + log prior) / n.
    ///
    /// - Parameters:
    ///   - input: The features of the measured candidates, n rows.
    ///   - targets: The standardised targets.
    /// - Returns: The loss before the step, in nats a point; the weights' prior is not counted.
    /// - Throws: ``SingularCovariance``; weights and process are then unchanged.
    func step(_ input: Variable, targets: [Double]) throws(SingularCovariance) -> Double {
        let output = network.forward(input)
        let (count, dimension) = (output.value.rows, output.value.columns)
        if points.rows != count { points = Matrix(rows: count, columns: dimension) }
        unsafe output.value.withUnsafeElements { source in
            unsafe points.withUnsafeMutableElements { target in
                for index in target.indices { unsafe target[index] = Double(source[index]) }
            }
        }
        try evidence.evaluate(process, at: points, targets: targets)

        let share = 1 / Double(count)
        unsafe evidence.pointGradient.withUnsafeElements { source in
            unsafe output.gradient.withUnsafeMutableElements { target in
                for index in target.indices { unsafe target[index] = Float(-share * source[index]) }
            }
        }
        network.backward(input)
        addWeightPrior(share)
        networkAdam.step(network.parameters)

        let prior = process.logPrior(configuration.hyperpriors)
        let loss = -share * (evidence.value + prior.value)
        let gradient = zip(process.trainedGradient(evidence.gradient), prior.gradient).map { -share * ($0 + $1) }
        var parameters = process.trainedParameters
        processAdam.step(&parameters, gradients: gradient)
        process.trainedParameters = parameters
        process.noise = max(process.noise, configuration.minimumNoise)
        return loss
    }

    /// Returns the embedding of all candidates, N x q, computed in blocks of bounded memory.
    func embed(_ features: any CandidateFeatures) -> [Float] {
        let width = Prediction.blockWidth
        var result: [Float] = []
        result.reserveCapacity(features.count * network.outputs)
        var block = Matrix<Float>(rows: min(width, features.count), columns: features.dimension)
        var output = Matrix<Float>(rows: min(width, features.count), columns: network.outputs)
        for start in stride(from: 0, to: features.count, by: width) {
            let candidates = Array(start..<min(start + width, features.count))
            if output.rows != candidates.count { output.resize(rows: candidates.count) }
            features.copyRows(candidates, into: &block)
            network.predict(block, rows: 0..<candidates.count, into: &output)
            result += output.elements
        }
        return result
    }

    /// Adds the gradient of the weights' prior, -log N(w; 0, 1 / precision) / n; biases are free.
    private func addWeightPrior(_ share: Double) {
        guard configuration.weightPrecision > 0 else { return }
        let factor = Float(share * configuration.weightPrecision)
        for case let layer as Dense in network.layers {
            unsafe layer.weights.value.withUnsafeElements { value in
                unsafe layer.weights.gradient.withUnsafeMutableElements { gradient in
                    for index in gradient.indices { unsafe gradient[index] += factor * value[index] }
                }
            }
        }
    }
}
