import Experiments
import Testing

@testable import Datasets

@Suite struct `A synthetic sample` {
    static func choice(_ name: String, seed: UInt64 = 1, side: Int = 32) -> Plan.SampleChoice {
        var choice = Plan.SampleChoice(name: name)
        choice.height = side
        choice.width = side + 8
        choice.seed = seed
        return choice
    }

    static func scalarizer(_ name: String) -> Scalarizer {
        var scalarizer = Scalarizer()
        scalarizer.quantity =
            name == "nanoparticles" ? .bandMaximum(Scalarizer.Band(from: 0.55, to: 0.7, unit: "eV")) : .loopArea
        return scalarizer
    }

    @Test(arguments: Sample.names)
    func `is the same for the same seed and another for another`(name: String) throws {
        let first = try Sample.make(Self.choice(name))
        let second = try Sample.make(Self.choice(name))
        let other = try Sample.make(Self.choice(name, seed: 2))
        let pixel = Pixel(row: 20, column: 7)
        #expect(first.overview == second.overview)
        #expect(first.spectrum(at: pixel, attempt: 1) == second.spectrum(at: pixel, attempt: 1))
        #expect(first.overview.values != other.overview.values)
        #expect(first.truth(at: pixel) != other.truth(at: pixel))
    }

    @Test(arguments: Sample.names)
    func `measures with noise that differs between attempts and pixels only`(name: String) throws {
        let sample = try Sample.make(Self.choice(name))
        let pixel = Pixel(row: 3, column: 30)
        let truth = sample.truth(at: pixel)
        let first = sample.spectrum(at: pixel, attempt: 1)
        #expect(first == sample.spectrum(at: pixel, attempt: 1))
        #expect(first != sample.spectrum(at: pixel, attempt: 2))
        #expect(truth.count == sample.axis.values.count && truth.allSatisfy(\.isFinite))
        let neighbor = Pixel(row: 3, column: 31)
        let ours = zip(first, truth).map { $0 - $1 }
        let theirs = zip(sample.spectrum(at: neighbor, attempt: 1), sample.truth(at: neighbor)).map { $0 - $1 }
        #expect(ours != theirs)
    }

    @Test func `has the noise that was asked for`() throws {
        let sample = try Sample.make(Self.choice("ferroelectric"))
        var squares = 0.0
        var count = 0.0
        for row in 0..<32 {
            let pixel = Pixel(row: row, column: row)
            for (measured, truth) in zip(sample.spectrum(at: pixel, attempt: 1), sample.truth(at: pixel)) {
                squares += (measured - truth) * (measured - truth)
                count += 1
            }
        }
        // 2048 draws: the estimate is good to 1.6 %.
        #expect(abs((squares / count).squareRoot() / 0.02 - 1) < 0.06)
    }

    @Test(arguments: Sample.names)
    func `measures where it is sent: x is the column, y the row`(name: String) throws {
        let sample = try Sample.make(Self.choice(name))
        let step = sample.overview.horizontal.step
        #expect(sample.overview.width == 40 && sample.overview.height == 32)
        let there = try sample.truth(at: Position(x: 35 * step, y: 4 * step))
        #expect(there == sample.truth(at: Pixel(row: 4, column: 35)))
        #expect(throws: UnmeasurablePosition.self) { try sample.spectrum(at: Position(x: 0, y: 33 * step), attempt: 1) }
    }

    @Test(arguments: [
        ("gold", 64, 0.02), ("ferroelectric", 4, 0.02), ("nanoparticles", 64, -1), ("nanoparticles", 64, .nan),
    ])
    func `that cannot be made says why`(name: String, side: Int, noise: Double) {
        var choice = Plan.SampleChoice(name: name)
        choice.height = side
        choice.noise = noise
        #expect(throws: UnusableSample.self) { try Sample.make(choice) }
    }

    @Test(arguments: Sample.names, [UInt64(1), 2, 3])
    func `has its best places in several spots that are not the brightest pixels`(name: String, seed: UInt64) throws {
        let sample = try Sample.make(Self.choice(name, seed: seed, side: 64))
        let (rows, columns) = (64, 72)
        let scalarizer = Self.scalarizer(name)
        let objectives = try (0..<rows * columns).map { index in
            let pixel = Pixel(row: index / columns, column: index % columns)
            return try scalarizer.objective(of: sample.truth(at: pixel), axis: sample.axis)
        }
        let threshold = ScalarField.percentile(95, of: objectives.sorted())
        let best = Set(objectives.indices.filter { objectives[$0] >= threshold })

        // Spots: no nearer than 8 pixels to one another.
        var spots: [Int] = []
        for index in best.sorted(by: { objectives[$0] > objectives[$1] }) {
            let isNew = spots.allSatisfy { spot in
                max(abs(spot / columns - index / columns), abs(spot % columns - index % columns)) >= 8
            }
            if isNew { spots.append(index) }
        }
        #expect(spots.count >= 5)

        let brightness = Array(sample.overview.values.prefix(rows * columns))
        let bright = brightness.indices.sorted { brightness[$0] > brightness[$1] }.prefix(best.count)
        #expect(bright.count { best.contains($0) } < best.count / 2)
    }
}
