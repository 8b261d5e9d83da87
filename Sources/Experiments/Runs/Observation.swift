/// A measured candidate and what was made of its spectrum.
package struct Observation: Hashable, Sendable {
    /// The index of the candidate in the pool.
    package let candidate: Int
    /// One value a quantity of the plan, and the noise of each.
    package let reading: Reading
    package let request: Request.ID
    /// Which choice of the run it was: 0, 1, 2, ...
    package let ordinal: Int
    /// The decision that chose it; 0 for a seed point.
    package let step: Int

    package init(candidate: Int, reading: Reading, request: Request.ID, ordinal: Int, step: Int) {
        self.candidate = candidate
        self.reading = reading
        self.request = request
        self.ordinal = ordinal
        self.step = step
    }

    /// One value a quantity, objectives first.
    package var values: [Double] { reading.values }

    /// The value of the only objective, or of the first.
    package var objective: Double { reading.values[0] }
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
