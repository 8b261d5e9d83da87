package import Experiments

/// The daemon behind a ``ControlServer``: what it is asked to do.
///
/// Each method may be called many times at once. A ``ControlError`` that it throws is what the client gets; any other
/// error becomes one of the code ``Messages/MessageError/Code/daemonFailed``, with its description.
package protocol ControlDelegate: Sendable {
    /// Starts a run, and returns its number when its beginning is durable.
    func submit(_ submission: Submission) async throws -> Entry.RunID

    /// Pauses a run: answers are still taken, but nothing more is asked.
    func pause(_ run: Entry.RunID) async throws

    /// Goes on with a paused run.
    func resume(_ run: Entry.RunID) async throws

    /// Ends a run.
    func stop(_ run: Entry.RunID) async throws

    /// How the runs stand that the daemon works on, oldest first.
    func runs() async throws -> [RunStatus]

    /// The instruments that the daemon knows of.
    func instruments() async throws -> [LiveInstrument]

    /// What the daemon says of itself.
    func status() async throws -> DaemonStatus

    /// Returns the journal's entries after a place, at most `limit`, without maps.
    func entries(after sequence: Int, limit: Int) async throws -> [Entry]
}
