/// An event that cannot follow those before it.
package struct Contradiction: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of the event, for example `measured`.
    package let event: String
    /// What the run was doing.
    package let phase: String
    /// Why the two do not go together.
    package let reason: String

    package init(event: String, phase: String, reason: String) {
        self.event = event
        self.phase = phase
        self.reason = reason
    }

    package var description: String { "the event `\(event)` cannot come while the run is \(phase): \(reason)" }
}
