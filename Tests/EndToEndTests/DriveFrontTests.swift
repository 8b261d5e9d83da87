import Foundation
import Testing

@Suite("Driving a microscope for several objectives", .timeLimit(.minutes(5))) struct DriveFrontTests {
    @Test("finds a front of several objectives within constraints, and shows it")
    func severalObjectives() async throws {
        let laboratory = try Laboratory()
        let daemon = try await laboratory.daemon()
        let twin = try laboratory.twin()
        let plan = try laboratory.workshop.write(
            """
            name: edge against bulk
            instrument: twin
            features: coordinates
            objectives:
              edge: {scalarizer: {band-maximum: {axis: energy, from: 0.55 eV, to: 0.70 eV}}}
              dark: {scalarizer: norm, goal: minimize}
            constraints:
              place: {scalarizer: {peak-position: {from: 0.2 eV, to: 1 eV}}, above: 0.25}
            surrogate: gaussian-process
            seeds: 6
            budget: {measurements: 5}
            training: lockstep
            """, as: "plan.yaml")
        let run = try await laboratory.workshop.run(["run", plan, "--wait"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("front of "))
        #expect(run.output.contains("place (eV), from 0.25"))
        let runs = try await laboratory.workshop.run(["runs"])
        #expect(runs.output.contains("measurements that no other one surpasses"), "\(runs.output)")
        let (map, front) = (laboratory.workshop.path("decision.png"), laboratory.workshop.path("front.png"))
        let inspected = try await laboratory.workshop.run(["inspect", "1", "--figure", map, "--pareto", front])
        #expect(inspected.status == 0, "\(inspected.errors)")
        #expect(inspected.output.contains("edge, max"))
        let decision = try await laboratory.workshop.run(["inspect", "1", "--step", "3"])
        #expect(decision.output.contains("feasible"), "\(decision.output)")
        for picture in [map, front] {
            #expect(try Data(contentsOf: URL(filePath: picture)).starts(with: [0x89, 0x50, 0x4e, 0x47]))
        }
        daemon.signal(SIGTERM)
        #expect(await daemon.end(within: .seconds(5)) == 0)
        twin.signal(SIGTERM)
        _ = await twin.end(within: .seconds(5))
    }
}
