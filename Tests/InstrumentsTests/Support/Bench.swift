import Experiments
import Instruments
import Logging
import Messages
import Synchronization
import ZeroMQ

/// An instrument that counts what it measures, and measures when it is told.
final class Bench: Instrument {
    private struct State {
        var measured: [Attempt] = []
        var isOpen = true
        var fault: Fault?
    }

    let description: InstrumentDescription
    private let state = Mutex(State())

    init(id: String = "stem-1", maximumInFlight: Int = 1, isRepeatable: Bool = false, isOpen: Bool = true) {
        var description = RawAdapter.description
        description.id = id
        description.maximumInFlight = maximumInFlight
        description.isRepeatable = isRepeatable
        self.description = description
        state.withLock { $0.isOpen = isOpen }
    }

    /// Every attempt that was begun, in order.
    var measured: [Attempt] { state.withLock { $0.measured } }

    /// Lets measurements that were begun end.
    func open() { state.withLock { $0.isOpen = true } }

    /// Makes the measurements fail from now on.
    func fail(_ fault: Fault) { state.withLock { $0.fault = fault } }

    func objection(to request: Request) -> Fault? {
        guard let position = request.position, position.x < 0 else { return nil }
        return Fault(.bounds, "x is below 0")
    }

    func measure(
        _ request: Request, progress: @escaping @Sendable (Double) async -> Void
    ) async throws -> InstrumentAnswer {
        state.withLock { $0.measured.append(Attempt(request.id, request.attempt)) }
        await progress(0.5)
        while !state.withLock({ $0.isOpen }) { try await Task.sleep(for: .milliseconds(1)) }
        if let fault = state.withLock({ $0.fault }) { throw fault }
        guard let position = request.position else {
            return .overview(
                try Overview(
                    channels: ["HAADF", "BF"], height: 2, width: 3, values: (0..<12).map(Float.init),
                    horizontal: ImageAxis(unit: "nm", origin: 1, step: 0.5),
                    vertical: ImageAxis(unit: "nm", origin: 2, step: -0.5), positions: [Position(x: 1.5, y: 1.5)]))
        }
        return .spectrum([position.x, position.y, 0.1], actualPosition: Position(x: position.x + 0.01, y: position.y))
    }
}

/// An adapter at work.
struct RunningAdapter: ~Copyable {
    private let task: Task<Void, any Error>

    init(
        _ instrument: any Instrument, to endpoint: String, in context: Context,
        journal: any AdapterJournal = ForgetfulJournal(), patience: Duration = .seconds(2),
        resendInterval: Duration = .milliseconds(200)
    ) {
        var options = AdapterOptions(adapter: Program(name: "test", version: "0"))
        options.heartbeat = .milliseconds(50)
        options.patience = patience
        options.resendInterval = resendInterval
        let adapter = InstrumentAdapter(
            instrument, connectingTo: endpoint, in: context, journal: journal, options: options, logger: Logger.silent)
        task = Task { try await adapter.run() }
    }

    /// Ends it as a process that is asked to, and waits for its end.
    func stop() async throws {
        task.cancel()
        try await task.value
    }

    /// Waits for its end, which it finds by itself; a test that is out of time ends it.
    func end() async throws {
        let task = task
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    deinit {
        task.cancel()
    }
}
