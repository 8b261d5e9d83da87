/// A rule that scores candidates for several objectives at once.
package enum VectorAcquisition: String, Hashable, Sendable, CaseIterable {
    /// A function of one objective, of a scalarisation with weights drawn anew for every decision.
    ///
    /// See ``ChebyshevScalarization`` (Knowles 2006). For two objectives or more.
    case parego
    /// The expected growth of the hypervolume, ``ExpectedHypervolumeImprovement``; for two objectives.
    case expectedHypervolumeImprovement = "ehvi"
    /// Its logarithm, which still ranks where it underflows to 0.
    case logExpectedHypervolumeImprovement = "log-ehvi"

    /// The name by which plans and the command line call the function.
    package var name: String { rawValue }

    /// How many objectives the function is for, in words.
    package var objectives: String { self == .parego ? "two objectives or more" : "exactly two objectives" }

    /// Whether the function is for so many objectives.
    package func suits(objectives count: Int) -> Bool { self == .parego ? count >= 2 : count == 2 }
}

/// What a decision on several objectives rests on besides the beliefs.
package struct VectorContext: Hashable, Sendable {
    /// One for each objective.
    package var directions: [Direction]
    /// The candidates from whose posterior means the front is taken: those measured, and pending ones believed.
    package var known: [Int]
    /// The measured values, one array for each objective; they tell ranges and the reference point.
    package var measuredValues: [[Double]]
    /// Where hypervolumes are counted from; `nil` takes ``ReferencePoint/standard(of:directions:)``.
    package var reference: [Double]?
    /// The weights of the scalarisation; `nil` draws them.
    package var weights: [Double]?
    /// The function that scores the scalarised objective.
    package var scalarFunction: AcquisitionFunction
    /// Where the candidates lie.
    package var geometry: PoolGeometry?
    /// What measuring costs, if it is to matter.
    package var cost: CostWeight?
    /// Names the random numbers; another for every decision, so that the weights are.
    package var seed: UInt64

    package init(
        directions: [Direction], known: [Int], measuredValues: [[Double]], reference: [Double]? = nil,
        weights: [Double]? = nil, scalarFunction: AcquisitionFunction = .logExpectedImprovement(),
        geometry: PoolGeometry? = nil, cost: CostWeight? = nil, seed: UInt64 = 0
    ) {
        self.directions = directions
        self.known = known
        self.measuredValues = measuredValues
        self.reference = reference
        self.weights = weights
        self.scalarFunction = scalarFunction
        self.geometry = geometry
        self.cost = cost
        self.seed = seed
    }
}
