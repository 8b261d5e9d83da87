import Experiments
import Surrogates

/// Some candidates of a large pool, under numbers of their own: those over which a model is asked.
struct PoolWindow: Sendable {
    /// The candidates, none twice.
    let candidates: [Int]
    /// Those of them that are spread over the whole pool.
    let grid: [Int]
    /// What is seen of the whole pool.
    private let view: CandidateView
    /// Whether processes without a network see the plan's own features, or those of the simple models.
    private let seesOwnFeatures: Bool
    private let numbers: [Int: Int]

    /// Looks at measured candidates of a view and some that are spread over the pool.
    init(_ measured: [Int], and grid: [Int], of view: CandidateView, plan: Plan) {
        var seesOwnFeatures = false
        if case .gaussianProcess = plan.surrogate { seesOwnFeatures = true }
        self.init(measured + grid, grid, view, seesOwnFeatures)
    }

    /// Of candidates that are given twice the first counts.
    private init(
        _ candidates: some Sequence<Int>, _ grid: [Int], _ view: CandidateView, _ seesOwnFeatures: Bool
    ) {
        self.grid = grid
        var numbers: [Int: Int] = [:]
        var chosen: [Int] = []
        for candidate in candidates where numbers[candidate] == nil {
            numbers[candidate] = chosen.count
            chosen.append(candidate)
        }
        self.candidates = chosen
        self.numbers = numbers
        self.view = view
        self.seesOwnFeatures = seesOwnFeatures
    }

    /// The number of candidates of the whole pool.
    var poolCount: Int { view.features.count }

    /// The number of a candidate in the window; nil if it is not in it.
    func number(of candidate: Int) -> Int? { numbers[candidate] }

    /// What a model that is trained sees of the window.
    var seen: CandidateView { CandidateView(view, candidates) }

    /// What a model that was trained must be told of the window.
    var field: PoolPosterior.Field {
        let seen = seen
        return PoolPosterior.Field(
            features: seen.features, plainFeatures: seesOwnFeatures ? seen.features : seen.simple,
            covariates: seen.covariates)
    }

    /// Returns a window on other candidates of the same pool, of which the grid is to be a part.
    func onto(_ candidates: some Sequence<Int>) -> PoolWindow { PoolWindow(candidates, grid, view, seesOwnFeatures) }
}
