import Experiments
import Foundation
import Orchestration
import TestSupport
import Testing

@Suite("A simulation") struct SimulationTests {
    @Test(
        "lets every decision know of all that was asked for before, measured or pending",
        arguments: [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 4)])
    func nothingForgotten(batch: Int, inFlight: Int) throws {
        let plan = quickPlan {
            $0.batch.count = batch
            $0.batch.inFlight = inFlight
            $0.budget.measurements = 12
        }
        let result = try Simulation(plan, on: FormulaSpecimen()).run()
        var requested = plan.seeds.count
        var mostBelieved = 0
        for (index, decision) in result.decisions.enumerated() {
            let model = try #require(decision.model)
            #expect(decision.step == index + 1)
            #expect(model.trained + model.appended + model.believed == requested)
            // Lockstep, trained for every measurement: nothing that was measured is merely appended.
            #expect(model.appended == 0)
            #expect(model.believed <= max(batch, inFlight) - batch)
            mostBelieved = max(mostBelieved, model.believed)
            requested += decision.choices.count
        }
        #expect(result.decisions.first?.model?.trained == plan.seeds.count)
        #expect(mostBelieved == max(batch, inFlight) - batch)
        #expect(requested == 17)
        #expect(result.ending.reason == .measurementsSpent)
        // The instrument answers in the order in which it was asked: seed points, then decision by decision.
        let chosen = result.decisions.flatMap { $0.choices.map(\.candidate) }
        #expect(Array(result.measured.dropFirst(plan.seeds.count)) == chosen)
        #expect(Set(result.measured).count == 17)
    }

    @Test("asks for the same seed points whatever is in flight", arguments: [1, 2, 3])
    func seedPoints(inFlight: Int) throws {
        let specimen = try FormulaSpecimen()
        func seedPoints(_ inFlight: Int) throws -> [Int] {
            let plan = quickPlan {
                $0.batch.inFlight = inFlight
                $0.budget.measurements = 1
            }
            return Array(try Simulation(plan, on: specimen).run().measured.prefix(5))
        }
        #expect(try seedPoints(inFlight) == seedPoints(1))
    }

    @Test(
        "reports the state at every threshold, also between the answers of a batch",
        arguments: [(1, 1), (2, 3), (4, 4), (7, 7)])
    func checkpoints(batch: Int, inFlight: Int) throws {
        let plan = quickPlan {
            $0.batch.count = batch
            $0.batch.inFlight = inFlight
            $0.budget.measurements = 53
        }
        let result = try Simulation(plan, on: FormulaSpecimen()).run()
        #expect(result.checkpoints.map(\.measurements) == [0, 25, 50, 53])
        #expect(result.checkpoints.allSatisfy { $0.normalizedError != nil && $0.leaveOneOut != nil })
    }

    /// What a plain loop of agent and learner measures, which trains before each decision and at no other time.
    private func measuredWithoutCheckpoints(_ plan: Plan, on specimen: FormulaSpecimen) throws -> [Int] {
        var plan = plan
        plan.training.schedule = .lockstep
        let pool = try CandidatePool(plan: plan, overview: specimen.overview)
        let agent = Agent(plan: plan, pool: pool)
        let view = try CandidateView(plan: plan, overview: specimen.overview, pool: pool)
        let learner = Learner(plan: plan, view: view)
        var measured: [Int] = []
        for step in 0...plan.budget.measurements / plan.batch.count {
            if step > 0 {
                let lesson = try #require(agent.lesson(isDecisionDue: true))
                agent.adopt(try learner.learn(lesson), of: lesson, seconds: 0)
            }
            let count = step == 0 ? plan.seeds.count : plan.batch.count
            let decision = try #require(
                agent.suggest(count: count, step: step, taken: Set(measured), pending: []))
            for candidate in decision.choices.map(\.candidate) {
                let spectrum = try specimen.truth(at: pool.candidates[candidate].position)
                let objective = try plan.scalarizer.objective(of: spectrum, axis: specimen.axis)
                agent.ingest(candidate: candidate, Reading(values: [objective]))
                measured.append(candidate)
            }
        }
        return measured
    }

    @Test(
        "decides the same as a loop that takes no checkpoints, also when they fall between the answers of a batch",
        arguments: [(1, 32), (3, 33), (4, 32)])
    func undisturbed(batch: Int, budget: Int) throws {
        let plan = quickPlan {
            $0.batch.count = batch
            $0.budget.measurements = budget
        }
        let specimen = try FormulaSpecimen()
        let result = try Simulation(plan, on: specimen).run()
        #expect(result.checkpoints.map(\.measurements) == [0, 25, budget])
        #expect(try result.measured == measuredWithoutCheckpoints(plan, on: specimen))
    }

    @Test("trains a model for the map of random choices, too")
    func randomChoices() throws {
        let plan = quickPlan {
            $0.acquisition = AcquisitionChoice(.random)
            $0.batch.count = 2
            $0.budget.measurements = 27
        }
        let result = try Simulation(plan, on: FormulaSpecimen()).run()
        #expect(result.checkpoints.map(\.measurements) == [0, 25, 27])
        #expect(result.checkpoints.allSatisfy { $0.normalizedError != nil })
    }

    @Test("writes what is not known as null")
    func nulls() throws {
        let plan = quickPlan { $0.budget.measurements = 0 }
        let run = try Simulation(plan, on: FormulaSpecimen()).run()
        var checkpoint = try #require(run.checkpoints.first)
        checkpoint.topShareFound = nil
        checkpoint.best = nil
        checkpoint.regret = nil
        checkpoint.normalizedError = nil
        checkpoint.rankCorrelation = nil
        checkpoint.leaveOneOut = nil
        let data = try JSONEncoder().encode(checkpoint)
        let values = try JSONDecoder().decode([String: Double?].self, from: data)
        let unknown = values.filter { $0.value == nil }.map(\.key)
        #expect(
            Set(unknown) == [
                "top5_found", "best", "regret", "hypervolume", "front_found", "infeasible", "nrmse", "spearman",
                "leave_one_out",
            ])
        #expect(values.count == 14)
        #expect(try JSONDecoder().decode(Checkpoint.self, from: data) == checkpoint)
    }
}
