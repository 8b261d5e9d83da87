import Experiments
package import Surrogates

/// What is believed of every quantity of a plan over one pool: a posterior a quantity, all of the same observations.
///
/// Candidates are numbered as in the pool. Of a large pool the posteriors know a window only, which is moved to whatever
/// candidate is asked for.
package struct PoolModel: Sendable {
    /// In the order of the plan's quantities.
    package private(set) var posteriors: [PoolPosterior]
    /// The candidates over which the posteriors are; nil for the whole pool.
    private(set) var window: PoolWindow?

    package init(_ posteriors: [PoolPosterior]) {
        self.init(posteriors, over: nil)
    }

    init(_ posteriors: [PoolPosterior], over window: PoolWindow?) {
        precondition(!posteriors.isEmpty, "a plan has at least one quantity")
        self.posteriors = posteriors
        self.window = window
    }

    /// The posterior of the only objective, or of the first.
    package var objective: PoolPosterior { posteriors[0] }

    /// Returns the model over other candidates, and those that it was told of; itself if it is over the whole pool.
    ///
    /// The candidates are in the order of the pool, so that functions that draw numbers for them in turn draw the same.
    ///
    /// - Throws: `UndefinedValue` where a mean function has no value.
    func moved(to candidates: some Sequence<Int>) throws -> PoolModel {
        guard let window else { return self }
        return try moved(to: window.onto((observed + candidates).sorted()), keepsRows: true)
    }

    /// The candidates that the posteriors are conditioned on, as the pool numbers them.
    private var observed: [Int] {
        objective.observed.map { number in window.map { $0.candidates[number] } ?? number }
    }

    private func moved(to window: PoolWindow, keepsRows: Bool) throws -> PoolModel {
        let field = window.field
        let observed = observed.compactMap(window.number)
        return PoolModel(
            try posteriors.map { try $0.moved(to: field, observed: observed, keepsRows: keepsRows) }, over: window)
    }

    /// Returns the candidate's number in the posteriors, having moved them there if need be.
    private mutating func place(of candidate: Int) throws -> Int {
        guard let window else { return candidate }
        if let number = window.number(of: candidate) { return number }
        self = try moved(to: window.onto(window.candidates + [candidate]), keepsRows: true)
        return self.window?.number(of: candidate) ?? candidate
    }

    /// What is expected of the first objective at every candidate of the pool, in its unit.
    ///
    /// - Throws: `UndefinedValue` where a mean function has no value.
    func prediction() throws -> Prediction {
        guard let window else { return objective.prediction() }
        var (mean, variance): ([Double], [Double]) = ([], [])
        let first = PoolModel([objective], over: window)
        for start in stride(from: 0, to: window.poolCount, by: 8192) {
            let block = start..<min(start + 8192, window.poolCount)
            let wider = window.onto(first.observed + block)
            let numbers = block.compactMap(wider.number)
            let part = try first.moved(to: wider, keepsRows: false).objective.prediction(at: numbers)
            mean += part.mean
            variance += part.variance
        }
        return Prediction(mean: mean, variance: variance)
    }

    /// Conditions all posteriors on one more measurement, or none if one of them cannot be.
    ///
    /// - Throws: What ``Surrogates/PoolPosterior/append(_:target:noiseVariance:)`` throws.
    mutating func append(_ candidate: Int, _ reading: Reading) throws {
        let candidate = try place(of: candidate)
        var done = 0
        do {
            for index in posteriors.indices {
                try posteriors[index].append(
                    candidate, target: reading.values[index], noiseVariance: reading.noiseVariances[index])
                done += 1
            }
        } catch {
            for index in 0..<done { posteriors[index].removeLast() }
            throw error
        }
    }

    /// Takes measurements still to come as if each quantity will be what is expected.
    ///
    /// - Throws: ``Surrogates/SingularCovariance``; drop the model then.
    mutating func believe(_ candidates: [Int]) throws {
        if let window {
            let missing = candidates.filter { window.number(of: $0) == nil }
            if !missing.isEmpty { self = try moved(to: window.onto(window.candidates + missing), keepsRows: true) }
        }
        let places = try candidates.map { try place(of: $0) }
        for index in posteriors.indices { try posteriors[index].believe(places) }
    }

    /// Takes a measurement still to come as if the first objective will have a value, nil for what is expected; of all
    /// other quantities what is expected.
    ///
    /// - Throws: As `believe` does.
    mutating func imagine(_ candidate: Int, value: Double?) throws {
        let candidate = try place(of: candidate)
        try posteriors[0].imagine(candidate, value: value)
        for index in posteriors.indices.dropFirst() { try posteriors[index].believe(candidate) }
    }
}
