/// The posterior at every candidate of a pool, in the units of the targets, brought up to date observation by
/// observation.
///
/// It is a value: a copy shares what it can, so fantasies cost little and are withdrawn by dropping the copy, or by
/// `removeLast`.
///
///     var imagined = posterior
///     try imagined.believe(pending)
///     let prediction = imagined.prediction()
///
/// It is the weighted mixture of one process or several: an ensemble, or a committee of different models. Process
/// parameters, embeddings and the scale of the targets stay as the training left them.
package struct PoolPosterior: Sendable {
    /// A process that takes part in the mixture.
    package struct Member: Sendable {
        /// The process, over standardised targets.
        package var process: GaussianProcess
        /// Its embedding of the pool: N rows of as many coordinates as its kernel has dimensions.
        package var embedding: [Float]
        /// The prior means of the N candidates, standardised as the targets are, or `nil` for the process's constant.
        package var priorMeans: [Double]?
        /// Its weight, relative to the other members'.
        package var weight: Double
        /// How other candidates are embedded; nil where the kernel acts on the features as they are.
        var embedder: (any CandidateEmbedder)?

        package init(
            _ process: GaussianProcess, embedding: [Float], priorMeans: [Double]? = nil, weight: Double = 1
        ) {
            self.process = process
            self.embedding = embedding
            self.priorMeans = priorMeans
            self.weight = weight
        }
    }

    /// By what the targets were standardised.
    package let scale: TargetScale
    /// What it may use.
    package let resources: PosteriorResources
    var members: [PoolMember]
    private var shares: [Double]

    /// Conditions processes on the measured candidates of a pool: O(n³ + n² N) for each.
    ///
    /// - Parameters:
    ///   - members: The members of the mixture; all embed the same pool.
    ///   - measured: The measured candidates, in the order of `targets`; a candidate may be there more than once.
    ///   - targets: What was measured, finite, in the units of the targets.
    ///   - noiseVariances: Known variances of the measurements' own noise, in squared units of the targets, which are
    ///     added to the noise of the processes.
    ///   - scale: By what the targets are standardised; by default their own mean and deviation.
    ///   - resources: The memory and the threads to be used.
    /// - Throws: ``SingularCovariance`` if the observations' covariance cannot be factored, jitter or not.
    package init(
        _ members: [Member], measured: [Int], targets: [Double], noiseVariances: [Double]? = nil,
        scale: TargetScale? = nil, resources: PosteriorResources = PosteriorResources()
    ) throws(SingularCovariance) {
        precondition(!members.isEmpty, "a mixture has a member")
        precondition(measured.count == targets.count, "a target a measured candidate")
        precondition(noiseVariances == nil || noiseVariances?.count == targets.count, "a noise variance a target")
        precondition(noiseVariances?.allSatisfy { $0 >= 0 && $0.isFinite } != false, "variances are not negative")
        let scale = scale ?? TargetScale(of: targets)
        self.scale = scale
        self.resources = resources
        let standardized = targets.map(scale.standardize)
        let square = scale.standardDeviation * scale.standardDeviation
        let available = Self.bytesForRows(of: members, observations: measured.count, resources: resources)
        var conditioned: [PoolMember] = []
        for member in members {
            conditioned.append(
                try PoolMember(
                    member, observed: measured, targets: standardized,
                    noiseVariances: noiseVariances?.map { $0 / square }, memory: available / members.count,
                    exactBytes: resources.exactBytes / members.count, threads: resources.threads))
        }
        precondition(conditioned.allSatisfy { $0.count == conditioned[0].count }, "the members predict the same pool")
        self.members = conditioned
        shares = Self.normalized(members.map(\.weight))
    }

    /// Conditions processes of equal weight on the measured candidates of a pool.
    ///
    /// - Parameters:
    ///   - processes: The members of the mixture, over standardised targets, each with its embedding of the pool.
    ///   - measured: The measured candidates, in the order of `targets`.
    ///   - targets: What was measured, finite, in the units of the targets.
    /// - Throws: ``SingularCovariance`` if the observations' covariance cannot be factored, jitter or not.
    package init(
        _ processes: [(process: GaussianProcess, embedding: [Float])], measured: [Int], targets: [Double]
    ) throws(SingularCovariance) {
        try self.init(
            processes.map { Member($0.process, embedding: $0.embedding) }, measured: measured, targets: targets)
    }

    /// Mixes posteriors of the same observations of the same pool: of an ensemble and a plain process, say.
    ///
    /// Nothing is computed anew, and storage is shared.
    ///
    /// - Parameter parts: The posteriors, whose targets were standardised by the same scale, and their weights; those
    ///   without weight are left out.
    package init(mixing parts: [(posterior: PoolPosterior, weight: Double)]) {
        let taking = parts.filter { $0.weight > 0 }
        precondition(!taking.isEmpty, "a mixture has a part with a weight")
        let first = taking[0].posterior
        precondition(
            taking.allSatisfy {
                $0.posterior.count == first.count && $0.posterior.observed == first.observed
                    && $0.posterior.scale == first.scale
            }, "the parts know the same observations of the same pool")
        scale = first.scale
        var resources = first.resources
        resources.memory = taking.reduce(0) { $0 + $1.posterior.resources.memory }
        self.resources = resources
        members = taking.flatMap(\.posterior.members)
        shares = Self.normalized(taking.flatMap { part in part.posterior.weights.map { part.weight * $0 } })
    }

    /// The number N of candidates.
    package var count: Int { members[0].count }

    /// The candidates it is conditioned on, in order, believed ones included.
    package var observed: [Int] { members[0].observed }

    /// The greatest number that was added to a diagonal so that a covariance could be factored, relative to the
    /// variance of the targets.
    package var jitter: Double { members.map(\.projection.jitter).max() ?? 0 }

    /// The number of processes in the mixture.
    package var memberCount: Int { members.count }

    /// The weights of the members, whose sum is one.
    ///
    /// Set them to any numbers that are not negative and not all zero; nothing else has to be computed again.
    package var weights: [Double] {
        get { shares }
        set {
            precondition(newValue.count == members.count, "a weight a member")
            shares = Self.normalized(newValue)
        }
    }

    /// The variance of a measurement's noise where nothing else is known of it, in squared units of the targets.
    package var noiseVariance: Double {
        let mixed = zip(shares, members).reduce(0) { $0 + $1.0 * ($1.1.process.noise + $1.1.projection.jitter) }
        return mixed * scale.standardDeviation * scale.standardDeviation
    }

    /// Returns the process of a member, over standardised targets.
    package func process(ofMember member: Int) -> GaussianProcess { members[member].process }

    /// Returns the coordinates of the candidates on which a member's kernel acts, N x q.
    package func embedding(ofMember member: Int = 0) -> (elements: [Float], dimension: Int) {
        (members[member].projection.embedding, members[member].process.kernel.dimension)
    }

    private static func normalized(_ weights: [Double]) -> [Double] {
        let sum = weights.reduce(0, +)
        precondition(weights.allSatisfy { $0 >= 0 } && sum > 0 && sum.isFinite, "weights have a positive sum")
        return weights.map { $0 / sum }
    }
}
