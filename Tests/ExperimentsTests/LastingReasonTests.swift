import Experiments
import Testing

@Suite("A lasting reason") struct LastingReasonTests {
    @Test("is told when it begins, when it changes and when it ends, and not again for other numbers")
    func news() {
        var reason = LastingReason()
        #expect(reason.note(nil) == nil)
        #expect(reason.note("`log(x)` is nan at point 3 (x = -0.5)") == .began("`log(x)` is nan at point 3 (x = -0.5)"))
        #expect(reason.note("`log(x)` is -inf at point 14 (x = 1e-05)") == nil)
        let other = "the covariance cannot be factored"
        #expect(reason.note(other) == .began(other))
        #expect(reason.current == other)
        #expect(reason.note(nil) == .ended)
        #expect(reason.note(nil) == nil)
        #expect(reason.note(other) == .began(other))
    }
}
