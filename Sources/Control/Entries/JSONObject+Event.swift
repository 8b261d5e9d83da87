import Experiments
import Messages

extension JSONObject {
    /// What `Protocols/control.md` says of an event of each kind.
    init(describing event: Event) {
        switch event {
        case .started(let plan, let text, let weights):
            self = ["name": .text(plan.name), "source": .source(plan.source)]
            self["seeds"] = .integer(plan.seeds.count)
            self["measurements"] = .integer(plan.budget.measurements)
            if plan.quantities.count > 1 { self["quantities"] = .array(plan.quantities.map { .text($0.name) }) }
            self["text"] = .text(text)
            self["weights_bytes"] = weights.map { .integer($0.count) }
        case .requested(let request): self.init(describing: request)
        case .accepted(let request): self = ["request": .text(request)]
        case .overviewed(let request, let overview): self.init(describing: overview, of: request)
        case .measured(let measurement): self.init(describing: measurement)
        case .failed(let request, let attempt, let code, let text, let isRetryable):
            self = [
                "request": .text(request), "attempt": .integer(attempt), "code": .text(code), "text": .text(text),
                "is_retryable": .boolean(isRetryable),
            ]
        case .decided(let decision): self.init(describing: decision)
        case .trained(let model, let seconds):
            self = ["model": .object(JSONObject(describing: model)), "seconds": .real(seconds)]
        case .paused, .resumed: self.init()
        case .ended(let ending): self = ["reason": .string(ending.reason.rawValue), "text": .text(ending.text)]
        }
    }

    private init(describing request: Request) {
        self = [
            "request": .text(request.id), "action": .string(request.action.rawValue),
            "attempt": .integer(request.attempt),
        ]
        self["candidate"] = request.candidate.map { .integer($0) }
        self["position"] = request.position.map { .position($0) }
        self["pixel"] = request.pixel.map { .pixel($0) }
        self["ordinal"] = request.ordinal.map { .integer($0) }
    }

    private init(describing overview: Overview, of request: Request.ID) {
        self = [
            "request": .text(request), "channels": .array(overview.channels.map { .text($0) }),
            "height": .integer(overview.height), "width": .integer(overview.width),
            "horizontal": .axis(overview.horizontal), "vertical": .axis(overview.vertical),
        ]
        self["positions"] = overview.positions.map { .integer($0.count) }
    }

    private init(describing measurement: Measurement) {
        self = [
            "request": .text(measurement.request), "attempt": .integer(measurement.attempt),
            "channels": .integer(measurement.values.count),
            "axis": ["name": .text(measurement.axis.name), "unit": .text(measurement.axis.unit)],
        ]
        if measurement.values.count == 1 { self["value"] = .real(measurement.values[0]) }
        self["non_finite"] = .integer(measurement.values.count { !$0.isFinite })
        self["actual_position"] = measurement.actualPosition.map { .position($0) }
        self["digest"] = .text(measurement.digest)
    }
}

extension JSONValue {
    fileprivate static func source(_ source: Plan.Source) -> JSONValue {
        switch source {
        case .instrument(let id): ["instrument": .text(id)]
        case .data(let data): ["data": .text(data.path)]
        case .sample(let sample): ["sample": .text(sample.name)]
        }
    }

    fileprivate static func axis(_ axis: ImageAxis) -> JSONValue {
        ["unit": .text(axis.unit), "origin": .real(axis.origin), "step": .real(axis.step)]
    }
}
