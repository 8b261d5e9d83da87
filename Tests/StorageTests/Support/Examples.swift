import Experiments
import Storage

/// One event of each kind, and their awkward relatives.
enum Examples {
    static func all() throws -> [Event] {
        [
            .started(plan: plan, text: "name: Kanten 🔬\nsource:\n  \"tab\there\"\u{0}end\n"),
            .requested(overviewRequest),
            .requested(request(7)),
            .requested(request(7).nextAttempt()),
            .accepted(request: "12-00000000deadbeef-0000"),
            .overviewed(request: "o-1", try overview),
            .overviewed(request: "o-2", try scattered),
            .measured(
                measurement("m-1", [1.0, .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, 1e300, 0.1 + 0.2])),
            .measured(measurement("m-2", [])),
            .measured(measurement("µ-3/§ ‘x’", [Double(bitPattern: 0x7ff8_0000_0000_0123), -.nan])),
            .measured(
                Measurement(
                    request: "m-4", attempt: 2, values: [1], axis: Axis(name: "", unit: "", values: [.nan]),
                    actualPosition: Position(x: -1.5e-9, y: .infinity), digest: "")),
            .failed(request: "m-5", attempt: 3, code: "E_HW", text: "стол застрял\n", isRetryable: true),
            .failed(request: "", attempt: 0, code: "", text: "", isRetryable: false),
            .decided(design),
            .decided(decision(maps: nil)),
            .decided(decision(maps: maps)),
            .decided(vectorDecision),
            .started(plan: vectorPlan, text: ""),
            .started(plan: plan, text: "weights", weights: [0, 255, 1, 2, 127, 128]),
            .started(plan: plan, text: "", weights: []),
            .decided(decision(maps: Decision.Maps(mean: [], standardDeviation: [], score: []))),
            .trained(model, seconds: 0.25),
            .trained(ModelSummary(name: "", trained: 0), seconds: .nan),
            .paused,
            .resumed,
            .ended(Ending(.stopped)),
            .ended(Ending(.failed, text: "Σ of \"everything\"\\")),
        ]
    }

    static var plan: Plan {
        var plan = Plan(source: .data(Plan.DataChoice()))
        plan.name = "ﬁgure № 1 — é"
        plan.goal = .band(-0.5...1e-30)
        plan.randomSeed = .max
        plan.budget.target = -.infinity
        plan.candidates.positions = .points([Position(x: 0.1, y: -0.2)])
        plan.candidates.forbidden = [Plan.PixelRectangle(rows: 0...3, columns: 2...2)]
        plan.scalarizer.quantity = .bandRatio(.init(from: 0.3, to: 0.4, unit: "eV"), over: .init(from: 1, to: 2))
        plan.scalarizer.transformation = .asinh(scale: 2.5)
        return plan
    }

    static var vectorPlan: Plan {
        var plan = plan
        var scalarizer = Scalarizer()
        scalarizer.quantity = .coerciveVoltage
        scalarizer.noise = .counts(gain: 0.5)
        plan.set(
            objectives: [
                .init("größe", plan.scalarizer, .objective(.maximize)), .init("b", scalarizer, .objective(.minimize)),
            ],
            constraints: [.init("c", scalarizer, .constraint(.init(above: -0.1, below: nil)))])
        return plan
    }

    static let overviewRequest = Request(id: "12-00000000deadbeef-0000", action: .overview)

    static func request(_ number: Int) -> Request {
        Request(
            id: "r-\(number)", action: .spectrum, candidate: number, position: Position(x: 0.1, y: -1e-12),
            pixel: Pixel(row: 1, column: number), ordinal: number)
    }

    /// An image of 2 channels of 2 x 3 pixels whose axes run in physical units, one of them backwards.
    static var overview: Overview {
        get throws(UnusableOverview) {
            try Overview(
                channels: ["HAADF", "暗場"], height: 2, width: 3,
                values: [0, -0.0, .leastNonzeroMagnitude, 3.402_823_5e38, 0.1, 5, 6, 7, 8, 9, 10, 11],
                horizontal: ImageAxis(unit: "nm", origin: 0.5, step: 0.1),
                vertical: ImageAxis(unit: "nm", origin: 0, step: -0.1))
        }
    }

    static var scattered: Overview {
        get throws(UnusableOverview) {
            try Overview(
                channels: ["x"], height: 1, width: 1, values: [1],
                positions: [Position(x: 0, y: 0), Position(x: 0.25, y: -0.25)])
        }
    }

    static func measurement(_ request: String, _ values: [Double], digest: String = "crc32:00") -> Measurement {
        Measurement(
            request: request, attempt: 1, values: values, axis: .channels(values.count), digest: digest)
    }

    static let design = Decision(
        step: 0, chooser: .design, function: "maximin",
        choices: [.init(candidate: 0, position: Position(x: 0, y: 0), pixel: Pixel(row: 0, column: 0))])

    static let maps = Decision.Maps(
        mean: [1, .nan, 3], standardDeviation: [0, .infinity, .leastNonzeroMagnitude], score: [-.infinity, -0.0, .nan])

    static func decision(maps: Decision.Maps?) -> Decision {
        let choice = Decision.Choice(
            candidate: 1, position: Position(x: 1, y: 2), pixel: Pixel(row: 2, column: 1), score: -.infinity,
            mean: .nan, standardDeviation: 0, nearestMeasured: .infinity)
        var decision = Decision(step: 3, chooser: .model, function: "log-ei", choices: [choice])
        decision.runnersUp = [choice, choice]
        decision.alternatives = [.init(function: "ucb", candidate: 4, pixel: Pixel(row: 0, column: 4))]
        decision.incumbent = 0.1
        decision.model = model
        decision.timing.fit = 0.125
        decision.counts.nonFinite = 2
        decision.note = "NaN"
        decision.maps = maps
        return decision
    }

    static var vectorDecision: Decision {
        var maps = maps
        maps.feasibility = [0, .nan, 1]
        var decision = decision(maps: maps)
        decision.choices[0].predictions = [
            .init(mean: 0.1 + 0.2, standardDeviation: 0), .init(mean: -.infinity, standardDeviation: .nan),
        ]
        decision.choices[0].feasibility = 0.25
        return decision
    }

    static var model: ModelSummary {
        var model = ModelSummary(name: "deep kernel 256-64-64-2, matern-5/2", trained: 20)
        model.leaveOneOut = -.infinity
        model.lengthScales = [0.61, .infinity]
        model.meanParameters = [
            MeanParameter(name: "a", value: 2, standardDeviation: 0.1), MeanParameter(name: "b", value: 1),
        ]
        model.jitter = 1e-10
        return model
    }
}

/// An event as text in which all numbers differ that differ, NaN included; independent of how it is stored.
func text(_ event: Event) -> String {
    String(reflecting: event)
}

func draft(_ event: Event, elapsed: Double = 0) -> JournalDraft {
    JournalDraft(event, time: 1_700_000_000_000_000, elapsed: elapsed)
}
