import Control
import Experiments

/// The values of the examples in `Protocols/control.md`.
enum Examples {
    static let run = RunStatus(
        run: 12, name: "12-9f3ac1d27b604e11", title: "edge plasmons", instrument: "stem-1", phase: "exploring",
        candidates: 2500, seeds: 20, seedsMeasured: 20, budget: 150, spent: 76, measured: 75, refused: 1, best: 0.913,
        bestAt: Pixel(row: 31, column: 44), elapsed: 74.25, waitedShare: 0.004, function: "log-ei", leaveOneOut: -0.42,
        secondsPerDecision: 0.21,
        last: LastObservation(
            pixel: Pixel(row: 12, column: 40), objective: 0.68, step: 76, score: -1.93, mean: 0.71,
            standardDeviation: 0.12),
        hasEnded: false, decisions: 76, trouble: nil)

    static let vectorRun: RunStatus = {
        var status = run
        (status.best, status.bestAt, status.infeasible) = (nil, nil, 3)
        status.front = FrontStatus(
            quantities: [
                .init(name: "area", unit: "", goal: "maximize"),
                .init(name: "coercive voltage", unit: "V", goal: "minimize"),
                .init(name: "shift", unit: "V", above: -1.5, below: 1.5),
            ],
            members: [
                .init(candidate: 1600, pixel: Pixel(row: 40, column: 32), values: [4.5, 2.25, 0.5], step: 12)
            ])
        status.last?.values = [0.68, 2, 0.25]
        return status
    }()

    static let freshRun = RunStatus(
        run: 13, name: "13-0123456789abcdef", title: "", instrument: "afm", phase: "waiting for afm", candidates: 0,
        seeds: 20, seedsMeasured: 0, budget: 10, spent: 0, measured: 0, refused: 0, best: nil, bestAt: nil, elapsed: 0,
        waitedShare: 0, function: "ucb", leaveOneOut: nil, secondsPerDecision: nil, hasEnded: false,
        decisions: 4, fallbacks: 3, fallback: "chosen at random: the covariance cannot be factored",
        trouble: "the journal's disk is full")

    static let instrument = LiveInstrument(
        id: "stem-1", model: "simulated", state: "connected", inFlight: 1, waiting: 0, maximumInFlight: 1)

    static let status = DaemonStatus(
        version: "0.1.0", processID: 4711, uptime: 3600.5, dataDirectory: "/home/ada/.local/share/saccade",
        instrumentEndpoint: "tcp://127.0.0.1:5671", blas: "OpenBLAS 0.3.21, 1 thread", residentBytes: 104_857_600,
        lastSequence: 427)

    static func event(_ kind: String) throws -> Event {
        switch kind {
        case "started":
            var plan = Plan(source: .instrument("stem-1"))
            plan.name = "edge plasmons"
            return .started(plan: plan, text: "name: edge plasmons\ninstrument: stem-1\n")
        case "requested":
            return .requested(
                Request(
                    id: "12-9f3ac1d27b604e11-0021", action: .spectrum, candidate: 1600,
                    position: Position(x: 16, y: 20),
                    pixel: Pixel(row: 40, column: 32), ordinal: 20))
        case "accepted": return .accepted(request: "12-9f3ac1d27b604e11-0021")
        case "overviewed":
            let overview = try Overview(
                channels: ["HAADF"], height: 2, width: 2, values: [1, 2, 3, 4],
                horizontal: ImageAxis(unit: "nm", origin: 0, step: 0.5),
                vertical: ImageAxis(unit: "nm", origin: 0, step: 0.5), positions: [Position(x: 0, y: 0.5)])
            return .overviewed(request: "12-9f3ac1d27b604e11-0000", overview)
        case "measured":
            return .measured(
                Measurement(
                    request: "12-9f3ac1d27b604e11-0021", attempt: 1, values: [0.5, .nan, 1],
                    axis: Axis(name: "energy", unit: "eV", values: [0.1, 0.2, 0.3]),
                    actualPosition: Position(x: 16.01, y: 19.98), digest: "spectrum <f8 3 0a1b2c3d"))
        case "failed":
            return .failed(
                request: "12-9f3ac1d27b604e11-0022", attempt: 1, code: "E_HW", text: "the stage did not arrive",
                isRetryable: true)
        case "decided": return .decided(decision)
        case "trained": return .trained(model, seconds: 0.31)
        case "paused": return .paused
        case "resumed": return .resumed
        default: return .ended(Ending(.measurementsSpent))
        }
    }

    static var decision: Decision {
        var decision = Decision(
            step: 1, chooser: .model, function: "log-ei",
            choices: [
                Decision.Choice(
                    candidate: 1600, position: Position(x: 16, y: 20), pixel: Pixel(row: 40, column: 32), score: -1.93,
                    mean: 0.71, standardDeviation: 0.12, nearestMeasured: 4.2)
            ])
        decision.runnersUp = [
            Decision.Choice(
                candidate: 1601, position: Position(x: 16.5, y: 20), pixel: Pixel(row: 40, column: 33),
                score: -.infinity, mean: 0.7, standardDeviation: 0, nearestMeasured: 4)
        ]
        decision.alternatives = [Decision.Alternative(function: "ucb", candidate: 7, pixel: Pixel(row: 0, column: 7))]
        decision.incumbent = 0.68
        decision.counts.eligible = 2479
        decision.counts.measured = 20
        decision.counts.pending = 1
        decision.model = model
        decision.timing.fit = 0.125
        decision.timing.predict = 0.0625
        decision.timing.acquire = 0.03125
        decision.largestUncertainty = 0.4
        decision.maps = Decision.Maps(mean: [1], standardDeviation: [2], score: [3])
        return decision
    }

    static var model: ModelSummary {
        var model = ModelSummary(name: "committee", trained: 20)
        model.appended = 1
        model.iterations = 200
        model.leaveOneOut = -0.42
        model.residuals = [0.5, -1.25]
        model.standings = [
            ModelStanding(name: "deep-kernel", weight: 1, logDensity: -0.5, representativeLogDensity: -0.75),
            ModelStanding(name: "coordinates", weight: 0, failure: "the covariance cannot be factored"),
        ]
        model.varianceFactor = 1.25
        model.restart = "the predictive density fell"
        model.findings = ["the extractor has collapsed"]
        model.lengthScales = [0.61, 0.88]
        model.outputScale = 1.1
        model.noise = 0.06
        model.embeddingRank = 1.9
        return model
    }
}
