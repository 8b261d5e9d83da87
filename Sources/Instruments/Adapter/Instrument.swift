package import Experiments

/// Something that measures: the part of an adapter that differs from instrument to instrument.
///
///     struct Spectrometer: Instrument {
///         let description = InstrumentDescription(id: "stem-1", model: "…", outputs: […])
///
///         func measure(
///             _ request: Request, progress: @Sendable (Double) async -> Void
///         ) async throws -> InstrumentAnswer {
///             switch request.action { … }
///         }
///     }
package protocol Instrument: Sendable {
    /// What the instrument says of itself when it connects.
    var description: InstrumentDescription { get }

    /// Returns why a request cannot be fulfilled, before anything is done for it; nil if it can.
    func objection(to request: Request) -> Fault?

    /// Does what is asked, once; never called again for the same attempt, whatever happens to the link meanwhile.
    ///
    /// It runs beside the link, and may take as long as it needs.
    ///
    /// - Parameters:
    ///   - request: An action that the description names.
    ///   - progress: To be told how far it has come, 0 to 1, if that is known.
    /// - Returns: What was measured.
    /// - Throws: ``Fault`` if it could not be done; any other error counts as a failure of the hardware.
    func measure(
        _ request: Request, progress: @escaping @Sendable (Double) async -> Void
    ) async throws -> InstrumentAnswer
}

extension Instrument {
    package func objection(to request: Request) -> Fault? { nil }
}
