import Experiments
import Randomness

/// A run driven by hand: an instrument that answers in any order, and a model that chooses at random.
struct RunScript {
    var run: Run
    /// What a journal would hold.
    var entries: [Entry] = []
    /// What the instrument was asked and has not answered.
    var asked: [Request] = []
    /// Every physical try that the instrument was asked for, in order.
    var tries: [String] = []
    var dispositions: [Disposition] = []
    var learned: [Int] = []
    var due: [(count: Int, step: Int)] = []
    var ending: Ending?
    var clock = 0.0
    var source: RandomSource

    init(name: String = "cafe", seed: UInt64 = 1) {
        run = Run(name: name)
        source = RandomSource(seed: seed, stream: "script")
    }

    static func plan(
        seeds: Int = 3, measurements: Int = 5, batch: Int = 1, inFlight: Int = 1, attempts: Int = 1
    ) -> Plan {
        var plan = Plan(source: .instrument("stem-1"))
        plan.seeds.count = seeds
        plan.budget.measurements = measurements
        plan.batch.count = batch
        plan.batch.inFlight = inFlight
        plan.attempts = attempts
        return plan
    }

    /// The same with two objectives and a constraint: the first three channels of a spectrum.
    static func vectorPlan(_ plan: Plan) -> Plan {
        func channel(_ index: Int) -> Scalarizer {
            var scalarizer = Scalarizer()
            scalarizer.quantity = .value(index: index)
            scalarizer.noise = .deviation(Double(index))
            return scalarizer
        }
        var plan = plan
        plan.set(
            objectives: [
                Plan.Quantity("large", channel(0), .objective(.maximize)),
                Plan.Quantity("small", channel(1), .objective(.minimize)),
            ], constraints: [Plan.Quantity("bound", channel(2), .constraint(Plan.Bounds(above: -0.5)))])
        return plan
    }

    static let overview: Overview = {
        do {
            return try Overview(channels: ["HAADF"], height: 6, width: 7, values: (0..<42).map(Float.init))
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    mutating func take(_ event: Event) throws {
        clock += 1
        let consequences = try run.take(event, elapsed: clock)
        store(consequences.events)
        perform(consequences.effects)
    }

    mutating func store(_ events: [Event]) {
        for event in events {
            entries.append(Entry(sequence: entries.count + 1, run: 1, time: 0, elapsed: clock, event: event))
        }
    }

    mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .measure(let request):
                asked.append(request)
                tries.append("\(request.id)/\(request.attempt)")
            case .acknowledge(_, _, let disposition): dispositions.append(disposition)
            case .learn(let observation): learned.append(observation.candidate)
            case .suggest(let count, let step): due.append((count, step))
            case .release(let ending): self.ending = ending
            }
        }
    }

    /// Answers one of the requests that are out.
    mutating func answer(at index: Int = 0, values: [Double] = [1], digest: String = "d") throws {
        let request = asked.remove(at: index)
        switch request.action {
        case .overview: try take(.overviewed(request: request.id, Self.overview))
        case .spectrum:
            let measurement = Measurement(
                request: request.id, attempt: request.attempt, values: values, axis: .channels(values.count),
                digest: digest)
            try take(.measured(measurement))
        }
    }

    /// Chooses free candidates at random for the oldest decision that is due.
    mutating func decide() throws {
        let (count, step) = due.removeFirst()
        let pool = run.pool?.candidates ?? []
        let free = source.shuffled(pool.indices.filter { !run.taken.contains($0) })
        let choices = free.prefix(count).map {
            Decision.Choice(candidate: $0, position: pool[$0].position, pixel: pool[$0].pixel)
        }
        let chooser: Decision.Chooser = step == 0 ? .design : .model
        try take(.decided(Decision(step: step, chooser: chooser, function: "random", choices: choices)))
    }

    /// Goes on until the run ends, doing whatever is due in a random order.
    mutating func finish(refusing share: Double = 0) throws {
        var patience = 1000
        while ending == nil, patience > 0 {
            patience -= 1
            if !due.isEmpty, asked.isEmpty || source.uniform() < 0.5 {
                try decide()
            } else if !asked.isEmpty {
                let isRefused = source.uniform() < share
                let channels = run.plan?.quantities.count ?? 1
                let values = (0..<channels).map { $0 == channels - 1 && isRefused ? Double.nan : source.normal() }
                try answer(at: source.integer(below: asked.count), values: values)
            }
        }
    }

    /// The run as a restarted daemon would find it in a journal that ends after `count` entries.
    func replayed(_ count: Int) throws -> Run {
        var run = Run(name: self.run.name)
        for entry in entries.prefix(count) { try run.apply(entry) }
        return run
    }
}
