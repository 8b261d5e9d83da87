/// What a training is to learn from: a copy of the agent's observations, for the thread that trains.
package struct Lesson: Hashable, Sendable {
    /// Indices into the pool.
    package let candidates: [Int]
    /// What was measured there, in the objective's unit.
    package let objectives: [Double]
}
