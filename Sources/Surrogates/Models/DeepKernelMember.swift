import LinearAlgebra
import Networks
import Randomness

/// One extractor with a process an objective, and the state of their joint training.
///
/// The kernels act on the network's output as it is, for training set and pool alike; their length scales and the last
/// layer learn the embedding's size together.
final class DeepKernelMember {
    let network: Network
    private let objectives: [ObjectiveProcess]
    private let configuration: DeepKernelConfiguration
    /// The first layers, which are not trained, and the others; they share their layers with `network`.
    private let frozen: Network?
    private let trained: Network?
    /// Which of the trained parameters the weights' prior acts on: all but biases.
    private let arePulled: [Bool]
    private var networkAdam: Adam
    private var points = Matrix<Double>(rows: 0, columns: 0)

    /// Creates an untrained member: random or pretrained weights, the priors' medians.
    ///
    /// - Parameters:
    ///   - inputs: The number of features of a candidate.
    ///   - objectiveCount: The number of objectives.
    ///   - configuration: What it is made of.
    ///   - source: Where the weights are drawn from that are not pretrained.
    /// - Throws: `WeightMismatch` if the pretrained weights do not fit.
    convenience init(
        inputs: Int, objectiveCount: Int = 1, _ configuration: DeepKernelConfiguration, using source: inout RandomSource
    ) throws(WeightMismatch) {
        let network = Network(
            inputs: inputs, layers: configuration.layers, activation: configuration.activation, using: &source)
        if let pretrained = configuration.pretrained {
            try network.load(pretrained, atLeast: configuration.frozenLayers)
        }
        let process = configuration.process(dimension: network.outputs)
        self.init(network, Array(repeating: process, count: objectiveCount), configuration)
    }

    /// Creates a member from a network and processes over its output, one an objective.
    init(_ network: Network, _ processes: [GaussianProcess], _ configuration: DeepKernelConfiguration) {
        precondition(!processes.isEmpty, "there is at least one objective")
        precondition(
            processes.allSatisfy { $0.kernel.dimension == network.outputs }, "the kernels act on the network's output")
        self.network = network
        self.configuration = configuration
        objectives = processes.map { ObjectiveProcess($0, configuration) }
        let split = Self.place(afterDenseLayers: configuration.frozenLayers, in: network)
        frozen = split > 0 ? Network(Array(network.layers[..<split])) : nil
        trained = split < network.layers.count ? Network(Array(network.layers[split...])) : nil
        arePulled = (trained?.layers ?? []).flatMap { layer in
            layer is Dense ? [true, false] : layer.parameters.map { _ in false }
        }
        networkAdam = Adam(learningRate: configuration.networkLearningRate, weightDecay: configuration.weightDecay)
    }

    /// The processes, one an objective.
    var processes: [GaussianProcess] { objectives.map(\.process) }

    /// The leave-one-out log density at the start of the last step, all objectives together, in nats a point.
    private(set) var leaveOneOutDensity = 0.0

    /// How many threads a pass of the network may use.
    var threads: Int {
        get { network.threads }
        set {
            network.threads = newValue
            frozen?.threads = newValue
            trained?.threads = newValue
        }
    }

    /// Returns what `step` takes for the measured candidates: their features, or what the frozen layers make of them.
    func input(_ features: borrowing Matrix<Float>) -> Variable {
        Variable(constant: frozen.map { $0.predict(features) } ?? features.copy())
    }

