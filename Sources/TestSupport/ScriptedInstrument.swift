package import Experiments
private import Synchronization

/// An instrument without a wire: it measures a specimen, and misbehaves as it is told.
package final class ScriptedInstrument: InstrumentPort {
    /// What it does with a spectrum request; the default answers with the specimen's spectrum.
    package typealias Behaviour = @Sendable (Request, [Double]) -> [InstrumentReport]

    private struct State {
        var asked: [Request] = []
        var dispositions: [String: [Disposition]] = [:]
        /// Requests that it has not reported on yet, and the most there ever were.
        var held = 0
        var mostHeld = 0
    }

    package let reports: AsyncStream<InstrumentReport>
    private let teller: AsyncStream<InstrumentReport>.Continuation
    private let specimen: any Specimen
    private let delay: Duration
    private let behaviour: Behaviour?
    private let state = Mutex(State())
    package let description: InstrumentDescription

    /// Creates an instrument that is connected from the start.
    ///
    /// - Parameters:
    ///   - id: The name by which plans ask for it.
    ///   - specimen: What it measures.
    ///   - delay: How long a measurement takes.
    ///   - maximumInFlight: How many requests it takes at once.
    ///   - behaviour: What it reports for a spectrum request, given what an honest instrument would have measured.
    package init(
        id: String = "stem-1", specimen: any Specimen, delay: Duration = .zero, maximumInFlight: Int = 1,
        behaviour: Behaviour? = nil
    ) {
        self.specimen = specimen
        self.delay = delay
        self.behaviour = behaviour
        description = InstrumentDescription(
            id: id, model: "scripted", outputs: [.init(name: "spectrum", unit: "", axis: specimen.axis)],
            maximumInFlight: maximumInFlight)
        (reports, teller) = AsyncStream.makeStream()
        teller.yield(.connected(description))
    }

    /// Every request that was sent to it, in order.
    package var asked: [Request] { state.withLock { $0.asked } }

    /// The most requests that it ever held at once.
    package var mostHeld: Int { state.withLock { $0.mostHeld } }

    /// What it was told of its results.
    package func dispositions(of request: Request.ID) -> [Disposition] {
        state.withLock { $0.dispositions[request] ?? [] }
    }

    /// Reports something of its own accord.
    package func tell(_ report: InstrumentReport) {
        teller.yield(report)
    }

    package func send(_ request: Request, to instrument: String) async -> Bool {
        guard instrument == description.id else { return false }
        state.withLock { state in
            state.asked.append(request)
            state.held += 1
            state.mostHeld = max(state.mostHeld, state.held)
        }
        teller.yield(.accepted(instrument: instrument, request: request.id))
        let (teller, specimen, delay, behaviour, id) = (teller, specimen, delay, behaviour, description.id)
        Task { [self] in
            if delay > .zero { try? await Task.sleep(for: delay) }
            state.withLock { $0.held -= 1 }
            guard let position = request.position else {
                teller.yield(
                    .overviewed(
                        instrument: id, request: request.id, attempt: request.attempt, specimen.overview, digest: "o"))
                return
            }
            let values = (try? specimen.spectrum(at: position, attempt: request.attempt)) ?? []
            if let behaviour {
                for report in behaviour(request, values) { teller.yield(report) }
            } else {
                teller.yield(Self.measured(request, values, axis: specimen.axis, by: id))
            }
        }
        return true
    }

    package func acknowledge(
        _ request: Request.ID, attempt: Int, _ disposition: Disposition, to instrument: String
    ) async {
        state.withLock { $0.dispositions[request, default: []].append(disposition) }
    }

    /// The report of a spectrum.
    package static func measured(
        _ request: Request, _ values: [Double], axis: Axis, by id: String, digest: String? = nil
    ) -> InstrumentReport {
        .measured(
            instrument: id,
            Measurement(
                request: request.id, attempt: request.attempt, values: values, axis: axis,
                digest: digest ?? "\(values)"))
    }
}
