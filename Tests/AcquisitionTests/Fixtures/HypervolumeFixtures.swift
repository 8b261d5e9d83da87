/// The expected hypervolume improvement over `front` beyond (0, 0) when maximising, and its logarithm.
///
/// By mpmath 1.3 with 40 digits: the integral of P(f₁ > s) P(f₂ > t) over all (s, t) that the front does not dominate,
/// by quadrature of its one-dimensional parts.
enum HypervolumeFixtures {
    static let front: [[Double]] = [[0.2, 0.5, 0.52, 0.9, 1.1], [1.0, 0.85, 0.6, 0.3, 0.05]]
    static let cases: [(mean: (Double, Double), deviation: (Double, Double), value: Double, logarithm: Double)] = [
        ((0.6, 0.7), (0.3, 0.2), 0.08138795236777982, -2.508528022237339),
        ((1.5, 1.4), (0.1, 0.2), 1.509393645479656, 0.41170801089531694),
        ((0.3, 0.3), (0.05, 0.05), 1.1242972381706159e-09, -20.606107673663786),
        ((-1.0, 0.5), (0.1, 0.3), 4.445842655018513e-28, -62.980413179151775),
        ((-2.0, -3.0), (0.1, 0.1), 0.0, -881.9171947250858),
        ((0.51, 0.84), (0.001, 0.002), 0.0024000000320769954, -6.032286528262823),
        ((0.51, 0.2), (0.01, 5.0), 0.8482271176246519, -0.16460685166202502),
        ((-5.0, -5.0), (0.01, 0.02), 0.0, -170034.19189673587),
        ((0.95, -0.5), (0.001, 0.01), 0.0, -1529.0354979537826),
        ((3.0, 3.0), (2.0, 0.001), 8.64050821336256, 2.1564614020771145),
    ]
}
