package import Experiments

/// News for whoever watches: what was recorded, and what passes by unrecorded.
package enum Notice: Hashable, Sendable {
    /// An event that is in the journal now.
    case recorded(Entry)
    /// How far the instrument has come with a request: 0 to 1.
    case progress(run: Entry.RunID, request: Request.ID, fraction: Double)
    /// An instrument came, went, or fell silent.
    case instrument(id: String, state: String)
}
