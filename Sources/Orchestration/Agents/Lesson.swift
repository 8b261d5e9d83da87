package import Experiments
import Surrogates

/// What a training is to learn from: a copy of the agent's observations, for the thread that trains.
package struct Lesson: Hashable, Sendable {
    /// Indices into the pool.
    package let candidates: [Int]
    /// What was measured there.
    package let readings: [Reading]

    /// The same, quantity by quantity; noise that is known of none is left out.
    var observations: Observations {
        let quantities = readings.first?.values.indices ?? 0..<0
        let isKnown = readings.contains { $0.noiseVariances.contains { $0 > 0 } }
        return Observations(
            candidates: candidates, targets: quantities.map { index in readings.map { $0.values[index] } },
            noiseVariances: isKnown
                ? quantities.map { index in readings.map { $0.noiseVariances[index] } } : nil)
    }
}
