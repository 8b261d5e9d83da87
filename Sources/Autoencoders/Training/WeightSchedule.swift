/// How the weight of a divergence changes from epoch to epoch.
package enum WeightSchedule: Hashable, Sendable {
    case constant(Double)
    /// From one to the other along a line, over so many epochs, and then the other.
    case annealed(from: Double, to: Double, epochs: Int)
    /// Again and again: from one to the other along a line over the first half of so many epochs, and the other for the rest (Fu
    /// et al., NAACL 2019).
    case cyclic(from: Double, to: Double, epochs: Int)
    /// The divergence is held to a capacity in nats that goes from one to the other over so many epochs (Burgess et al., 2018).
    case capacity(from: Double, to: Double, epochs: Int, times: Double)

    /// The weight in an epoch, counted from 0.
    package func divergence(inEpoch epoch: Int) -> LossWeights.Divergence {
        func line(_ from: Double, _ to: Double, _ share: Double) -> Double {
            from + (to - from) * min(1, max(0, share))
        }
        switch self {
        case .constant(let weight): return .times(weight)
        case .annealed(let from, let to, let epochs):
            return .times(line(from, to, epochs > 0 ? Double(epoch) / Double(epochs) : 1))
        case .cyclic(let from, let to, let epochs):
            let period = max(1, epochs)
            return .times(line(from, to, 2 * Double(epoch % period) / Double(period)))
        case .capacity(let from, let to, let epochs, let times):
            return .capacity(line(from, to, epochs > 0 ? Double(epoch) / Double(epochs) : 1), times: times)
        }
    }
}
