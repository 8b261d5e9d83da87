import Experiments
import Foundation
import Testing

@testable import Datasets

@Suite struct `Plasmonic nanoparticles` {
    static func sphere(x: Double, radius: Double = 20) -> Nanoparticle {
        Nanoparticle(x: x, y: 0, halfLength: radius, halfWidth: radius, cornerRadius: radius, angle: 0.3, doping: 1)
    }

    @Test func `of spherical shape resonate where the permittivity is -2 times the surroundings'`() {
        let sphere = Self.sphere(x: 0)
        let (along, across) = DrudeMaterial.depolarization(of: sphere)
        #expect(abs(along - 1.0 / 3) < 1e-12 && abs(across - 1.0 / 3) < 1e-12)
        let plasma = DrudeMaterial.plasmaEnergy(of: sphere)
        let energy = DrudeMaterial.resonance(plasma: plasma, depolarization: along)
        let permittivity = DrudeMaterial.background - plasma * plasma / (energy * energy)
        #expect(abs(permittivity + 2 * DrudeMaterial.surroundings) < 1e-9)
    }

    /// The factor of a prolate spheroid of aspect ratio 2 is 0.1735640 (Bohren & Huffman, equation 5.33).
    @Test func `of a long shape have the spheroid's depolarisation factors`() {
        var rod = Self.sphere(x: 0)
        rod.halfLength = 40
        let (along, across) = DrudeMaterial.depolarization(of: rod)
        #expect(abs(along - 0.173_564_0) < 1e-6)
        #expect(abs(along + 2 * across - 1) < 1e-12)
    }

    @Test func `are redder the sharper, longer and smaller they are`() {
        func energy(_ change: (inout Nanoparticle) -> Void) -> Double {
            var particle = Self.sphere(x: 0)
            change(&particle)
            return ParticleCluster([particle]).modes[0].energy
        }
        let sphere = energy { _ in }
        #expect(energy { $0.cornerRadius = 5 } < sphere)
        #expect(energy { $0.halfLength = 35 } < sphere)
        #expect(energy { ($0.halfLength, $0.halfWidth, $0.cornerRadius) = (12, 12, 12) } < sphere)
    }

    @Test func `split into a bonding and an antibonding mode across a gap`() {
        let gap = 4.0
        let pair = ParticleCluster([Self.sphere(x: 0), Self.sphere(x: 40 + gap)])
        let single = ParticleCluster([Self.sphere(x: 0)]).modes[0].energy
        // Hybridisation of two equal dipoles along their axis: squared energies (1 -+ k) times the single one's.
        // The gap is found from points along the outlines, to 0.4 nm.
        let strength = 0.34 * exp(-gap / (0.23 * 40))
        #expect(abs(pair.modes[0].energy / single - (1 - strength).squareRoot()) < 5e-3)
        #expect(abs(pair.modes[3].energy / single - (1 + strength).squareRoot()) < 5e-3)
        let far = ParticleCluster([Self.sphere(x: 0), Self.sphere(x: 400)])
        #expect(abs(far.modes[0].energy - single) < 1e-6)
    }

    @Test func `have outlines and gaps as drawn`() {
        let cube = Nanoparticle(x: 10, y: -5, halfLength: 20, halfWidth: 15, cornerRadius: 4, angle: 0.7, doping: 1)
        for point in cube.outline { #expect(abs(cube.distance(toX: point.x, y: point.y)) < 1e-9) }
        #expect(cube.distance(toX: 10, y: -5) == -15)
        #expect(abs(Self.sphere(x: 0).gap(to: Self.sphere(x: 47)) - 7) < 0.3)
        #expect(abs(Self.sphere(x: 0).thickness(atDistance: -20) - 40) < 1e-12)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `never overlap`(seed: UInt64) {
        let particles = ParticlePlacement.clusters(width: 400, height: 300, seed: seed).flatMap { $0 }
        #expect(particles.count >= 20)
        for first in particles.indices {
            for second in particles.indices where second > first {
                #expect(particles[first].gap(to: particles[second]) > 1)
            }
        }
    }

    @Test func `show the bulk plasmon inside and surface plasmons at their edges`() throws {
        var choice = Plan.SampleChoice(name: "nanoparticles")
        choice.noise = 0
        let sample = try Sample.make(choice)
        let particle = try #require(
            ParticlePlacement.clusters(width: 320, height: 320, seed: 1).joined().first {
                $0.x > 40 && $0.x < 280 && $0.y > 40 && $0.y < 280
            })
        func band(_ position: Position, _ from: Double, _ to: Double) throws -> Double {
            var scalarizer = Scalarizer()
            scalarizer.quantity = .bandMean(Scalarizer.Band(from: from, to: to, unit: "eV"))
            return try scalarizer.objective(of: sample.truth(at: position), axis: sample.axis)
        }
        let inside = Position(x: particle.x, y: particle.y)
        let corner = particle.outline.max { $0.x + $0.y < $1.x + $1.y }
        let edge = Position(x: corner?.x ?? 0, y: corner?.y ?? 0)
        #expect(try band(inside, 1.0, 1.15) > 2 * band(edge, 1.0, 1.15))
        #expect(try band(edge, 0.6, 0.85) > 2 * band(inside, 0.6, 0.85))
    }
}

@Suite struct `A symmetric eigenproblem` {
    @Test func `is solved with residuals at rounding`() {
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 8)
        for row in 0..<8 {
            for column in 0..<8 { matrix[row][column] = 1 / Double(row + column + 1) }
            matrix[row][row] += Double(row % 3)
        }
        let solved = SymmetricEigenproblem(matrix)
        #expect(solved.values == solved.values.sorted())
        let trace = (0..<8).reduce(0.0) { $0 + matrix[$1][$1] }
        #expect(abs(solved.values.reduce(0, +) - trace) < 1e-12)
        for (value, vector) in zip(solved.values, solved.vectors) {
            for row in 0..<8 {
                let product = zip(matrix[row], vector).reduce(0.0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - value * vector[row]) < 1e-12)
            }
        }
    }
}
