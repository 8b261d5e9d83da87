extension [Double] {
    /// Replaces each element by the median of the window around it: single outliers vanish, steps stay sharp.
    ///
    /// A window with a value that is not finite gives NaN, so that a failed channel is never hidden.
    ///
    /// - Parameters:
    ///   - side: The length of the window; odd, at least 1. 1 changes nothing.
    ///   - wraps: Whether the first element follows the last, as in a closed loop. Otherwise the elements are mirrored at
    ///     the ends, the end elements repeated: c b a | a b c.
    /// - Returns: As many values.
    /// - Complexity: O(count · side²), with windows of a few elements in mind.
    package func medianFiltered(side: Int, wraps: Bool = false) -> [Double] {
        precondition(side > 0 && side % 2 == 1, "a median filter needs a window of odd length")
        guard side > 1, !isEmpty else { return self }
        let half = side / 2
        var window = [Double](repeating: 0, count: side)
        return indices.map { centre in
            for offset in 0..<side {
                let value = self[wraps ? wrapped(centre - half + offset) : mirrored(centre - half + offset)]
                guard value.isFinite else { return .nan }
                // Insertion into the part that is sorted already.
                var place = offset
                while place > 0, window[place - 1] > value {
                    window[place] = window[place - 1]
                    place -= 1
                }
                window[place] = value
            }
            return window[half]
        }
    }

    private func wrapped(_ index: Int) -> Int {
        let remainder = index % count
        return remainder < 0 ? remainder + count : remainder
    }

    private func mirrored(_ index: Int) -> Int {
        let remainder = index % (2 * count)
        let folded = remainder < 0 ? remainder + 2 * count : remainder
        return folded < count ? folded : 2 * count - 1 - folded
    }
}
