/// What an instrument says of itself when it connects.
package struct InstrumentDescription: Codable, Hashable, Sendable {
    /// An array that the instrument returns for a spectrum request.
    package struct Output: Codable, Hashable, Sendable {
        package var name: String
        /// The unit of the values, empty if none.
        package var unit: String
        /// What the channels stand for; nil if the output is a number or nothing is known.
        package var axis: Axis?

        package init(name: String, unit: String, axis: Axis?) {
            self.name = name
            self.unit = unit
            self.axis = axis
        }
    }

    /// The name by which plans ask for it, for example `stem-1`.
    package var id: String
    /// Maker and model, free text.
    package var model: String
    /// What it can do.
    package var actions: [String]
    package var outputs: [Output]
    /// How many requests it takes at once; at least 1.
    package var maximumInFlight: Int
    /// Whether measuring the same place again does no harm.
    package var isRepeatable: Bool

    package init(
        id: String, model: String, actions: [String] = ["overview", "spectrum"], outputs: [Output],
        maximumInFlight: Int = 1, isRepeatable: Bool = false
    ) {
        self.id = id
        self.model = model
        self.actions = actions
        self.outputs = outputs
        self.maximumInFlight = maximumInFlight
        self.isRepeatable = isRepeatable
    }
}
