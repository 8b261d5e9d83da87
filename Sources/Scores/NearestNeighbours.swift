/// A number told by the nearest points whose number is known: their mean.
///
/// What it tells says how much is known of the number in the points, whatever the curve that leads from one to the other.
package struct NearestNeighbours: Sendable {
    private let points: Points
    private let values: [Double]
    private let count: Int

    /// - Parameters:
    ///   - points: Where numbers are known.
    ///   - values: The numbers.
    ///   - count: How many neighbours are asked; all if there are fewer.
    package init(_ points: Points, _ values: [Double], count: Int = 5) {
        precondition(points.count == values.count && !values.isEmpty, "a point has a number")
        precondition(count > 0, "a neighbour is asked at least")
        self.points = points
        self.values = values
        self.count = min(count, values.count)
    }

    /// Returns the numbers that are told of other points; of points equally far the first are asked.
    package func predictions(at others: Points) -> [Double] {
        (0..<others.count).map { index in
            // The nearest so far, the farthest of them last.
            var nearest: [(distance: Double, value: Double)] = []
            for candidate in 0..<points.count {
                let distance = others.squaredDistance(index, to: candidate, in: points.elements)
                if nearest.count == count {
                    guard distance < nearest[count - 1].distance else { continue }
                    nearest.removeLast()
                }
                let place = nearest.firstIndex { distance < $0.distance } ?? nearest.count
                nearest.insert((distance, values[candidate]), at: place)
            }
            return nearest.reduce(0) { $0 + $1.value } / Double(count)
        }
    }

    /// Returns the mean R² of numbers that are told of the points of each fold by those of the others.
    ///
    /// - Parameter folds: The points of each fold; see ``folds(of:count:order:)``.
    /// - Returns: The mean over the folds, 1 or less.
    package func crossValidated(_ folds: [[Int]]) -> Double {
        let scores = folds.indices.map { fold in
            let rest = folds.indices.filter { $0 != fold }.flatMap { folds[$0] }
            let model = NearestNeighbours(points.subset(rest), rest.map { values[$0] }, count: count)
            return Determination.value(
                model.predictions(at: points.subset(folds[fold])), of: folds[fold].map { values[$0] })
        }
        return scores.reduce(0, +) / Double(max(1, scores.count))
    }

    /// Divides items into folds of equal size, the first ones larger by one where they cannot be.
    ///
    /// - Parameters:
    ///   - order: The items, in an order that has nothing to do with their numbers.
    ///   - count: How many folds, 2 or more and no more than items.
    /// - Returns: The items of each fold.
    package static func folds(of order: [Int], count: Int) -> [[Int]] {
        precondition(count > 1 && count <= order.count, "there are two folds or more, each with an item")
        return (0..<count).map { fold in
            let (size, rest) = order.count.quotientAndRemainder(dividingBy: count)
            let start = fold * size + min(fold, rest)
            return Array(order[start..<start + size + (fold < rest ? 1 : 0)])
        }
    }
}
