import Experiments
import Foundation
import PlanFiles
import Testing

@Suite struct `The example plans` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Examples/plans")

    private static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yaml") }
            .sorted()
    }

    private func plan(_ name: String) throws -> Plan {
        try PlanFile.parse(text: String(contentsOf: Self.folder.appending(path: name), encoding: .utf8), name: name)
    }

    @Test func `are all there`() {
        #expect(
            Set(Self.names).isSuperset(of: [
                "beps_pto.yaml", "beps_pto_front.yaml", "beps_pto_hdf5.yaml", "demo.yaml", "ferroelectric.yaml",
                "ferroelectric_constrained.yaml", "ferroelectric_front.yaml", "nanoparticles.yaml",
            ]))
    }

    @Test(arguments: names)
    func `are right, and explain themselves`(name: String) throws {
        let plan = try plan(name)
        #expect(!plan.name.isEmpty)
        #expect(try PlanFile.parse(text: PlanReference.explain(plan)) == plan)
    }

    @Test func `look for the same in the demo as on the sample itself`() throws {
        let (demo, sample) = (try plan("demo.yaml"), try plan("nanoparticles.yaml"))
        #expect(demo.source == .instrument("twin"))
        #expect(demo.scalarizer == sample.scalarizer)
        #expect(demo.features == sample.features)
        #expect(demo.overview == sample.overview)
    }

    @Test(arguments: ["beps_pto.yaml", "beps_pto_front.yaml", "beps_pto_hdf5.yaml"])
    func `find their data beside the checkout where they are`(name: String) throws {
        guard case .data(let data) = try plan(name).source else {
            Issue.record("\(name) is not about recorded data")
            return
        }
        let shared = Self.folder.appending(path: "../../../shared/data").standardized
        guard FileManager.default.fileExists(atPath: shared.path) else { return }
        let path = Self.folder.appending(path: data.path).standardized.path
        #expect(FileManager.default.fileExists(atPath: path))
        if name == "beps_pto.yaml" {
            let arrays = [data.image, data.spectra.map(Plan.DataChoice.ImageSource.array)]
            for case .array(let array)? in arrays {
                #expect(FileManager.default.fileExists(atPath: "\(path)/\(array)"))
            }
        }
    }
}
