import Experiments
private import Foundation

/// Turns events into rows.
struct EventEncoder {
    private let json = JSONEncoder()

    init() {
        json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        json.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: NonFinite.positive, negativeInfinity: NonFinite.negative, nan: NonFinite.nan)
    }

    func row(of event: Event) throws -> EventRow {
        switch event {
        case .started(let plan, let text, let weights):
            var packer = ArrayPacker()
            if let weights { packer.add("weights", weights) }
            let body = EventBody.Started(plan: plan, text: text, arrays: weights == nil ? nil : packer.descriptions)
            return try row(event, body, data: weights == nil ? nil : packer.data)
        case .requested(let request):
            return try row(event, request, request: request.id, attempt: request.attempt)
        case .accepted(let request):
            return try row(event, EventBody.Empty(), request: request)
        case .overviewed(let request, let overview):
            return try row(of: overview, event, request)
        case .measured(let measurement):
            return try row(of: measurement, event)
        case .failed(let request, let attempt, let code, let text, let isRetryable):
            let body = EventBody.Failed(code: code, text: text, isRetryable: isRetryable)
            return try row(event, body, request: request, attempt: attempt)
        case .decided(let decision):
            return try row(of: decision, event)
        case .trained(let model, let seconds):
            return try row(event, EventBody.Trained(model: model, seconds: seconds))
        case .paused, .resumed:
            return try row(event, EventBody.Empty())
        case .ended(let ending):
            return try row(event, ending)
        }
    }

    private func row(of overview: Overview, _ event: Event, _ request: Request.ID) throws -> EventRow {
        var packer = ArrayPacker()
        let shape = [overview.channels.count, overview.height, overview.width]
        packer.add("values", overview.values, shape: shape)
        if let positions = overview.positions {
            packer.add("positions", positions.flatMap { [$0.x, $0.y] }, shape: [positions.count, 2])
        }
        let body = EventBody.Overviewed(
            channels: overview.channels, height: overview.height, width: overview.width,
            horizontal: overview.horizontal, vertical: overview.vertical, arrays: packer.descriptions)
        return try row(event, body, request: request, data: packer.data)
    }

    private func row(of measurement: Experiments.Measurement, _ event: Event) throws -> EventRow {
        var packer = ArrayPacker()
        packer.add("values", measurement.values)
        packer.add("axis", measurement.axis.values)
        let body = EventBody.Measured(
            axisName: measurement.axis.name, axisUnit: measurement.axis.unit,
            actualPosition: measurement.actualPosition, digest: measurement.digest, arrays: packer.descriptions)
        return try row(
            event, body, request: measurement.request, attempt: measurement.attempt, data: packer.data)
    }

    private func row(of decision: Decision, _ event: Event) throws -> EventRow {
        guard let maps = decision.maps else {
            return try row(event, EventBody.Decided(decision: decision, arrays: nil))
        }
        var packer = ArrayPacker()
        packer.add("mean", maps.mean)
        packer.add("standardDeviation", maps.standardDeviation)
        packer.add("score", maps.score)
        if let feasibility = maps.feasibility { packer.add("feasibility", feasibility) }
        let body = EventBody.Decided(decision: decision, arrays: packer.descriptions)
        return try row(event, body, data: packer.data)
    }

    private func row(
        _ event: Event, _ body: some Encodable, request: Request.ID? = nil, attempt: Int? = nil, data: Data? = nil
    ) throws -> EventRow {
        let text = try String(decoding: json.encode(body), as: UTF8.self)
        return EventRow(kind: event.kind, request: request, attempt: attempt, body: text, data: data)
    }
}

/// How JSON spells numbers that it has no form for.
enum NonFinite {
    static let positive = "Infinity"
    static let negative = "-Infinity"
    static let nan = "NaN"
}
