import Experiments
import Logging

extension RunDriver {
    /// Takes account of what the instrument reported, or answers why not.
    func handle(_ report: InstrumentReport, at moment: ContinuousClock.Instant) async {
        switch report {
        case .accepted(_, let request):
            if run.made(request), !run.hasEnded, !run.isAccepted(request) {
                await record(.accepted(request: request), at: moment)
            }
        case .progress(_, let request, let fraction):
            surroundings.publish(.progress(run: number, request: request, fraction: fraction))
        case .overviewed(_, let request, let attempt, let overview, _):
            await take(overview, request: request, attempt: attempt, at: moment)
        case .measured(_, let measurement):
            await take(measurement, at: moment)
        case .failed(_, let request, let attempt, let code, let text, let isRetryable):
            let isOpen = run.outstanding.contains { $0.id == request && $0.attempt == attempt }
            guard isOpen else { return await surroundings.acknowledge(request, attempt, .duplicate) }
            await record(
                .failed(request: request, attempt: attempt, code: code, text: text, isRetryable: isRetryable),
                at: moment)
        case .connected, .suspect, .disconnected:
            break
        }
    }

    private func take(
        _ overview: Overview, request: Request.ID, attempt: Int, at moment: ContinuousClock.Instant
    ) async {
        guard run.outstanding.contains(where: { $0.id == request && $0.attempt == attempt }), let plan = run.plan else {
            let disposition = run.made(request) ? Disposition.duplicate : .unknown
            return await surroundings.acknowledge(request, attempt, disposition)
        }
        if let axis = await surroundings.axis() {
            do {
                try plan.check(on: axis)
            } catch {
                // Found out before the first measurement, so that no dose is spent in vain.
                await record(.ended(Ending(.failed, text: "scalarizer: \(error)")))
                await surroundings.acknowledge(request, attempt, .late)
                return
            }
        }
        do {
            let selected = try overview.selecting(plan.overview.channels)
            do {
                try plan.check(try run.pretrainedWeights(), channels: selected.channels.count)
            } catch {
                await record(.ended(Ending(.failed, text: "\(error)")))
                await surroundings.acknowledge(request, attempt, .late)
                return
            }
            let reason = await record(.overviewed(request: request, selected), at: moment)
            await reject(request, attempt: attempt, because: reason)
        } catch {
            await surroundings.acknowledge(request, attempt, .rejected(code: "E_SHAPE", text: error.description))
            await record(
                .failed(
                    request: request, attempt: attempt, code: "E_SHAPE", text: error.description, isRetryable: false))
        }
    }

    private func take(_ measurement: Measurement, at moment: ContinuousClock.Instant) async {
        let disposition = run.disposition(of: measurement)
        switch disposition {
        case .stored, .late:
            let reason = await record(.measured(measurement), at: moment)
            await reject(measurement.request, attempt: measurement.attempt, because: reason)
        default: await surroundings.acknowledge(measurement.request, measurement.attempt, disposition)
        }
    }

    /// Answers a result that contradicts what was asked, so that the instrument neither waits nor sends it again.
    private func reject(_ request: Request.ID, attempt: Int, because reason: String?) async {
        // A journal that cannot be written is no fault of the instrument's: it is asked again later.
        guard let reason, trouble == nil else { return }
        surroundings.logger.warning("refused", metadata: ["request": "\(request)", "reason": "\(reason)"])
        await surroundings.acknowledge(request, attempt, .rejected(code: "E_SCHEMA", text: reason))
        guard run.outstanding.contains(where: { $0.id == request && $0.attempt == attempt }) else { return }
        await record(.failed(request: request, attempt: attempt, code: "E_SCHEMA", text: reason, isRetryable: false))
    }
}
