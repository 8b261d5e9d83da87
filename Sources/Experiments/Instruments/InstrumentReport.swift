/// Something that an instrument told the daemon.
package enum InstrumentReport: Hashable, Sendable {
    /// An instrument connected or came back; requests that it has not answered may be sent again.
    case connected(InstrumentDescription)
    /// Nothing has been heard of it for a while.
    case suspect(instrument: String)
    /// It said good-bye.
    case disconnected(instrument: String)
    case accepted(instrument: String, request: Request.ID)
    /// How far the request has come: 0 to 1.
    case progress(instrument: String, request: Request.ID, fraction: Double)
    case overviewed(instrument: String, request: Request.ID, attempt: Int, Overview, digest: String)
    case measured(instrument: String, Measurement)
    /// It could not or would not fulfil the request, or its answer cannot be used at all.
    case failed(
        instrument: String, request: Request.ID, attempt: Int, code: String, text: String, isRetryable: Bool)
}
