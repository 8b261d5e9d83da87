/// What a Gaussian process expects where it knows nothing.
package enum MeanChoice: Codable, Hashable, Sendable {
    /// One number, which is trained.
    case constant
    /// A plane over the coordinates, which is trained.
    case linear
    /// A hypothesis of one's own.
    case formula(MeanFormula)
}

/// A formula over the coordinates `x` and `y`, in the objective's own unit, and its parameters.
package struct MeanFormula: Codable, Hashable, Sendable {
    /// A number that is trained.
    package struct Parameter: Codable, Hashable, Sendable {
        package enum Prior: Codable, Hashable, Sendable {
            /// Of a parameter that must be positive.
            case logNormal(LogNormalPriorChoice)
            case normal(NormalPriorChoice)
        }

        /// Where training begins.
        package var initial: Double
        /// Whether it must be above 0; it is then trained by its logarithm.
        package var isPositive = false
        package var prior: Prior?

        package init(initial: Double) {
            self.initial = initial
        }
    }

    /// For example `a + b * x`.
    package var text: String
    package var parameters: [String: Parameter] = [:]

    package init(_ text: String) {
        self.text = text
    }
}

extension MeanFormula {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try stored.decode(String.self, forKey: .text))
        try stored.take(.parameters, into: &parameters)
    }
}

extension MeanFormula.Parameter {
    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(initial: try stored.decode(Double.self, forKey: .initial))
        try stored.take(.isPositive, into: &isPositive)
        try stored.take(.prior, into: &prior)
    }
}
