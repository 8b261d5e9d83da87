import PlanFiles
import Testing

@Suite struct `A remark on a plan` {
    private func remarks(_ more: String) throws -> [String] {
        let text = """
            sample: nanoparticles
            scalarizer: {band-mean: {from: 1, to: 2}}
            \(more)
            """
        return Remark.found(in: try PlanFile.parse(text: text)).map(\.description)
    }

    @Test func `tells of features that no model looks at`() throws {
        let remarks = try remarks("features: {patch: {window: 12}}")
        #expect(remarks.count == 1)
        #expect(remarks.first?.contains("the committee of this plan (stem, coordinates, structure+space)") == true)
    }

    @Test(arguments: [
        "", "features: {patch: {window: 12}}\nsurrogate: deep-kernel",
        "features: {stem: {}}\nsurrogate: gaussian-process",
        "features: {patch: {window: 12}}\nsurrogate: {committee: [deep-kernel, stem]}",
    ])
    func `is not made where a model looks at them, or none are given`(more: String) throws {
        #expect(try remarks(more).isEmpty)
    }
}
