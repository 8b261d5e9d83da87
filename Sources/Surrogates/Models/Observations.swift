/// What was measured: one number an objective at each of a list of candidates.
package struct Observations: Hashable, Sendable {
    /// The measured candidates; one may be there more than once.
    package let candidates: [Int]
    /// The targets, one array an objective, each as long as `candidates`.
    package let targets: [[Double]]
    /// Known variances of the targets' own noise, in squared units of the targets, of the same shape; nil where nothing is
    /// known but what the models estimate themselves.
    package let noiseVariances: [[Double]]?

    /// Creates observations of one objective or several.
    package init(candidates: [Int], targets: [[Double]], noiseVariances: [[Double]]? = nil) {
        precondition(!targets.isEmpty, "there is at least one objective")
        precondition(targets.allSatisfy { $0.count == candidates.count }, "a target a measured candidate")
        precondition(
            noiseVariances.map { $0.map(\.count) == targets.map(\.count) } ?? true, "a noise variance a target, or none"
        )
        self.candidates = candidates
        self.targets = targets
        self.noiseVariances = noiseVariances
    }

    /// Creates observations of one objective.
    package init(candidates: [Int], targets: [Double], noiseVariances: [Double]? = nil) {
        self.init(candidates: candidates, targets: [targets], noiseVariances: noiseVariances.map { [$0] })
    }

    /// The number n of measurements.
    package var count: Int { candidates.count }

    /// The number of objectives.
    package var objectiveCount: Int { targets.count }

    /// Checks that all targets are finite and all noise variances finite and not negative.
    ///
    /// - Throws: ``UnusableTarget`` or ``UnusableNoise`` for the first that is not.
    func check() throws {
        for target in targets { try UnusableTarget.check(target, at: candidates) }
        for variances in noiseVariances ?? [] {
            for (position, variance) in variances.enumerated() where !(variance >= 0 && variance.isFinite) {
                throw UnusableNoise(position: position, candidate: candidates[position], value: "\(variance)")
            }
        }
    }

    /// The targets and noise variances of every objective on the scale on which models see them.
    func standardized() -> [StandardizedObjective] {
        targets.indices.map { objective in
            StandardizedObjective(targets: targets[objective], noiseVariances: noiseVariances?[objective])
        }
    }
}

/// One objective on the scale on which models see it: mean zero, variance one.
struct StandardizedObjective: Hashable, Sendable {
    /// By what the targets were shifted and divided.
    let scale: TargetScale
    let targets: [Double]
    let noiseVariances: [Double]?

    /// More than this many times the variance of all targets says nothing more, and could not be squared.
    private static let greatestNoise = 1e12

    /// Takes over an objective that is on the scale already.
    init(scale: TargetScale, targets: [Double], noiseVariances: [Double]? = nil) {
        self.scale = scale
        self.targets = targets
        self.noiseVariances = noiseVariances
    }

    /// Returns some of the measurements, on the same scale.
    func points(_ points: [Int]) -> StandardizedObjective {
        StandardizedObjective(
            scale: scale, targets: points.map { targets[$0] },
            noiseVariances: noiseVariances.map { noise in points.map { noise[$0] } })
    }

    /// Standardises an objective given in its own units.
    init(targets: [Double], noiseVariances: [Double]?) {
        let scale = TargetScale(of: targets)
        self.scale = scale
        self.targets = targets.map(scale.standardize)
        self.noiseVariances = noiseVariances?.map { variance in
            // The ratio first: the square of a tiny scale would be zero.
            let deviation = variance.squareRoot() / scale.standardDeviation
            return min(deviation * deviation, Self.greatestNoise)
        }
    }
}

/// A noise variance that is none: negative or not a finite number.
package struct UnusableNoise: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which of the measurements, counted from zero.
    package let position: Int
    /// The candidate it was measured at.
    package let candidate: Int
    /// What it is, in words, for a NaN does not equal itself.
    package let value: String

    package var description: String {
        """
        the noise variance of measurement \(position), at candidate \(candidate), is \(value): a finite number that is not \
        negative was expected; correct it, or leave the noise to the model
        """
    }
}
