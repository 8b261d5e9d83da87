import Experiments
import Messages

extension Outcome {
    /// The result of a successful attempt.
    ///
    /// - Parameters:
    ///   - request: What was asked for.
    ///   - answer: What was measured.
    ///   - instrument: Whose first output a spectrum is.
    init(_ request: Request, _ answer: InstrumentAnswer, of instrument: InstrumentDescription) {
        self.init(Attempt(request.id, request.attempt), request.action, status: .ok)
        switch answer {
        case .overview(let overview):
            let shape = [overview.channels.count, overview.height, overview.width]
            arrays = [NamedArray("overview", BinaryArray(floats: overview.values, shape: shape))]
            if let positions = overview.positions {
                let values = positions.flatMap { [$0.x, $0.y] }
                arrays.append(NamedArray("positions", BinaryArray(doubles: values, shape: [positions.count, 2])))
            }
            details["overview"] = [
                "channels": .array(overview.channels.map { .string($0) }), "horizontal": overview.horizontal.json,
                "vertical": overview.vertical.json,
            ]
        case .spectrum(let values, let axis, let position):
            arrays = [NamedArray(instrument.outputs.first?.name ?? "spectrum", BinaryArray(doubles: values))]
            if let axis {
                arrays.append(NamedArray("axis", BinaryArray(doubles: axis.values)))
                details["axis"] = ["name": .string(axis.name), "unit": .string(axis.unit)]
            }
            details["actual_position"] = position?.json
        }
    }

    /// The result of an attempt that failed.
    init(_ request: Request, _ fault: Fault) {
        self.init(Attempt(request.id, request.attempt), request.action, status: .failed, fault: fault)
    }

    /// The result of an attempt that was begun before the adapter was interrupted.
    init(interrupted attempt: Attempt, _ action: Request.Action) {
        self.init(
            attempt, action, status: .unknown,
            fault: Fault(.interrupted, "the adapter was interrupted; whether it measured is not known"))
    }
}
