import Experiments
import Foundation
import Randomness
import Testing

@testable import Datasets

@Suite struct `A ferroelectric film` {
    static func sample() throws -> Sample {
        var choice = Plan.SampleChoice(name: "ferroelectric")
        choice.noise = 0
        return try Sample.make(choice)
    }

    static func value(_ quantity: Scalarizer.Quantity, _ sample: Sample, _ pixel: Pixel) throws -> Double {
        var scalarizer = Scalarizer()
        scalarizer.quantity = quantity
        return try scalarizer.objective(of: sample.truth(at: pixel), axis: sample.axis)
    }

    @Test func `is swept from 0 up, down and back to 0 in a closed loop`() throws {
        let voltages = try Self.sample().axis.values
        #expect(voltages.count == 64 && voltages[0] == 0 && voltages[16] == 8 && voltages[32] == 0)
        #expect(voltages[48] == -8 && voltages[63] == -0.5)
        #expect(zip(voltages, voltages.dropFirst()).allSatisfy { abs($0 - $1) == 0.5 })
    }

    @Test func `has loops of positive area everywhere`() throws {
        let sample = try Self.sample()
        for row in 0..<64 {
            for column in 0..<64 {
                #expect(try Self.value(.loopArea, sample, Pixel(row: row, column: column)) > 0)
            }
        }
    }

    @Test func `switches with less area at its walls than inside its domains`() throws {
        let sample = try Self.sample()
        let amplitudes = sample.overview.values.prefix(64 * 64)
        // A wall between opposite domains is dark in the amplitude and jumps in the phase.
        let phases = Array(sample.overview.values.suffix(64 * 64))
        var walls: [Double] = []
        var domains: [Double] = []
        for row in 0..<64 {
            for column in 1..<63 {
                let index = row * 64 + column
                let jump = abs(phases[index + 1] - phases[index - 1])
                let area = try Self.value(.loopArea, sample, Pixel(row: row, column: column))
                if jump > 150, jump < 210 { walls.append(area) }
                if jump < 10, amplitudes[index] > 0.8 { domains.append(area) }
            }
        }
        #expect(walls.count > 50 && domains.count > 500)
        let wallMean = walls.reduce(0, +) / Double(walls.count)
        let domainMean = domains.reduce(0, +) / Double(domains.count)
        #expect(wallMean < 0.75 * domainMean)
    }

    @Test func `is imprinted by its own polarity`() throws {
        let sample = try Self.sample()
        let phases = sample.overview.values.suffix(64 * 64)
        var means = [0.0, 0.0]
        var counts = [0.0, 0.0]
        for (index, phase) in phases.enumerated() where abs(abs(phase + 30) - 90) < 10 {
            let bias = try Self.value(.coerciveBias, sample, Pixel(row: index / 64, column: index % 64))
            means[phase > 0 ? 1 : 0] += bias
            counts[phase > 0 ? 1 : 0] += 1
        }
        #expect(counts[0] > 100 && counts[1] > 100)
        #expect(means[1] / counts[1] > 0.1 && means[0] / counts[0] < -0.1)
    }

    @Test func `has needles with a distance that is negative inside`() {
        let needle = Lamella(x: 0, y: 0, angle: 0.5, halfLength: 100, halfWidth: 10, polarization: 1)
        #expect(needle.distance(toX: 0, y: 0).distance == -10)
        let normal = (x: -sin(0.5), y: cos(0.5))
        let above = needle.distance(toX: 50 * normal.x, y: 50 * normal.y)
        #expect(abs(above.distance - 40) < 1e-9 && above.side > 0.95)
        #expect(needle.distance(toX: -50 * normal.x, y: -50 * normal.y).side < -0.95)
        #expect(abs(needle.distance(toX: 130 * cos(0.5), y: 130 * sin(0.5)).distance - 30) < 1e-9)
    }
}

@Suite struct `A random field` {
    @Test func `has mean 0, variance 1 and the slope of its own differences`() {
        var source = RandomSource(seed: 3, stream: "field")
        let field = RandomField(waves: 40, wavelengths: 10...20, &source)
        var sum = 0.0
        var squares = 0.0
        for row in 0..<200 {
            for column in 0..<200 {
                let value = field.value(Double(column), Double(row))
                sum += value
                squares += value * value
            }
        }
        #expect(abs(sum / 40_000) < 0.05)
        #expect(abs(squares / 40_000 - 1) < 0.1)
        let (value, slope) = field.valueAndSlope(3, 4)
        let dx = (field.value(3 + 1e-5, 4) - field.value(3 - 1e-5, 4)) / 2e-5
        let dy = (field.value(3, 4 + 1e-5) - field.value(3, 4 - 1e-5)) / 2e-5
        #expect(abs(value - field.value(3, 4)) < 1e-12)
        #expect(abs(slope - (dx * dx + dy * dy).squareRoot()) < 1e-6)
    }
}
