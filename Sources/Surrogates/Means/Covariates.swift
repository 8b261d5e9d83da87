/// What a mean function is evaluated on: named numbers of every point, such as its position x and y in pixels.
///
/// They may differ from the coordinates on which the kernel acts, and are not standardised.
package struct Covariates: Hashable, Sendable {
    /// The names of the columns.
    package let names: [String]
    /// The number of points.
    package let count: Int
    /// The numbers, point after point.
    package let elements: [Double]

    /// Creates covariates of `count` points from a number a name and point, point after point.
    package init(_ names: [String], count: Int, elements: [Double]) {
        precondition(elements.count == names.count * count, "a number a name and point")
        precondition(Set(names).count == names.count, "names differ")
        self.names = names
        self.count = count
        self.elements = elements
    }

    /// Covariates without columns, enough for a constant mean.
    package static func none(count: Int) -> Covariates { Covariates([], count: count, elements: []) }

    /// Returns those of some points, in their order.
    package func points(_ points: some Sequence<Int>) -> Covariates {
        let width = names.count
        let chosen = Array(points)
        return Covariates(
            names, count: chosen.count, elements: chosen.flatMap { elements[$0 * width..<($0 + 1) * width] })
    }

    /// Returns the columns of the given names, in their order, or nothing if one is missing.
    func columns(_ wanted: [String]) -> [Double]? {
        guard wanted != names else { return elements }
        let places = wanted.compactMap { names.firstIndex(of: $0) }
        guard places.count == wanted.count else { return nil }
        return (0..<count).flatMap { point in places.map { elements[point * names.count + $0] } }
    }
}
