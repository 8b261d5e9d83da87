package import Experiments
import Messages

/// A microscope that is not there: it measures a specimen, and takes its time.
package struct SimulatedInstrument: Instrument {
    package let description: InstrumentDescription
    private let specimen: any Specimen
    private let dwell: Duration
    private let note: @Sendable (Request) -> Void

    /// Creates an instrument that serves the overview and the spectra of a specimen.
    ///
    /// - Parameters:
    ///   - id: The name by which plans ask for it.
    ///   - specimen: What it measures.
    ///   - dwell: How long a spectrum takes; the overview takes as long.
    ///   - maximumInFlight: How many requests it takes at once, 1 to 1024.
    ///   - note: Called after each measurement.
    package init(
        id: String, specimen: any Specimen, dwell: Duration = .zero, maximumInFlight: Int = 1,
        note: @escaping @Sendable (Request) -> Void = { _ in }
    ) {
        description = InstrumentDescription(
            id: id, model: "Saccade simulated microscope",
            outputs: [.init(name: "spectrum", unit: "", axis: specimen.axis)],
            maximumInFlight: maximumInFlight, isRepeatable: true)
        self.specimen = specimen
        self.dwell = dwell
        self.note = note
    }

    package func objection(to request: Request) -> Fault? {
        guard request.action == .spectrum, let position = request.position else { return nil }
        guard specimen.overview.pixel(at: position) == nil else { return nil }
        return Fault(.bounds, "x \(position.x), y \(position.y) is outside the image")
    }

    package func measure(
        _ request: Request, progress: @escaping @Sendable (Double) async -> Void
    ) async throws -> InstrumentAnswer {
        if dwell > .zero { try await Task.sleep(for: dwell) }
        guard request.action == .spectrum, let position = request.position else {
            note(request)
            return .overview(specimen.overview)
        }
        do {
            let values = try specimen.spectrum(at: position, attempt: request.attempt)
            note(request)
            return .spectrum(values)
        } catch {
            throw Fault(.bounds, error.description)
        }
    }
}