    /// Takes one step of weights and processes against the loss, -(sum of the objectives + log priors) / n.
    ///
    /// - Parameters:
    ///   - input: What ``input(_:)`` gives for the measured candidates, n rows.
    ///   - targets: The standardised objectives.
    ///   - shouldStop: Asked once the loss is known, at the weights that it is of; if it answers true, no step is taken.
    /// - Returns: The loss before the step, in nats a point, or nil if none was taken; the weights' prior is not counted.
    /// - Throws: ``SingularCovariance``; weights and processes are then unchanged.
    func step(
        _ input: Variable, _ targets: [StandardizedObjective], unless shouldStop: () -> Bool = { false }
    ) throws(SingularCovariance) -> Double? {
        let output = trained?.forward(input) ?? input
        let (count, dimension) = (output.value.rows, output.value.columns)
        if points.rows != count { points = Matrix(rows: count, columns: dimension) }
        unsafe output.value.withUnsafeElements { source in
            unsafe points.withUnsafeMutableElements { target in
                for index in target.indices { unsafe target[index] = Double(source[index]) }
            }
        }
        for (objective, targets) in zip(objectives, targets) { try objective.evaluate(at: points, targets) }
        let share = 1 / Double(count)
        leaveOneOutDensity = share * objectives.reduce(0) { $0 + $1.leaveOneOutDensity }
        if shouldStop() { return nil }
        if let trained {
            setGradients(input, output)
            let pull = Float(share * configuration.weightPrecision)
            let pulls = pull > 0 ? arePulled.map { $0 ? pull : 0 } : []
            networkAdam.step(trained.parameters, pulls: pulls, threads: threads)
        }
        return objectives.reduce(0) { $0 - share * $1.step(share: share) }
    }

    /// Adds the gradient of the loss in the trained weights, without their prior's, as the objectives were last evaluated.
    private func setGradients(_ input: Variable, _ output: Variable) {
        let share = 1 / Double(output.value.rows)
        for (index, objective) in objectives.enumerated() {
            unsafe output.gradient.withUnsafeMutableElements { target in
                unsafe objective.addPointGradient(times: -share, to: target, isFirst: index == 0)
            }
        }
        trained?.backward(input)
    }

    /// Returns the embedding of all candidates, N x q, computed in blocks of bounded memory.
    func embed(_ features: any CandidateFeatures) -> [Float] { network.embed(features) }

    /// Returns what embeds other candidates later, whatever becomes of the network.
    var embedder: NetworkEmbedder {
        NetworkEmbedder(network, layers: configuration.layers, activation: configuration.activation)
    }

    /// Predicts some measurements from others, with extractor and processes as they are.
    ///
    /// - Returns: A list an objective, of one prediction a measurement.
    /// - Throws: ``SingularCovariance`` if the covariance of the others cannot be factored.
    func predict(
        _ points: [Int], from others: [Int], of lesson: DeepKernelLesson
    ) throws(SingularCovariance) -> [[HeldOutPrediction]] {
        func embedded(_ points: [Int]) -> Matrix<Double> {
            let part = lesson.points(points)
            let output = network.predict(Matrix(rows: part.count, columns: part.dimension, elements: part.features))
            return Matrix(rows: output.rows, columns: output.columns, elements: output.elements.map { Double($0) })
        }
        let known = embedded(others)
        let asked = embedded(points)
        var result: [[HeldOutPrediction]] = []
        for (process, objective) in zip(processes, lesson.objectives) {
            let (part, rest) = (objective.points(points), objective.points(others))
            let posterior = try ExactPosterior(
                process, at: known.copy(), targets: rest.targets, noiseVariances: rest.noiseVariances)
            let prediction = posterior.predict(at: asked)
            result.append(
                points.indices.map { index in
                    HeldOutPrediction(
                        point: points[index], target: part.targets[index], mean: prediction.mean[index],
                        variance: prediction.variance[index] + process.noise + (part.noiseVariances?[index] ?? 0))
                })
        }
        return result
    }

    /// The place behind the first dense layers and the functions that belong to them.
    private static func place(afterDenseLayers count: Int, in network: Network) -> Int {
        var (place, remaining) = (0, count)
        while place < network.layers.count, remaining > 0 || !(network.layers[place] is Dense) {
            if network.layers[place] is Dense { remaining -= 1 }
            place += 1
        }
        return place
    }
}

/// Putting back what a training had found before.
extension DeepKernelMember {
    /// Weights and processes at one moment of a training; the moments of Adam are not part of it.
    struct State {
        let values: [[Float]]
        let processes: [GaussianProcess]
    }

    /// The weights that are trained, and the processes.
    var state: State { State(values: trained?.values ?? [], processes: processes) }

    /// Puts weights and processes back.
    func restore(_ state: State) {
        trained?.values = state.values
        for (objective, process) in zip(objectives, state.processes) { objective.restore(process) }
    }
}
