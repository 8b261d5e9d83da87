import Experiments
import Figures
import Orchestration

/// The picture of a front: all measurements by the objectives, and those that no other one surpasses.
struct FrontPicture {
    let figure: FrontFigure

    /// Draws the front of a run.
    ///
    /// - Parameters:
    ///   - run: What was measured.
    ///   - heading: What it is called.
    ///   - truth: What an ideal experiment would know, of a simulated run.
    /// - Throws: ``Failure`` if the run does not seek several objectives, or nothing was measured yet.
    init(_ run: Run, heading: String, truth: FrontTruth? = nil) throws {
        guard let front = FrontStatus(run), let plan = run.plan else {
            throw Failure("\(heading): there is no front, for the plan does not seek several objectives", .badData)
        }
        guard !run.observations.isEmpty else { throw Failure("\(heading): nothing was measured yet", .badData) }
        let count = plan.objectives.count
        let members = Set(run.front.map(\.request))
        let measured = run.observations.map { observation in
            FrontFigure.Measured(
                Array(observation.values.prefix(count)),
                members.contains(observation.request)
                    ? .front : plan.allows(observation.values) ? .surpassed : .infeasible)
        }
        let reference = truth?.reference ?? FrontReport(front).hypervolume?.reference
        func point(_ candidate: Int) -> [Double]? {
            let values = truth.map { $0.values.map { $0[candidate] } } ?? []
            return values.allSatisfy(\.isFinite) ? values : nil
        }
        let seeds = run.observations.count { $0.step == 0 }
        var remark = "\(measured.count) measurements (\(seeds) seed points), \(members.count) on the front"
        if let share = truth?.share(of: run.observations.map(\.candidate)) {
            remark += " · \((share * 100).fixed(1)) % of the pool's true hypervolume"
        }
        figure = FrontFigure(
            heading: heading, remark: remark,
            objectives: front.quantities.prefix(count).enumerated().map { index, quantity in
                FrontFigure.Objective(
                    quantity.name, unit: quantity.unit, isMinimized: quantity.goal == "minimize",
                    reference: reference?[index])
            }, measured: measured,
            pool: truth.map { $0.values[0].indices.compactMap(point) } ?? [],
            trueFront: truth?.candidates.compactMap(point) ?? [],
            footnote: reference == nil
                ? ""
                : "The hypervolume is the area between the line and the reference point."
        )
    }
}
