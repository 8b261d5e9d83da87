/// Which candidates of a pool may be measured next, and why the others may not.
///
/// A value of one decision: it is made anew from the run's state, in O(N), so that a request that failed leaves no trace.
package struct Eligibility: Hashable, Sendable {
    /// Why each candidate may not be measured.
    package private(set) var exclusions: [Exclusion]
    private let surroundings: Surroundings?

    /// The pixels of the candidates and the radius about a measured one within which no other may be measured.
    private struct Surroundings: Hashable, Sendable {
        let index: PixelIndex
        let radius: Double
    }

    /// Admits every candidate.
    package init(count: Int) {
        exclusions = Array(repeating: [], count: count)
        surroundings = nil
    }

    /// Admits every candidate of the indexed pool, until one within `exclusionRadius` of it is excluded as measured or pending.
    ///
    /// - Parameters:
    ///   - index: The pool's pixels.
    ///   - exclusionRadius: In pixels, 0 or above, inclusive; 0 excludes candidates on the same pixel.
    package init(index: PixelIndex, exclusionRadius: Double) {
        precondition(exclusionRadius >= 0, "an exclusion radius is 0 or above")
        exclusions = Array(repeating: [], count: index.pixels.count)
        surroundings = Surroundings(index: index, radius: exclusionRadius)
    }

    /// Excludes the candidates where `mask` is true.
    ///
    /// - Parameters:
    ///   - mask: One entry for each candidate.
    ///   - reason: Why, usually that they are forbidden.
    /// - Complexity: O(N).
    package mutating func exclude(where mask: [Bool], as reason: Exclusion = .forbidden) {
        precondition(mask.count == exclusions.count, "a mask has one entry for each candidate")
        for candidate in mask.indices where mask[candidate] { exclude(candidate, as: reason) }
    }

    /// Excludes candidates by their indices in the pool.
    ///
    /// - Complexity: O(candidates), times the square of the exclusion radius.
    package mutating func exclude(_ candidates: some Sequence<Int>, as reason: Exclusion) {
        for candidate in candidates { exclude(candidate, as: reason) }
    }

    /// Excludes a candidate; as measured or pending, also those within the exclusion radius of it.
    package mutating func exclude(_ candidate: Int, as reason: Exclusion) {
        precondition(exclusions.indices.contains(candidate), "an excluded candidate must be one of the pool's")
        exclusions[candidate].formUnion(reason)
        guard let surroundings, !reason.isDisjoint(with: [.measured, .pending]) else { return }
        let center = surroundings.index.pixels[candidate]
        surroundings.index.forEachCandidate(within: surroundings.radius, of: center) { neighbour in
            if neighbour != candidate { exclusions[neighbour].formUnion(.damaged) }
        }
    }

    /// Whether the candidate may be measured.
    package func admits(_ candidate: Int) -> Bool {
        exclusions[candidate].isEmpty
    }

    /// The number of candidates that may be measured.
    package var admittedCount: Int {
        exclusions.count { $0.isEmpty }
    }

    /// The number of candidates that are excluded for one of the reasons, perhaps among others.
    package func count(excludedAs reason: Exclusion) -> Int {
        exclusions.count { !$0.isDisjoint(with: reason) }
    }
}
