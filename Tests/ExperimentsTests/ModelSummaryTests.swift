import Experiments
import Testing

@Suite("The summary of a model") struct ModelSummaryTests {
    @Test("has no news in findings whose numbers alone have changed")
    func news() {
        var model = ModelSummary(name: "deep-kernel", trained: 30)
        let flat = "the extractor of member 0 uses 1.03 of its 8 dimensions"
        let sure = "objective 0: 71.4 % of 30 measurements lie inside the 90 % intervals"
        model.findings = [flat, sure]
        #expect(model.newFindings(since: []) == [flat, sure])
        #expect(model.newFindings(since: [flat, sure]).isEmpty)
        #expect(model.newFindings(since: ["the extractor of member 2 uses 1.0 of its 8 dimensions"]) == [sure])
        model.findings = []
        #expect(model.newFindings(since: [flat]).isEmpty)
    }
}
