/// The best few of many candidates, where exact ties are broken by the draw of a lottery.
///
/// Candidate i's lot is the i-th number of SplitMix64 started from the seed (Steele, Lea & Flood, OOPSLA 2014), so that it
/// depends neither on the order of the visits nor on who else takes part, and is only computed when a tie asks for it.
struct Leaders {
    /// A heap with the worst of the kept ones first.
    private var heap: [RankedCandidate] = []
    private let capacity: Int
    private let seed: UInt64

    init(capacity: Int, seed: UInt64) {
        self.capacity = capacity
        self.seed = seed
        heap.reserveCapacity(capacity)
    }

    /// The kept ones, the best first.
    var ranked: [RankedCandidate] {
        heap.sorted(by: isBefore)
    }

    /// Keeps the candidate if it is among the best so far.
    ///
    /// - Complexity: O(1) if it is not, O(log capacity) if it is.
    @inline(__always)
    mutating func consider(_ entrant: RankedCandidate) {
        if heap.count == capacity {
            guard entrant.score >= heap[0].score, isBefore(entrant, heap[0]) else { return }
            heap[0] = entrant
            sink()
        } else {
            heap.append(entrant)
            rise()
        }
    }

    private func isBefore(_ one: RankedCandidate, _ other: RankedCandidate) -> Bool {
        one.score != other.score ? one.score > other.score : lot(of: one.candidate) < lot(of: other.candidate)
    }

    private func lot(of candidate: Int) -> UInt64 {
        var z = seed &+ 0x9e37_79b9_7f4a_7c15 &* UInt64(candidate)
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    private mutating func rise() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var worst = parent
            let left = 2 * parent + 1
            let right = left + 1
            if left < heap.count, isBefore(heap[worst], heap[left]) { worst = left }
            if right < heap.count, isBefore(heap[worst], heap[right]) { worst = right }
            guard worst != parent else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
