import Experiments
private import Foundation
private import Randomness

/// Clusters of heavily doped semiconductor particles on a thin support, seen by low-loss EELS.
///
/// The overview is a dark-field (HAADF) image. A spectrum is the tail of the zero-loss peak, the bulk plasmon in
/// proportion to the thickness, and the surface plasmons in the form of the modal decomposition
/// Γ(ω, R) = Σ |V_k(R)|² Im g_k(ω) (García de Abajo, Rev. Mod. Phys. 82, 209 (2010), section IV; Boudarham & Kociak,
/// Phys. Rev. B 85, 245447 (2012)). `Samples.md` has all formulas.
struct Nanoparticles: SamplePhysics {
    let channels = ["HAADF"]
    let pixelSize = 5.0
    let axis: Axis

    private let height: Int
    private let width: Int
    private let seed: UInt64
    private let clusters: [ParticleCluster]
    /// The lines of each cluster: its coupled modes, then the edge mode and the bulk plasmon of each particle.
    private let lines: [[[Double]]]
    /// The tail of the zero-loss peak.
    private let zeroLoss: [Double]

    init(height: Int, width: Int, seed: UInt64) {
        let energies = (0..<156).map { Double(5 + $0) / 100 }
        axis = Axis(name: "energy", unit: "eV", values: energies)
        self.height = height
        self.width = width
        self.seed = seed
        clusters = ParticlePlacement.clusters(
            width: Double(width) * pixelSize, height: Double(height) * pixelSize, seed: seed
        ).filter { !$0.isEmpty }.map(ParticleCluster.init)
        lines = clusters.map { cluster in
            (cluster.modes.map(\.energy) + cluster.edgeEnergies + cluster.bulkEnergies).map { energy in
                energies.map { DrudeMaterial.line(energy, at: $0) }
            }
        }
        zeroLoss = energies.map { 4 * exp(-$0 / 0.05) + 0.004 / ($0 + 0.1) }
    }

    func deviation(of value: Double) -> Double {
        // Counting noise, equal to the relative noise where the value is 1, and a little of the detector's own.
        max(value, 0).squareRoot() + 0.1
    }

    func truth(at pixel: Pixel) -> [Double] {
        let x = Double(pixel.column) * pixelSize
        let y = Double(pixel.row) * pixelSize
        var spectrum = [Double](repeating: 0, count: axis.values.count)
        var thickness = 0.0
        for (cluster, lines) in zip(clusters, lines) {
            let box = cluster.box
            guard x > box.left, x < box.right, y > box.top, y < box.bottom else { continue }
            thickness += add(cluster, lines, x, y, to: &spectrum)
        }
        // Electrons scattered elastically to high angles are lost to the spectrometer.
        let transmitted = exp(-thickness / 180)
        for index in spectrum.indices {
            spectrum[index] = transmitted * (spectrum[index] + zeroLoss[index])
        }
        return spectrum
    }

    /// Adds a cluster's losses at a point and returns its thickness there.
    private func add(
        _ cluster: ParticleCluster, _ lines: [[Double]], _ x: Double, _ y: Double, to spectrum: inout [Double]
    ) -> Double {
        let particles = cluster.particles
        var thickness = 0.0
        var potentials: [Double] = []
        var edges: [Double] = []
        var bulk: [Double] = []
        for particle in particles {
            let distance = particle.distance(toX: x, y: y)
            let local = particle.thickness(atDistance: distance)
            thickness += local
            // The induced potential of a dipole falls off over a fraction of the particle's size, outside and inside.
            let decay = exp(-abs(distance) / (particle.halfWidth * (distance > 0 ? 0.7 : 0.5)))
            let size = (particle.halfWidth / 20).squareRoot()
            let ends = particle.ends(atX: x, y: y)
            potentials += [size * decay * ends.0, size * decay * ends.1]
            let closeness = distance / 6
            edges.append(0.35 * particle.sharpness * exp(-closeness * closeness))
            bulk.append(0.45 * local / 40)
        }
        let weights =
            cluster.modes.map { mode in
                let potential = zip(mode.dipoles, potentials).reduce(0) { $0 + $1.0 * $1.1 }
                return potential * potential
            } + edges + bulk
        for (weight, line) in zip(weights, lines) where weight > 1e-5 {
            for index in spectrum.indices { spectrum[index] += weight * line[index] }
        }
        return thickness
    }

    func overviewValues() -> [Float] {
        var source = RandomSource(seed: seed, stream: "nanoparticles/overview")
        let tilt = (x: source.uniform(in: -0.06...0.06), y: source.uniform(in: -0.06...0.06))
        let texture = RandomField(waves: 24, wavelengths: 40...120, &source)
        var values: [Float] = []
        values.reserveCapacity(height * width)
        for row in 0..<height {
            for column in 0..<width {
                let (x, y) = (Double(column) * pixelSize, Double(row) * pixelSize)
                let thickness = blurredThickness(x, y)
                let support = 0.1 * (1 + 0.15 * texture.value(x, y))
                let shading =
                    1 + tilt.x * (Double(column) / Double(width) - 0.5) + tilt.y * (Double(row) / Double(height) - 0.5)
                let signal = shading * (thickness / 50 + support)
                values.append(Float(signal + (0.015 + 0.02 * signal.squareRoot()) * source.normal()))
            }
        }
        return values
    }

    /// The thickness under the probe, whose diameter is about a pixel: a five-point mean.
    private func blurredThickness(_ x: Double, _ y: Double) -> Double {
        var sum = 0.0
        for cluster in clusters {
            let box = cluster.box
            guard x > box.left, x < box.right, y > box.top, y < box.bottom else { continue }
            for particle in cluster.particles {
                let distance = particle.distance(toX: x, y: y)
                guard distance < 4 else { continue }
                sum += 2 * particle.thickness(atDistance: distance)
                for (dx, dy) in [(-2.0, -2.0), (2, -2), (-2, 2), (2, 2)] {
                    sum += particle.thickness(atDistance: particle.distance(toX: x + dx, y: y + dy))
                }
            }
        }
        return sum / 6
    }
}
