import Experiments
import Foundation
import PlanFiles
import Testing

@Suite struct `The reference of training plans` {
    private func parse(_ text: String) throws -> TrainingPlan { try PlanFile.parseTraining(text: text) }

    @Test func `explains the defaults by a text that reads as them`() throws {
        let text = PlanReference.explain(.training)
        #expect(try parse(text) == TrainingPlan(data: .cards(Cards())))
        #expect(text.split(separator: "\n").filter { $0.count > 120 } == [])
        #expect(PlanFile.kind(of: text) == .training)
    }

    @Test(arguments: 0..<300)
    func `explains any plan by a text that reads as it`(seed: Int) throws {
        let plan = TrainingPlan.random(UInt64(seed))
        let text = PlanReference.explain(plan)
        #expect(try parse(text) == plan)
        // A comment stands above every key.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingPrefix { $0 == " " }
        }
        for (previous, line) in zip(lines, lines.dropFirst()) where !line.isEmpty && !line.hasPrefix("#") {
            #expect(previous.hasPrefix("#"), "\(line)")
        }
        #expect(PlanFile.kind(of: text) == .training)
    }

    @Test(arguments: 0..<300)
    func `writes any plan without its defaults, as a text that reads as it`(seed: Int) throws {
        let plan = TrainingPlan.random(UInt64(seed))
        let text = PlanFile.text(of: plan)
        #expect(try parse(text) == plan, "\(text)")
    }

    @Test func `writes no default, and of a preset the parts`() throws {
        let plan = try parse("model: rsvae\ncards: 4\ntraining: {epochs: 60, weights: {content: annealed}}\nname: four")
        #expect(
            PlanFile.text(of: plan) == """
                cards: {rotation: 120 deg, shear: 20 deg}
                name: four
                model: {pose: {rotation: {free: 12}, shear: 12 deg}}
                training: {epochs: 60, weights: {content: {annealed: {}}}}

                """)
    }

    @Test(arguments: 0..<300)
    func `tells of plans that can be stored`(seed: Int) throws {
        let plan = TrainingPlan.random(UInt64(seed))
        #expect(try JSONDecoder().decode(TrainingPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }

    /// Guards the tests above: a property that the table forgot would never change there, and be missed here.
    @Test func `is tried on plans in which everything changes`() throws {
        let seen = try Leaves((0..<9000).lazy.map { TrainingPlan.random(UInt64($0)) })
        #expect(seen.constant.isEmpty, "\(seen.constant)")
        #expect(seen.properties.count == Mirror(reflecting: TrainingPlan(data: .cards(Cards()))).children.count)
    }

    @Test func `explains every preset by its name and meaning`() throws {
        for lines in [PlanReference.explain(.training), try text("preset"), try text("model.preset")] {
            for preset in AutoencoderChoice.Preset.allCases {
                let start = try #require(lines.range(of: "   \(preset.rawValue) ")).upperBound
                #expect(lines[start...].drop { $0 == " " }.hasPrefix(preset.meaning))
            }
        }
        #expect(try text("cards.set").contains("4  Rotation by up to 120 deg, shear by up to 20 deg."))
    }

    private func text(_ key: String) throws -> String {
        try #require(PlanReference.explain(key: key, of: .training)).joined(separator: "\n")
    }

    @Test func `knows the keys of its own kind alone`() throws {
        #expect(PlanReference.explain(key: "patches.centers.peaks.blur", of: .training) != nil)
        #expect(PlanReference.explain(key: "patches.centers.peaks.blur") == nil)
        #expect(PlanReference.explain(key: "surrogate", of: .training) == nil)
        #expect(try text("training").contains("learning-rate"))
        #expect(PlanReference.explain(key: "training")?.joined().contains("learning-rate") == false)
    }

    @Test func `says of every key what it means and what it takes`() {
        let entries = PlanReference.entries(of: .training)
        #expect(Set(entries.map(\.path)).count == entries.count)
        for entry in entries {
            #expect(entry.meaning.hasSuffix("."), "\(entry.path)")
            #expect(!entry.expected.isEmpty, "\(entry.path)")
            #expect(entry.key.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(entry.path)")
        }
        func standard(_ path: String) -> String? { entries.first { $0.path == path }?.standard }
        #expect(standard("training.epochs") == "30")
        #expect(standard("training.weights.pose") == "1" && standard("training.weights.content") == "automatic")
        #expect(standard("training.weights.content.capacity.to") == "5")
        #expect(standard("model.encoder.convolutional.blocks") == "[[32], [64], [64]]")
        #expect(standard("model.likelihood") == "bernoulli" && standard("model.encoder") == "dense")
        #expect(standard("model.pose.rotation") == "none" && standard("model.pose.rotation.free") == nil)
        #expect(standard("cards.rotation") == "0 deg" && standard("cards.scale") == "[1, 1]")
        #expect(standard("images.path") == nil && standard("spectra.data.image-median") == "1")
        #expect(standard("model") == nil && standard("model.preset") == nil)
    }
}
