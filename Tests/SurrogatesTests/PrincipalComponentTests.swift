import LinearAlgebra
import Randomness
import Testing

@testable import Surrogates

@Suite struct `The principal components of a pool` {
    private func random() -> RandomSource { RandomSource(seed: 1, stream: "components") }

    private func table(_ count: Int, _ dimension: Int, _ value: (Int, Int) -> Double) -> FeatureTable {
        FeatureTable(
            dimension: dimension,
            elements: (0..<count).flatMap { row in (0..<dimension).map { Float(value(row, $0)) } })
    }

    /// Steps and ramps along a few directions: rank three, of falling variance.
    private func planes(_ count: Int, _ dimension: Int) -> FeatureTable {
        table(count, dimension) { row, column in
            Double(row % 17) * Double(column % 3 - 1) + 0.5 * Double((row * 7) % 11) * Double(column % 5 - 2)
                + 0.1 * Double((row * 5) % 13) * Double(column % 2)
        }
    }

    /// Made with NumPy 2.4.6, `linalg.eigh` of the covariance of these numbers, signs by the largest component.
    @Test func `are those of NumPy`() throws {
        let features = FeatureTable(dimension: 6, elements: pinned)
        var source = random()
        let components = try PrincipalComponents(of: features, count: 3, using: &source)
        let variances = [3.11040369, 0.77376147, 0.4403369]
        #expect(zip(components.variances, variances).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(components.shares, [0.65778552, 0.16363442, 0.09312207]).allSatisfy { abs($0 - $1) < 1e-6 })
        let directions = [
            0, -0.01665348, 0.65739546, 0.25038897, 0.37595211, 0.60292558,
            0, 0.15067925, -0.39607027, 0.53953906, 0.69336029, -0.22039332,
            0, 0.97912501, 0.15049035, -0.02220717, -0.12532462, -0.04967337,
        ]
        #expect(zip(components.directions.elements, directions).allSatisfy { abs($0 - $1) < 1e-6 })
        let coordinates = components.coordinates(of: features)
        let expected: [(Int, [Float])] = [
            (0, [-1.13947031, 0.39487864, -0.23281154]), (5, [-0.62751375, 0.86862096, -1.1780305]),
            (11, [3.3107695, -0.70357575, -0.39422827]),
        ]
        for (row, values) in expected {
            #expect(zip(coordinates.elements[3 * row..<3 * row + 3], values).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test func `are the same by the covariance as by the Gram matrix of the candidates`() throws {
        var source = random()
        let wide = planes(30, 48)
        let dual = try PrincipalComponents(of: wide, count: 3, using: &source)
        // Every candidate twice: the same covariance, but more candidates than features.
        let tall = FeatureTable(dimension: 48, elements: wide.elements + wide.elements)
        let primal = try PrincipalComponents(of: tall, count: 3, using: &source)
        #expect(zip(dual.variances, primal.variances).allSatisfy { abs($0 - $1) < 1e-9 * $1 })
        #expect(zip(dual.directions.elements, primal.directions.elements).allSatisfy { abs($0 - $1) < 1e-7 })
        #expect(abs(dual.shares.reduce(0, +) - 1) < 1e-9)
    }

    @Test func `give coordinates of their variances that do not vary together`() throws {
        var source = random()
        let features = planes(3000, 20)
        let components = try PrincipalComponents(of: features, count: 3, using: &source)
        let table = components.coordinates(of: features)
        #expect(table.count == 3000)
        for first in 0..<3 {
            for second in 0...first {
                let products = (0..<3000).map {
                    Double(table.elements[3 * $0 + first]) * Double(table.elements[3 * $0 + second])
                }
                let covariance = products.reduce(0, +) / 3000
                let expected = first == second ? components.variances[first] : 0
                #expect(abs(covariance - expected) < 1e-5 * components.variances[0])
            }
        }
    }

    @Test func `beyond those that vary are zero`() throws {
        var source = random()
        let components = try PrincipalComponents(of: planes(200, 20), count: 8, using: &source)
        #expect(components.count == 8)
        #expect(components.variances.count { $0 > 0 } == 3)
        #expect((3..<8).allSatisfy { row in components.directions.row(row).allSatisfy { $0 == 0 } })
        let flat = table(5, 3) { _, _ in 7 }
        let none = try PrincipalComponents(of: flat, count: 2, using: &source)
        #expect(none.shares == [0, 0])
        #expect(none.coordinates(of: flat).elements.allSatisfy { $0 == 0 })
    }

    @Test func `are at most as many as features, from one candidate too`() throws {
        var source = random()
        let one = try PrincipalComponents(of: table(1, 3) { Double($1) }, count: 8, using: &source)
        #expect(one.count == 3)
        #expect(one.mean == [0, 1, 2])
    }

    @Test func `come from a sample that the seed alone decides`() throws {
        // One direction far ahead of the other.
        let features = table(1000, 6) { row, column in
            Double((row * 7) % 101) * Double(column) + Double((row * 31) % 17) * Double(5 - column)
        }
        func directions(_ seed: UInt64) throws -> [Double] {
            var source = RandomSource(seed: seed, stream: "components")
            return try PrincipalComponents(of: features, count: 2, sampleSize: 50, using: &source).directions.elements
        }
        #expect(try directions(1) == directions(1))
        #expect(try directions(1) != directions(2))
        #expect(dot(Array(try directions(1).prefix(6)), Array(try directions(2).prefix(6))) > 0.99)
    }

    @Test func `of features that are not finite are refused`() {
        #expect(throws: Undecomposable.self) {
            var source = RandomSource(seed: 1)
            let features = FeatureTable(dimension: 2, elements: [1, .nan, 2, 3])
            _ = try PrincipalComponents(of: features, count: 1, using: &source)
        }
    }
}

/// sin(0.9 r c + 0.3 c) + 0.2 r [c = 2] + 0.05 c r in single precision, row by row.
private let pinned: [Float] = [
    0, 0.29552022, 0.5646425, 0.7833269, 0.9320391, 0.997495, 0, 0.9820391, 0.97546315, -0.29252043,
    -0.79616463, -0.029415498, 0, 0.9632094, -0.27157578, 0.3168139, 1.2545989, -0.37969577, 0, 0.29112002,
    0.6205845, 0.8621185, 0.06342708, 1.4002879, 0, -0.48776615, 2.1985433, -0.16198358, 0.90775365,
    1.6055399, 0, -0.7461646, 1.3256732, 1.7156578, 1.3433149, 0.34442163, 0, -0.25068554, 0.8806715,
    -0.084065005, 0.47650525, 1.2762444, 0, 0.66154134, 2.6920736, 1.8636737, 2.354285, 2.7499118, 0,
    1.3379999, 3.0502877, 0.7128255, 0.6119684, 1.8022012, 0, 1.3045989, 1.812433, 1.4172081, 2.6177661,
    1.3334785, 0, 0.62445444, 2.7530262, 1.8656526, 1.5213541, 3.0841966, 0, -0.14987469, 4.299793,
    0.9216392, 2.2406933, 3.4202292,
]
