private import Foundation

/// The plasmons of particles that feel each other: coupled in-plane dipoles, and the edge modes of each particle.
struct ParticleCluster: Sendable {
    /// A coupled mode: its energy in eV and how much each dipole (two a particle) takes part.
    struct Mode: Sendable {
        var energy: Double
        var dipoles: [Double]
    }

    let particles: [Nanoparticle]
    let modes: [Mode]
    /// The energy in eV of each particle's own edge mode.
    let edgeEnergies: [Double]
    /// The energy in eV of each particle's bulk plasmon.
    let bulkEnergies: [Double]
    /// A box beyond which nothing of the cluster is felt.
    let box: (left: Double, right: Double, top: Double, bottom: Double)

    init(_ particles: [Nanoparticle]) {
        self.particles = particles
        bulkEnergies = particles.map { DrudeMaterial.plasmaEnergy(of: $0) / DrudeMaterial.background.squareRoot() }
        edgeEnergies = particles.map {
            DrudeMaterial.resonance(plasma: DrudeMaterial.plasmaEnergy(of: $0), depolarization: DrudeMaterial.cubeEdge)
        }
        modes = Self.modes(of: particles)
        let reach = 60.0
        box = (
            (particles.map { $0.x - $0.halfLength }.min() ?? 0) - reach,
            (particles.map { $0.x + $0.halfLength }.max() ?? 0) + reach,
            (particles.map { $0.y - $0.halfLength }.min() ?? 0) - reach,
            (particles.map { $0.y + $0.halfLength }.max() ?? 0) + reach
        )
    }

    /// Hybridisation: the eigenvalues of the dynamical matrix are the squared energies of the coupled modes.
    private static func modes(of particles: [Nanoparticle]) -> [Mode] {
        let count = 2 * particles.count
        let energies = particles.flatMap { particle in
            let (along, across) = DrudeMaterial.depolarization(of: particle)
            let plasma = DrudeMaterial.plasmaEnergy(of: particle)
            return [along, across].map { DrudeMaterial.resonance(plasma: plasma, depolarization: $0) }
        }
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for index in 0..<count { matrix[index][index] = energies[index] * energies[index] }
        for first in particles.indices {
            for second in particles.indices where second > first {
                let strength = coupling(particles[first], particles[second])
                let (dx, dy) = (particles[second].x - particles[first].x, particles[second].y - particles[first].y)
                let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
                for i in 0..<2 {
                    for j in 0..<2 {
                        let u = particles[first].direction(ofDipole: i)
                        let v = particles[second].direction(ofDipole: j)
                        let alongU = (u.x * dx + u.y * dy) / length
                        let alongV = (v.x * dx + v.y * dy) / length
                        let orientation = (u.x * v.x + u.y * v.y - 3 * alongU * alongV) / 2
                        let (row, column) = (2 * first + i, 2 * second + j)
                        matrix[row][column] = strength * orientation * energies[row] * energies[column]
                        matrix[column][row] = matrix[row][column]
                    }
                }
            }
        }
        let solved = SymmetricEigenproblem(matrix)
        return zip(solved.values, solved.vectors).map { Mode(energy: max($0, 0.04).squareRoot(), dipoles: $1) }
    }

    /// The plasmon ruler: the shift of a pair falls off with the gap over the particles' size, decay length 0.23.
    private static func coupling(_ first: Nanoparticle, _ second: Nanoparticle) -> Double {
        let size = first.halfWidth + second.halfWidth
        return 0.34 * exp(-max(first.gap(to: second), 0) / (0.23 * size))
    }
}

/// Carriers in a heavily doped semiconductor (Drude), and the resonances of small bodies of it.
enum DrudeMaterial {
    /// The relative permittivity of the bound electrons.
    static let background = 4.0
    /// The mean relative permittivity around a particle: vacuum and support.
    static let surroundings = 1.5
    /// The damping, the full width of a resonance, in eV.
    static let damping = 0.1
    /// The geometric factors of the strongest and the next mode of a cube (Fuchs 1975).
    static let cubeCorner = 0.214
    static let cubeEdge = 0.297

    /// The plasma energy in eV: that of the batch, its doping, and less for small particles: the outer nm is depleted.
    static func plasmaEnergy(of particle: Nanoparticle) -> Double {
        let depleted = 1.0
        let core =
            (1 - depleted / particle.halfLength) * (1 - depleted / particle.halfWidth)
            * (1 - depleted / particle.halfWidth)
        return 2.3 * particle.doping * core.squareRoot()
    }

    /// The energy where the permittivity of the particle is that of the resonance, `surroundings * (1 - 1 / L)`.
    static func resonance(plasma: Double, depolarization: Double) -> Double {
        plasma / (background + surroundings * (1 / depolarization - 1)).squareRoot()
    }

    /// The depolarisation factors along and across.
    ///
    /// Those of a prolate spheroid (Bohren & Huffman, equation 5.33), brought towards a cube's strongest mode as the
    /// corners sharpen.
    static func depolarization(of particle: Nanoparticle) -> (along: Double, across: Double) {
        let ratio = particle.halfWidth / particle.halfLength
        let eccentricity = max(1 - ratio * ratio, 0).squareRoot()
        var along = 1.0 / 3
        if eccentricity > 0.05 {
            let logarithm = log((1 + eccentricity) / (1 - eccentricity)) / (2 * eccentricity)
            along = (1 - eccentricity * eccentricity) / (eccentricity * eccentricity) * (logarithm - 1)
        }
        let sharpening = 1 - (1 - 3 * cubeCorner) * particle.sharpness
        return (along * sharpening, (1 - along) / 2 * sharpening)
    }

    /// The line of a mode at `energy`, 1 at its peak: the imaginary part of a damped oscillator's response.
    static func line(_ energy: Double, at loss: Double) -> Double {
        let difference = energy * energy - loss * loss
        let width = damping * loss
        return damping * width * energy / (difference * difference + width * width)
    }
}
