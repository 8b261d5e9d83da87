import Experiments
import Foundation
import PlanFiles
import Testing

@Suite struct `The example plans of trainings` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Examples/training")

    private static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yaml") }
            .sorted()
    }

    private func plan(_ name: String) throws -> TrainingPlan {
        try PlanFile.parseTraining(
            text: String(contentsOf: Self.folder.appending(path: name), encoding: .utf8), name: name)
    }

    @Test func `are all there`() {
        #expect(
            Set(Self.names).isSuperset(of: [
                "cards-half-labelled.yaml", "cards-joint.yaml", "cards-rotation-shear.yaml", "cards-vae.yaml",
                "denoise-cards.yaml", "ferroelectric-patches.yaml", "nanoparticle-spectra.yaml",
            ]))
    }

    @Test(arguments: names)
    func `are right, and explain themselves`(name: String) throws {
        let plan = try plan(name)
        #expect(!plan.name.isEmpty)
        #expect(Remark.found(in: plan).isEmpty)
        #expect(try PlanFile.parseTraining(text: PlanReference.explain(plan)) == plan)
        #expect(try PlanFile.parseTraining(text: PlanFile.text(of: plan)) == plan)
    }

    @Test func `say what their comments say`() throws {
        #expect(try plan("cards-rotation-shear.yaml").model == AutoencoderChoice(.rsvae))
        let half = try plan("cards-half-labelled.yaml").model
        #expect(half.classes.count == 4 && half.classes.labelled == 0.5 && half.pose.shear == 12)
        guard case .cards(let noisy) = try plan("denoise-cards.yaml").data else {
            Issue.record("these are cards")
            return
        }
        #expect(noisy.noise == 0.3 && noisy.target == .clean)
        let places = try plan("ferroelectric-patches.yaml")
        #expect(places.model.pose.rotation == .free(starts: 12) && places.model.pose.shift == 0.1)
    }
}
