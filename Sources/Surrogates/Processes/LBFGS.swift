/// Minimises a smooth function of a few dozen numbers by limited-memory BFGS with a backtracking line search (Nocedal &
/// Wright, Numerical Optimization, 2nd edition, algorithms 3.1, 7.4 and 7.5).
struct LBFGS {
    /// The greatest number of iterations.
    var iterations = 60
    /// The search ends when no component of the gradient exceeds this.
    var gradientTolerance = 1e-5
    /// The search ends when an iteration improves the function by less than this.
    var valueTolerance = 1e-9
    /// The longest step of any component in one iteration.
    var longestStep = 2.0

    /// How many steps the curvature is estimated from.
    private static let memory = 8

    /// Where a search ended.
    struct Minimum {
        var point: [Double]
        var value: Double
        /// The value at the start.
        var firstValue: Double
        /// The iterations it took.
        var iterations = 0
    }

    /// Searches from `start`.
    ///
    /// - Parameters:
    ///   - start: Where the function has a value.
    ///   - shouldContinue: Asked before every iteration; the search ends at the best point so far if it answers false.
    ///   - evaluate: Returns the value and the gradient at a point, or `nil` where there is none.
    /// - Returns: The best point found, or `nil` if the function has no value at `start`.
    func minimum(
        from start: [Double], shouldContinue: () -> Bool, _ evaluate: ([Double]) -> (value: Double, gradient: [Double])?
    ) -> Minimum? {
        guard let first = evaluate(start), first.value.isFinite else { return nil }
        var gradient = first.gradient
        var result = Minimum(point: start, value: first.value, firstValue: first.value)
        var steps: [(step: [Double], change: [Double])] = []
        while result.iterations < iterations, shouldContinue(),
            gradient.contains(where: { abs($0) > gradientTolerance })
        {
            var direction = Self.direction(against: gradient, steps)
            if product(direction, gradient) >= 0 {
                steps = []
                direction = gradient.map { -$0 }
            }
            let longest = direction.reduce(0) { max($0, abs($1)) }
            // Without curvature the gradient's length says nothing about the step's.
            let limit = steps.isEmpty ? min(longestStep, 0.5) : longestStep
            if longest > limit { direction = direction.map { $0 * limit / longest } }
            guard let next = search(from: result, along: direction, slope: product(direction, gradient), evaluate)
            else {
                guard !steps.isEmpty else { break }
                steps = []
                continue
            }
            let step = zip(next.point, result.point).map { $0 - $1 }
            let change = zip(next.gradient, gradient).map { $0 - $1 }
            if product(step, change) > 1e-12 * product(change, change) {
                steps.append((step, change))
                if steps.count > Self.memory { steps.removeFirst() }
            }
            let improvement = result.value - next.value
            (result.point, result.value, gradient) = (next.point, next.value, next.gradient)
            result.iterations += 1
            if improvement < valueTolerance * max(1, abs(result.value)) { break }
        }
        return result
    }

    /// Halves the step until the function falls by a fair share of what its slope promises.
    private func search(
        from start: Minimum, along direction: [Double], slope: Double,
        _ evaluate: ([Double]) -> (value: Double, gradient: [Double])?
    ) -> (point: [Double], value: Double, gradient: [Double])? {
        var length = 1.0
        for _ in 0..<20 {
            let point = zip(start.point, direction).map { $0 + length * $1 }
            if let (value, gradient) = evaluate(point), value.isFinite, value <= start.value + 1e-4 * length * slope {
                return (point, value, gradient)
            }
            length /= 2
        }
        return nil
    }

    /// Returns minus the inverse Hessian, as the last steps show it, times the gradient.
    private static func direction(
        against gradient: [Double], _ steps: [(step: [Double], change: [Double])]
    ) -> [Double] {
        var direction = gradient.map { -$0 }
        var factors: [Double] = []
        for (step, change) in steps.reversed() {
            let factor = product(step, direction) / product(step, change)
            factors.append(factor)
            for index in direction.indices { direction[index] -= factor * change[index] }
        }
        if let (step, change) = steps.last {
            let scale = product(step, change) / product(change, change)
            for index in direction.indices { direction[index] *= scale }
        }
        for ((step, change), factor) in zip(steps, factors.reversed()) {
            let correction = factor - product(change, direction) / product(step, change)
            for index in direction.indices { direction[index] += correction * step[index] }
        }
        return direction
    }
}

private func product(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
}
