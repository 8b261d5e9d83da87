import Experiments
private import Foundation

/// Turns rows into events again.
struct EventDecoder {
    private let json = JSONDecoder()
    /// The axis of the spectrum before, nearly always that of the next as well: one copy serves them all.
    private var axis = Axis(name: "", unit: "", values: [])

    init() {
        json.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: NonFinite.positive, negativeInfinity: NonFinite.negative, nan: NonFinite.nan)
    }

    /// Returns the event of a row; a decision has its maps if the row has its data.
    ///
    /// - Throws: ``DamagedRow`` if there is no such event.
    mutating func event(of row: EventRow) throws(DamagedRow) -> Event {
        switch row.kind {
        case "started":
            let body = try body(EventBody.Started.self, row)
            let weights = try body.arrays.map { arrays throws(DamagedRow) in
                try ArrayUnpacker(arrays, row.data ?? Data()).bytes("weights")
            }
            return .started(plan: body.plan, text: body.text, weights: weights)
        case "requested": return .requested(try body(Request.self, row))
        case "accepted": return .accepted(request: try request(row))
        case "overviewed": return .overviewed(request: try request(row), try overview(row))
        case "measured": return .measured(try measurement(row))
        case "failed":
            let body = try body(EventBody.Failed.self, row)
            return .failed(
                request: try request(row), attempt: try attempt(row), code: body.code, text: body.text,
                isRetryable: body.isRetryable)
        case "decided": return .decided(try decision(row))
        case "trained":
            let body = try body(EventBody.Trained.self, row)
            return .trained(body.model, seconds: body.seconds)
        case "paused": return .paused
        case "resumed": return .resumed
        case "ended": return .ended(try body(Ending.self, row))
        default: throw DamagedRow(reason: "there is no kind of event `\(row.kind)`")
        }
    }

    private func overview(_ row: EventRow) throws(DamagedRow) -> Overview {
        let body = try body(EventBody.Overviewed.self, row)
        let arrays = try ArrayUnpacker(body.arrays, row.data ?? Data())
        var positions: [Position]?
        if body.arrays.contains(where: { $0.name == "positions" }) {
            let numbers = try arrays.doubles("positions")
            positions = stride(from: 0, to: numbers.count - 1, by: 2).map {
                Position(x: numbers[$0], y: numbers[$0 + 1])
            }
        }
        let values = try arrays.floats("values")
        do {
            return try Overview(
                channels: body.channels, height: body.height, width: body.width, values: values,
                horizontal: body.horizontal, vertical: body.vertical, positions: positions)
        } catch {
            throw DamagedRow(reason: error.description)
        }
    }

    private mutating func measurement(_ row: EventRow) throws(DamagedRow) -> Experiments.Measurement {
        let body = try body(EventBody.Measured.self, row)
        let arrays = try ArrayUnpacker(body.arrays, row.data ?? Data())
        let found = Axis(name: body.axisName, unit: body.axisUnit, values: try arrays.doubles("axis"))
        if found != axis { axis = found }
        return Measurement(
            request: try request(row), attempt: try attempt(row), values: try arrays.doubles("values"), axis: axis,
            actualPosition: body.actualPosition, digest: body.digest)
    }

    private func decision(_ row: EventRow) throws(DamagedRow) -> Decision {
        let body = try body(EventBody.Decided.self, row)
        var decision = body.decision
        if let descriptions = body.arrays, let data = row.data {
            let arrays = try ArrayUnpacker(descriptions, data)
            decision.maps = Decision.Maps(
                mean: try arrays.floats("mean"), standardDeviation: try arrays.floats("standardDeviation"),
                score: try arrays.floats("score"),
                feasibility: descriptions.contains { $0.name == "feasibility" }
                    ? try arrays.floats("feasibility") : nil)
        }
        return decision
    }

    private func request(_ row: EventRow) throws(DamagedRow) -> Request.ID {
        guard let request = row.request else { throw DamagedRow(reason: "it names no request") }
        return request
    }

    private func attempt(_ row: EventRow) throws(DamagedRow) -> Int {
        guard let attempt = row.attempt else { throw DamagedRow(reason: "it names no attempt") }
        return attempt
    }

    private func body<Body: Decodable>(_ type: Body.Type, _ row: EventRow) throws(DamagedRow) -> Body {
        do {
            return try json.decode(type, from: Data(row.body.utf8))
        } catch {
            throw DamagedRow(reason: "its body is not that of the kind `\(row.kind)`: \(error)")
        }
    }
}
