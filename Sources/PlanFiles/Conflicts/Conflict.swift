internal import Experiments

/// Keys that are each right by themselves, but not together.
struct Conflict {
    /// The keys, the one that is blamed first.
    let paths: [String]
    let text: String

    /// Reports every conflict of a plan whose keys were read without fault.
    static func report(in plan: Plan, _ findings: inout Findings) {
        let written = Set(findings.places.keys)
        report(
            found(in: plan) + found(among: plan, written: written) + found(inEncodersOf: plan, written: written),
            &findings)
    }

    /// Reports the conflicts whose keys were read without fault.
    static func report(_ conflicts: [Conflict], _ findings: inout Findings) {
        let faulty = findings.problems.map(\.path)
        for conflict in conflicts {
            let isMoot = conflict.paths.contains { path in
                faulty.contains { $0.isEmpty || $0 == path || $0.hasPrefix(path + ".") || path.hasPrefix($0 + ".") }
            }
            guard !isMoot, let path = conflict.paths.first else { continue }
            let place =
                conflict.paths.compactMap { findings.places[$0] }.first ?? findings.place(around: path) ?? .line(1)
            findings.problems.append(PlanErrors.Problem(place, path, conflict.text))
        }
    }

    private static func found(in plan: Plan) -> [Conflict] {
        var result: [Conflict] = []
        let goals = plan.objectives.compactMap(\.goal)
        // Goals that do not go with each other go with no function: they are blamed by themselves.
        let areSound = goals.count == 1 || goals.allSatisfy { $0 == .maximize || $0 == .minimize }
        if let function = AcquisitionChoice.Function(rawValue: plan.acquisition.function), areSound,
            !function.suits(goals)
        {
            let suitable = AcquisitionChoice.Function.allCases.filter { $0.suits(goals) }.map { "`\($0.rawValue)`" }
            let sought = goals.count > 1 ? "\(goals.count) objectives" : inWords(plan.goal)
            result.append(
                Conflict(
                    paths: ["acquisition", goals.count > 1 ? "objectives" : "objective"],
                    text: "`\(function.rawValue)` does not go with \(sought). "
                        + "Choose one of \(suitable.joined(separator: ", "))."))
        }
        if !plan.features.croppedWindows.isEmpty, plan.candidates.margin > 0 {
            result.append(
                Conflict(
                    paths: ["candidates.margin", "features"],
                    text: "`border: crop` leaves out the points whose window does not fit, and the margin others. "
                        + "Keep one: a margin with `border: reflect`, or no margin."))
        }
        if plan.candidates.largePool == .coarseToFine,
            plan.acquisition.function == AcquisitionChoice.Function.gradient.rawValue
        {
            result.append(
                Conflict(
                    paths: ["candidates.large-pool", "acquisition"],
                    text: "`gradient` needs the neighbours of every candidate, which a coarse grid leaves out. "
                        + "Write `every` or `automatic`, or choose another function."))
        }
        result += found(in: plan.surrogate, features: plan.features)
        result += found(
            in: plan.acquisition, strategy: plan.batch.strategy, forSeveralObjectives: plan.hasSeveralObjectives)
        if plan.budget.target != nil, !plan.hasSeveralObjectives, plan.goal != .maximize, plan.goal != .minimize {
            result.append(
                Conflict(
                    paths: ["budget.target", "objective"],
                    text: "\(inWords(plan.goal)) has no best value that could be a target. Leave it out."))
        }
        if case .data(let data) = plan.source { result += found(in: data, at: "data") }
        return result
    }

    /// What does not go together in the description of recorded data.
    static func found(in data: Plan.DataChoice, at path: String) -> [Conflict] {
        if case .spectra = data.image { return [] }
        var idle: [String] = []
        if data.imageMedian > 1 { idle.append("image-median") }
        if data.imagePercentiles != nil { idle.append("image-percentiles") }
        return idle.map { key in
            Conflict(
                paths: ["\(path).\(key)", "\(path).image"],
                text: "is for an image computed from the spectra; write `image: {spectra: ...}`, or leave it out.")
        }
    }

    private static func inWords(_ goal: Goal) -> String {
        switch goal {
        case .maximize: "`objective: maximize`"
        case .minimize: "`objective: minimize`"
        case .level: "an objective with a `level`"
        case .band: "an objective with a `band`"
        }
    }
}
