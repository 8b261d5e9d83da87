/// A seeded source of random numbers whose draws are the same on every machine.
///
/// The generator is xoshiro256++ (Blackman & Vigna, ACM TOMS 47, 2021), its state filled by SplitMix64
/// (Steele, Lea & Flood, OOPSLA 2014). A source is named by a seed, a stream and a step, so that what a run drew for
/// one purpose at one step can be drawn again without replaying what came before:
///
///     var source = RandomSource(seed: plan.randomSeed, stream: "tie-break", step: 42)
package struct RandomSource: RandomNumberGenerator, Hashable, Sendable {
    private var word0: UInt64
    private var word1: UInt64
    private var word2: UInt64
    private var word3: UInt64

    /// Creates the source that `seed`, `stream` and `step` name.
    ///
    /// - Parameters:
    ///   - seed: The seed of the whole run.
    ///   - stream: What the numbers are for; different streams of one seed are independent.
    ///   - step: Where in the run they are drawn.
    package init(seed: UInt64, stream: String = "", step: Int = 0) {
        // FNV-1a over the stream's name, so that the name alone decides, not the process (as `Hasher` would).
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stream.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        var mixer = seed
        var key = Self.mix(&mixer)
        mixer = key ^ hash
        key = Self.mix(&mixer)
        mixer = key ^ UInt64(bitPattern: Int64(step))
        word0 = Self.mix(&mixer)
        word1 = Self.mix(&mixer)
        word2 = Self.mix(&mixer)
        word3 = Self.mix(&mixer)
    }

    /// One step of SplitMix64.
    private static func mix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Draws 64 random bits.
    package mutating func next() -> UInt64 {
        let sum = word0 &+ word3
        let result = ((sum << 23) | (sum >> 41)) &+ word0
        let shifted = word1 << 17
        word2 ^= word0
        word3 ^= word1
        word1 ^= word2
        word0 ^= word3
        word2 ^= shifted
        word3 = (word3 << 45) | (word3 >> 19)
        return result
    }

    /// Draws a number uniformly from [0, 1), a multiple of 2^-53.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Draws a number uniformly from `range`.
    package mutating func uniform(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Draws an integer uniformly from 0 ..< `bound`, without bias (Lemire, ACM TOMACS 29, 2019).
    ///
    /// The standard library's own method is not promised to be stable between versions; this one is ours.
    package mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "a random integer needs a positive bound")
        let width = UInt64(bound)
        var product = next().multipliedFullWidth(by: width)
        if product.low < width {
            let threshold = (0 &- width) % width
            while product.low < threshold {
                product = next().multipliedFullWidth(by: width)
            }
        }
        return Int(product.high)
    }

    /// Returns `elements` in a random order (Fisher & Yates).
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, integer(below: last + 1))
        }
        return result
    }
}
