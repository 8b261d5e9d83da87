/// How far a value lies beyond the incumbent, in the direction of the goal, less what an improvement must exceed.
struct Margin {
    /// 1 when maximising, -1 when minimising.
    let direction: Double
    let incumbent: Double
    let xi: Double

    @inline(__always)
    func improvement(of value: Double) -> Double {
        direction * (value - incumbent) - xi
    }
}
