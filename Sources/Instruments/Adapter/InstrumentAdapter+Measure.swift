import Experiments
import Messages

extension InstrumentAdapter {
    /// Measures what waits, one request after the other, until nothing does.
    ///
    /// It runs beside the conversation, whose connection may come and go meanwhile.
    func work(on first: Request) async {
        var next: Request? = first
        while let request = next {
            do {
                try await measure(request)
            } catch is CancellationError {
                return
            } catch {
                // Without a journal nothing may be measured, and nothing may be promised.
                return fail(error)
            }
            next = nextRequest()
        }
    }

    private func measure(_ request: Request) async throws {
        let attempt = Attempt(request.id, request.attempt)
        try await begin(request)
        let instrument = instrument
        let outcome = await Self.outcome(of: request, by: instrument) { [weak self] fraction in
            await self?.send(.progress(Progress(attempt, fraction: min(max(fraction, 0), 1))))
        }
        // What was interrupted by the adapter's end is unknown, not failed.
        try Task.checkCancellation()
        try await answer(outcome)
    }

    @concurrent private static func outcome(
        of request: Request, by instrument: any Instrument, progress: @escaping @Sendable (Double) async -> Void
    ) async -> Outcome {
        do {
            return Outcome(
                request, try await instrument.measure(request, progress: progress), of: instrument.description)
        } catch let fault as Fault {
            return Outcome(request, fault)
        } catch {
            return Outcome(request, Fault(.hardware, "\(error)"))
        }
    }
}
