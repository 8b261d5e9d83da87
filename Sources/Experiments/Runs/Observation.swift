/// A measured candidate and its objective.
package struct Observation: Hashable, Sendable {
    /// The index of the candidate in the pool.
    package let candidate: Int
    /// What the scalarizer made of the spectrum.
    package let objective: Double
    package let request: Request.ID
    /// Which choice of the run it was: 0, 1, 2, ...
    package let ordinal: Int
    /// The decision that chose it; 0 for a seed point.
    package let step: Int

    package init(candidate: Int, objective: Double, request: Request.ID, ordinal: Int, step: Int) {
        self.candidate = candidate
        self.objective = objective
        self.request = request
        self.ordinal = ordinal
        self.step = step
    }
}

/// A candidate that was asked for but taught nothing, and why.
package struct Refusal: Hashable, Sendable {
    package let candidate: Int?
    package let request: Request.ID
    package let attempt: Int
    package let code: String
    package let text: String

    package init(candidate: Int?, request: Request.ID, attempt: Int, code: String, text: String) {
        self.candidate = candidate
        self.request = request
        self.attempt = attempt
        self.code = code
        self.text = text
    }
}
