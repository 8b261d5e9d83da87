import Experiments
import Foundation
import PlanFiles
import Randomness
import Testing

@Suite struct `The reference of plans` {
    @Test func `explains the default plan by a text that reads as it`() throws {
        let text = PlanReference.explain()
        #expect(try PlanFile.parse(text: text) == Plan(source: .sample(.init(name: "nanoparticles"))))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test(arguments: 0..<300)
    func `explains any plan by a text that reads as it`(seed: Int) throws {
        let plan = Plan.random(UInt64(seed))
        let text = PlanReference.explain(plan)
        #expect(try PlanFile.parse(text: text) == plan)
        // A comment stands above every key.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingPrefix { $0 == " " }
        }
        for (previous, line) in zip(lines, lines.dropFirst()) where !line.isEmpty && !line.hasPrefix("#") {
            #expect(previous.hasPrefix("#"), "\(line)")
        }
    }

    @Test(arguments: 0..<300)
    func `tells of plans that a journal can store`(seed: Int) throws {
        let plan = Plan.random(UInt64(seed))
        #expect(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan)) == plan)
    }

    /// Guards the tests above: a property that the table forgot would never change there, and be missed here.
    @Test func `is tried on plans in which everything changes`() throws {
        let seen = try Leaves((0..<3000).lazy.map { Plan.random(UInt64($0)) })
        #expect(seen.constant.isEmpty, "\(seen.constant)")
        let properties = Mirror(reflecting: Plan(source: .instrument(""))).children.count
        #expect(seen.properties.count == properties)
    }

    @Test func `explains the entries of a list, under the paths by which errors call them`() throws {
        let written = try PlanFile.parse(
            text: """
                sample: nanoparticles
                features: [stem, {patch: {window: 8}, name: far}]
                surrogate: {committee: [stem, deep-kernel]}
                """)
        let text = PlanReference.explain(written)
        let (found, rest) = (text.range(of: "\n  # `features.1`:\n  -\n"), "    # Side of the square window in pixels.")
        let entry = try #require(found.map { text[$0.upperBound...] })
        #expect(text.contains("or a list of them"))
        #expect(entry.contains("\n    patch:\n") && entry.contains("\n  \(rest)"))
        #expect(entry.contains("      window: 8\n") && entry.contains("    name: far\n"))
        // Of the members of a committee, too, it is told what they are.
        #expect(text.contains("#   structure+space   One on both and 8 principal components"))
        #expect(text.contains("    members: [stem, deep-kernel]\n"))
        #expect(try PlanFile.parse(text: text) == written)
    }

    @Test func `says in what plans of one name differ`() throws {
        func parse(_ text: String) throws -> Plan { try PlanFile.parse(text: "name: film\n\(text)") }
        let plans = try [
            "sample: nanoparticles\nacquisition: {ucb: {kappa: 3}}\nseeds: 5",
            "instrument: stem-1\nacquisition: ucb\nseeds: 5",
        ].map(parse)
        #expect(PlanReference.differences(among: plans) == [["acquisition.ucb.kappa 3"], ["acquisition.ucb.kappa 2"]])
        let third = try parse("instrument: stem-1\nacquisition: ei\nseeds: {count: 5, design: grid}")
        #expect(
            PlanReference.differences(among: plans + [third]) == [
                ["acquisition ucb", "seeds.design random"], ["acquisition ucb", "seeds.design random"],
                ["acquisition ei", "seeds.design grid"],
            ])
        #expect(PlanReference.differences(among: [third, third]) == [[], []])
        let lists = try ["[stem, coordinates]", "patch"].map { try parse("instrument: stem-1\nfeatures: \($0)") }
        #expect(PlanReference.differences(among: lists) == [["features stem+coordinates"], ["features patch"]])
        #expect(PlanReference.differences(among: []).isEmpty)
    }

    @Test func `finds a key by its path, in lists and under names of one's own too, or by its last part`() throws {
        let patch = try #require(PlanReference.explain(key: "features.1.patch"))
        #expect(patch == PlanReference.explain(key: "features.patch"))
        #expect(patch.first == "features.patch" && patch.contains("features.patch.border"))
        #expect(
            PlanReference.explain(key: "objectives.edge.goal")?.first == "objectives.<name>.goal")
        let committee = try #require(PlanReference.explain(key: "surrogate.committee.1"))
        #expect(committee.contains("      stem              A Gaussian process on the multi-scale stem."))
        #expect(PlanReference.explain(key: "kappa")?.contains("acquisition.straddle.kappa") == true)
        #expect(PlanReference.explain(key: "features.windw") == nil && PlanReference.explain(key: "1") == nil)
    }

    @Test func `says of every key what it means and what it takes`() {
        let entries = PlanReference.entries()
        #expect(Set(entries.map(\.path)).count == entries.count)
        for entry in entries {
            #expect(entry.meaning.hasSuffix("."), "\(entry.path)")
            #expect(!entry.expected.isEmpty, "\(entry.path)")
            #expect(entry.key.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(entry.path)")
        }
        #expect(entries.contains { $0.path == "features.patch.window" && $0.standard == "16" })
        #expect(entries.contains { $0.path == "acquisition.straddle.kappa" && $0.standard == "1.96" })
        #expect(entries.contains { $0.path == "candidates.forbidden.rows" })
        #expect(entries.contains { $0.path == "features.components.window" && $0.standard == "16" })
        #expect(entries.contains { $0.path == "features.stem.scales" && $0.standard == "[1, 2, 4]" })
        #expect(entries.contains { $0.path == "surrogate.gaussian-process.mean.parameters.<name>.initial" })
        #expect(entries.contains { $0.path == "surrogate.committee.deep-kernel.priors.<parameter>.median" })
        #expect(entries.contains { $0.path == "training.memory" && $0.standard == "1 GB" })
        #expect(entries.contains { $0.path == "data.image.spectra.band-ratio.over.from" && $0.standard == nil })
    }
}
