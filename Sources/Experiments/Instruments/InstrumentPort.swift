/// The way to the instruments: what Orchestration asks of whatever speaks to them.
package protocol InstrumentPort: Sendable {
    /// What the instruments tell, in the order in which it came; one reader at a time.
    var reports: AsyncStream<InstrumentReport> { get }

    /// Sends a request to an instrument.
    ///
    /// - Returns: Whether it was sent. If not, the instrument is away, and its ``InstrumentReport/connected(_:)`` will
    ///   say when to send again; sending a request twice does no harm.
    func send(_ request: Request, to instrument: String) async -> Bool

    /// Tells an instrument what became of the result of an attempt, after it is durable.
    func acknowledge(_ request: Request.ID, attempt: Int, _ disposition: Disposition, to instrument: String) async
}
