import Experiments

/// What the JSON of a row holds beyond its columns, one type a kind of event.
///
/// The names are part of the schema: a change of them needs a migration.
enum EventBody {
    struct Started: Codable {
        var plan: Plan
        var text: String
        /// The file of weights; nil if there is none.
        var arrays: [PackedArray]?
    }

    struct Overviewed: Codable {
        var channels: [String]
        var height: Int
        var width: Int
        var horizontal: ImageAxis
        var vertical: ImageAxis
        var arrays: [PackedArray]
    }

    struct Measured: Codable {
        var axisName: String
        var axisUnit: String
        var actualPosition: Position?
        var digest: String
        var arrays: [PackedArray]
    }

    struct Failed: Codable {
        var code: String
        var text: String
        var isRetryable: Bool
    }

    struct Decided: Codable {
        var decision: Decision
        /// The maps; nil if there were none.
        var arrays: [PackedArray]?
    }

    struct Trained: Codable {
        var model: ModelSummary
        var seconds: Double
    }

    /// Of events of which the kind says all.
    struct Empty: Codable {}
}
