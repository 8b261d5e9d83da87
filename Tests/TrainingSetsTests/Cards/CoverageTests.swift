import Experiments
import Foundation
import Randomness
import Testing

@testable import TrainingSets

@Suite struct `The coverage of pixels` {
    typealias Point = Outline.Point

    static func shares(_ points: [Point], height: Int, width: Int) -> [Float] {
        var coverage = Coverage(height: height, width: width)
        var values: [Float] = []
        coverage.append(points, to: &values)
        return values
    }

    static func total(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) } }

    @Test func `is exact for a rectangle`() {
        let corners = [Point(0.5, 1.25), Point(2.5, 1.25), Point(2.5, 2), Point(0.5, 2)]
        #expect(Self.shares(corners, height: 3, width: 3) == [0, 0, 0, 0.375, 0.75, 0.375, 0, 0, 0])
        // The other way round, too.
        #expect(Self.shares(corners.reversed(), height: 3, width: 3) == [0, 0, 0, 0.375, 0.75, 0.375, 0, 0, 0])
    }

    @Test func `is exact for a triangle that cuts pixels aslant`() {
        let values = Self.shares([Point(0, 0), Point(4, 0), Point(0, 2)], height: 2, width: 4)
        #expect(values == [1, 1, 0.75, 0.25, 0.75, 0.25, 0, 0])
    }

    @Test(arguments: [0.3, 1, 2.7, 10, 23.4]) func `sums to the area of a circle`(radius: Double) {
        var path = Outline.Path(from: Point(24.2 + radius, 23.7))
        path.arc(around: Point(24.2, 23.7), radius: radius, from: 0, to: 2 * Double.pi)
        let polygon = Outline(points: path.points)
        let sum = Self.total(Self.shares(path.points, height: 48, width: 48))
        // The polygon of 90 corners has n/2 sin(2 pi/n) r^2: 0.08 % less than the circle.
        #expect(abs(polygon.area - 45 * sin(2 * Double.pi / 90) * radius * radius) < 1e-9)
        #expect(abs(sum - polygon.area) < 1e-4)
        #expect(abs(sum / (Double.pi * radius * radius) - 1) < 1e-3)
    }

    @Test func `is that of the part inside the image for a shape that reaches beyond`() {
        let circle = { (x: Double, y: Double) in
            var path = Outline.Path(from: Point(x + 10, y))
            path.arc(around: Point(x, y), radius: 10, from: 0, to: 2 * Double.pi)
            return path.points
        }
        let inside = Self.shares(circle(40, 40), height: 80, width: 80)
        for (x, y) in [(4, 3), (-5, 17), (30, 26), (29, -4), (16, 12), (60, 60), (-30, 10), (10, -30)] {
            let cut = Self.shares(circle(Double(x), Double(y)), height: 24, width: 32)
            var difference: Float = 0
            for row in 0..<24 {
                for column in 0..<32 {
                    let (u, v) = (row - y + 40, column - x + 40)
                    let whole = (0..<80).contains(u) && (0..<80).contains(v) ? inside[u * 80 + v] : 0
                    difference = max(difference, abs(whole - cut[row * 32 + column]))
                }
            }
            #expect(difference < 1e-6, "at \(x), \(y)")
        }
    }

    @Test func `agrees with points thrown into each pixel`() {
        var source = RandomSource(seed: 5)
        for _ in 0..<20 {
            let corners = (0..<3).map { _ in
                Point(source.uniform(in: -1...7), source.uniform(in: -1...7))
            }
            let values = Self.shares(corners, height: 6, width: 6)
            var largest = 0.0
            for pixel in 0..<36 {
                var hits = 0
                for sample in 0..<1600 {
                    let x = Double(pixel % 6) + (Double(sample % 40) + 0.5) / 40
                    let y = Double(pixel / 6) + (Double(sample / 40) + 0.5) / 40
                    let sides = (0..<3).map { side in
                        let (a, b) = (corners[side], corners[(side + 1) % 3])
                        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) > 0
                    }
                    if sides.allSatisfy({ $0 }) || sides.allSatisfy({ !$0 }) { hits += 1 }
                }
                largest = max(largest, abs(Double(hits) / 1600 - Double(values[pixel])))
            }
            // An edge leaves a sample in doubt in about each of 40 rows: 0.025 at the worst.
            #expect(largest < 0.02)
        }
    }
}
