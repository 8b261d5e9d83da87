import LinearAlgebra
private import Networks

/// One objective's process over a member's embedding, and the state of its training.
final class ObjectiveProcess {
    private(set) var process: GaussianProcess
    private let priors: Hyperpriors
    private let minimumNoise: Double
    private var adam: ScalarAdam
    private var evidence: Evidence

    init(_ process: GaussianProcess, _ configuration: DeepKernelConfiguration) {
        self.process = process
        priors = configuration.hyperpriors
        minimumNoise = configuration.minimumNoise
        adam = ScalarAdam(learningRate: configuration.processLearningRate)
        evidence = Evidence(of: configuration.objective, wantsPointGradient: true)
    }

    /// The sum of the leave-one-out log densities at the last evaluation, in nats.
    var leaveOneOutDensity: Double { evidence.leaveOneOutLogDensity }

    /// Evaluates how well the process explains an objective at embedded points.
    func evaluate(
        at points: borrowing Matrix<Double>, _ objective: StandardizedObjective
    ) throws(SingularCovariance) {
        try evidence.evaluate(
            process, at: points, targets: objective.targets, noiseVariances: objective.noiseVariances)
    }

    /// Adds the gradient in the points, as last evaluated, times `factor`, to single-precision numbers.
    func addPointGradient(times factor: Double, to target: UnsafeMutableBufferPointer<Float>, isFirst: Bool) {
        unsafe evidence.pointGradient.withUnsafeElements { source in
            if isFirst {
                for index in target.indices { unsafe target[index] = Float(factor * source[index]) }
            } else {
                for index in target.indices { unsafe target[index] += Float(factor * source[index]) }
            }
        }
    }

    /// Takes a step of the parameters as last evaluated, and returns the objective and the log prior before it, in nats.
    func step(share: Double) -> Double {
        let prior = process.logPrior(priors)
        let value = evidence.value + prior.value
        let gradient = zip(process.trainedGradient(evidence.gradient), prior.gradient).map { -share * ($0 + $1) }
        var parameters = process.trainedParameters
        adam.step(&parameters, gradients: gradient)
        process.trainedParameters = parameters
        process.noise = max(process.noise, minimumNoise)
        return value
    }

    /// Puts back a process that was in use before.
    func restore(_ process: GaussianProcess) {
        self.process = process
    }
}
