import Acquisition

/// The candidates over which a decision is made, and what is known of each beside the model: the whole pool, or a window on
/// it with numbers of its own.
struct DecisionField {
    /// The candidates, as the pool numbers them; nil if they are the whole pool.
    private let window: PoolWindow?
    let eligibility: Eligibility
    let geometry: PoolGeometry
    let cost: TravelCost?

    /// The field of a whole pool.
    init(_ eligibility: Eligibility, _ geometry: PoolGeometry, _ cost: TravelCost?) {
        window = nil
        (self.eligibility, self.geometry, self.cost) = (eligibility, geometry, cost)
    }

    /// A window on a field.
    ///
    /// - Parameters:
    ///   - field: The field of the whole pool.
    ///   - window: The candidates.
    ///   - exclusionRadius: The plan's, in pixels.
    ///   - integratesOverGrid: Whether averages over the pool are to be taken over the window's grid, which represents it,
    ///     and not over the window, which is dense where the scores are high.
    init(_ field: DecisionField, _ window: PoolWindow, exclusionRadius: Double, integratesOverGrid: Bool) {
        self.window = window
        let index = PixelIndex(window.candidates.map { field.geometry.index.pixels[$0] })
        var eligibility = Eligibility(index: index, exclusionRadius: exclusionRadius)
        eligibility.exclude(where: window.candidates.map { !field.eligibility.admits($0) })
        self.eligibility = eligibility
        var isLeftOut: [Bool] = []
        if integratesOverGrid {
            let grid = Set(window.grid)
            isLeftOut = window.candidates.map { !grid.contains($0) }
        }
        geometry = PoolGeometry(
            index: index, rowSpacing: field.geometry.rowSpacing, columnSpacing: field.geometry.columnSpacing,
            isForbidden: isLeftOut)
        cost = field.cost?.at(window.candidates)
    }

    /// The number of a candidate of the pool; nil if it is not in the field.
    func number(of candidate: Int) -> Int? { window.map { $0.number(of: candidate) } ?? candidate }

    /// The candidate of a number, as the pool numbers it.
    func candidate(_ number: Int) -> Int { window?.candidates[number] ?? number }

    /// Returns one value a candidate of the pool, NaN where the field has none.
    func spread(_ values: some Collection<Double>, over count: Int) -> [Float] {
        guard let window else { return values.map { Float($0) } }
        var result = [Float](repeating: .nan, count: count)
        for (candidate, value) in zip(window.candidates, values) { result[candidate] = Float(value) }
        return result
    }
}
