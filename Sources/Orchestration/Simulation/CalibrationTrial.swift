package import Surrogates

/// One training of one model on so many measurements, and how well it predicted one quantity of the rest.
package struct CalibrationTrial: Codable, Hashable, Sendable {
    /// The model.
    package var model: ComparedModel
    /// The quantity that is judged, by its name in the plan; all of them were learned together.
    package var quantity: String
    /// How many measurements it was trained on.
    package var points: Int
    /// Which of the repeats, from 0; those of one number have one training set, the smaller ones inside the larger.
    package var repetition: Int
    /// The seed of the training set and the model.
    package var seed: UInt64
    /// How many measurements were predicted.
    package var predicted: Int
    /// How well; nil if the training failed.
    package var score: CalibrationScore?
    /// What the model claims of itself.
    package var claim: CalibrationClaim?
    /// What a decision record would tell a person about the model.
    package var findings: [String] = []
    /// The weights of a committee's models by their names; empty for a model alone.
    package var weights: [String: Double] = [:]
    /// Wall time of the training, conditioning on the pool included.
    package var seconds: Double = 0
    /// Why there is no score, if the training failed.
    package var failure: String?

    /// Creates a trial of which nothing is known yet.
    package init(
        model: ComparedModel, quantity: String, points: Int, repetition: Int, seed: UInt64, predicted: Int
    ) {
        self.model = model
        self.quantity = quantity
        self.points = points
        self.repetition = repetition
        self.seed = seed
        self.predicted = predicted
    }

    private enum CodingKeys: String, CodingKey {
        case model, quantity, points
        case repetition = "repeat"
        case seed, predicted, score, claim, findings, weights, seconds, failure
    }
}

/// What a model claims of itself by its predictions of measurements that it did without, as decision records have it.
package struct CalibrationClaim: Codable, Hashable, Sendable {
    /// The mean log predictive density in nats a point, on standardised targets: held out where there is such, else
    /// leave-one-out; nil where it is not finite.
    package let logDensity: Double?
    /// The share of the measurements inside the 90 % intervals so predicted.
    package let coverage90: Double

    private enum CodingKeys: String, CodingKey {
        case logDensity = "log_density"
        case coverage90 = "inside_90"
    }

    /// Reads the claim out of a training's report on one objective.
    package init(_ report: ObjectiveReport) {
        let density = report.logDensity.reduce(0, +) / Double(max(1, report.logDensity.count))
        logDensity = density.isFinite ? density : nil
        coverage90 = (report.heldOut?.correctedResiduals ?? report.residuals).shareInside90
    }
}
