import Experiments
import Instruments
import Logging
import Messages
import ZeroMQ

/// A daemon's end of the link at work, and everything that it reported.
///
/// Stands for the orchestrator: it acknowledges as it is told.
actor Laboratory {
    nonisolated let link: InstrumentLink
    nonisolated let context: Context
    private(set) var reports: [InstrumentReport] = []
    private var task: Task<Void, any Error>?
    private let disposition: (@Sendable (Measurement) -> Disposition?)?

    /// Starts a link, which acknowledges measurements with `disposition` and all else as stored, or nothing.
    ///
    /// A port that its predecessor is about to leave is waited for. It is patient, as the machine may be busy with
    /// other tests.
    init(
        at endpoint: String = "tcp://127.0.0.1:*", in context: Context = Context(), patience: Duration = .seconds(60),
        limits: MessageLimits = MessageLimits(),
        acknowledging disposition: (@Sendable (Measurement) -> Disposition?)? = nil
    ) async throws {
        var options = LinkOptions(daemon: Program(name: "test", version: "0"))
        options.patience = patience
        options.limits = limits
        self.context = context
        self.disposition = disposition
        var link: InstrumentLink?
        while link == nil {
            do throws(ZeroMQError) {
                link = try InstrumentLink(at: endpoint, in: context, options: options, logger: Logger.silent)
            } catch {
                guard error.code == .addressInUse else { throw error }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        guard let link else { throw CancellationError() }
        self.link = link
        task = Task {
            async let collected: Void = self.collect()
            try await link.run()
            await collected
        }
    }

    nonisolated var endpoint: String { link.endpoint }

    private func collect() async {
        for await report in link.reports {
            reports.append(report)
            switch report {
            case .measured(let instrument, let measurement):
                guard let disposition = disposition?(measurement) else { continue }
                await link.acknowledge(measurement.request, attempt: measurement.attempt, disposition, to: instrument)
            case .overviewed(let instrument, let request, let attempt, _, _) where disposition != nil:
                await link.acknowledge(request, attempt: attempt, .stored, to: instrument)
            case .failed(let instrument, let request, let attempt, _, _, _) where disposition != nil:
                await link.acknowledge(request, attempt: attempt, .stored, to: instrument)
            default: break
            }
        }
    }

    /// Asks for a measurement until the instrument has said something about it.
    ///
    /// As the orchestrator does: on a slow machine a link may break between a request and its answer, and the request
    /// is lost then.
    func ask(_ request: Request, of instrument: String = "stem-1") async throws {
        let before = reports.count
        while true {
            _ = await link.send(request, to: instrument)
            for _ in 0..<1000 {
                if reports.dropFirst(before).contains(where: { $0.answers(request.id) }) { return }
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    /// Waits until there is a report of which `pick` makes something.
    func report<Value: Sendable>(_ pick: (InstrumentReport) -> Value?) async throws -> Value {
        while true {
            if let value = reports.lazy.compactMap(pick).first { return value }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Waits until an instrument has connected so many times.
    func connections(_ count: Int = 1, of instrument: String = "stem-1") async throws {
        while reports.count(where: { if case .connected(let it) = $0 { it.id == instrument } else { false } }) < count {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Ends the link as a daemon that stops, and waits for its end.
    func stop() async throws {
        task?.cancel()
        try await task?.value
    }
}

extension InstrumentReport {
    /// Whether it is an instrument's word about a request.
    fileprivate func answers(_ request: Request.ID) -> Bool {
        switch self {
        case .accepted(_, request), .failed(_, request, _, _, _, _), .overviewed(_, request, _, _, _): true
        case .measured(_, let measurement): measurement.request == request
        default: false
        }
    }
}
