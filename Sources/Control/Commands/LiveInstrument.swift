import Messages

/// How an instrument stands that the daemon knows of.
package struct LiveInstrument: Hashable, Sendable {
    /// The name by which plans ask for it.
    package var id: String
    /// Maker and model; empty if it has never connected.
    package var model: String
    /// `connected`, `suspect` (silent for a while), `disconnected`, or `awaited` (a run asks for it).
    package var state: String
    /// Requests that it works on, that wait for it, and that it takes at once.
    package var inFlight: Int
    package var waiting: Int
    package var maximumInFlight: Int

    package init(id: String, model: String, state: String, inFlight: Int, waiting: Int, maximumInFlight: Int) {
        self.id = id
        self.model = model
        self.state = state
        self.inFlight = inFlight
        self.waiting = waiting
        self.maximumInFlight = maximumInFlight
    }
}

extension LiveInstrument: Document {
    init(_ fields: Fields) throws(MessageError) {
        id = try fields.require("instrument")
        model = try fields.require("model")
        state = try fields.require("state")
        inFlight = try fields.require("in_flight")
        waiting = try fields.require("waiting")
        maximumInFlight = try fields.require("maximum_in_flight")
    }

    var json: JSONObject {
        [
            "instrument": .text(id), "model": .text(model), "state": .text(state), "in_flight": .integer(inFlight),
            "waiting": .integer(waiting), "maximum_in_flight": .integer(maximumInFlight),
        ]
    }
}
