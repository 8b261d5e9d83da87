import Control
import Experiments

extension LiveRun {
    init(_ s: RunStatus) {
        self.init(
            run: s.run, name: s.name, title: s.title, instrument: s.instrument, phase: s.phase, candidates: s.candidates,
            seeds: s.seeds, seedsMeasured: s.seedsMeasured, budget: s.budget, spent: s.spent, refused: s.refused,
            best: s.best, bestAt: s.bestAt, elapsed: s.elapsed, waitedShare: s.waitedShare, function: s.function,
            leaveOneOut: s.leaveOneOut, secondsPerDecision: s.secondsPerDecision, hasEnded: s.hasEnded, trouble: s.trouble)
    }
}
extension LiveRun {
    var last: LastObservation? { nil }
}
