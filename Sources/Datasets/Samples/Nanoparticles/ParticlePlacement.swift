private import Foundation
import Randomness

/// Where particles lie: in clusters with narrow gaps, the clusters apart from each other.
enum ParticlePlacement {
    /// The side of the square that holds one cluster, in nm.
    private static let cell = 104.0
    /// Particles of different clusters keep at least this distance, beyond which their plasmons hardly couple.
    private static let clusterGap = 7.0

    /// Returns the clusters of a field of this size in nm, cell by cell.
    static func clusters(width: Double, height: Double, seed: UInt64) -> [[Nanoparticle]] {
        let rows = max(Int((height / cell).rounded(.up)), 1)
        let columns = max(Int((width / cell).rounded(.up)), 1)
        // Facets on a support tend to align: one direction for the whole field.
        var common = RandomSource(seed: seed, stream: "nanoparticles/orientation")
        let orientation = common.uniform(in: 0...Double.pi / 2)
        var clusters: [[Nanoparticle]] = []
        for row in 0..<rows {
            for column in 0..<columns {
                // The neighbours above and to the left are all that can be in the way so far.
                var nearby: [Nanoparticle] = []
                for (y, x) in [(row - 1, column - 1), (row - 1, column), (row - 1, column + 1), (row, column - 1)]
                where y >= 0 && x >= 0 && x < columns {
                    nearby += clusters[y * columns + x]
                }
                var source = RandomSource(seed: seed, stream: "nanoparticles/cluster \(row)", step: column)
                let centre = (
                    x: (Double(column) + source.uniform(in: 0.3...0.7)) * min(cell, width),
                    y: (Double(row) + source.uniform(in: 0.3...0.7)) * min(cell, height)
                )
                clusters.append(cluster(at: centre, orientation: orientation, avoiding: nearby, &source))
            }
        }
        return clusters
    }

    private static func cluster(
        at centre: (x: Double, y: Double), orientation: Double, avoiding others: [Nanoparticle],
        _ source: inout RandomSource
    ) -> [Nanoparticle] {
        var cluster: [Nanoparticle] = []
        let wanted = 2 + source.integer(below: 4)
        for _ in 0..<30 where cluster.count < wanted {
            var particle = shape(orientation: orientation, &source)
            if cluster.isEmpty {
                (particle.x, particle.y) = centre
            } else {
                attach(&particle, to: cluster[source.integer(below: cluster.count)], &source)
            }
            let fits =
                cluster.allSatisfy { $0.gap(to: particle) >= 1.5 }
                && others.allSatisfy { isApart($0, particle) }
            if fits { cluster.append(particle) }
        }
        return cluster
    }

    private static func isApart(_ first: Nanoparticle, _ second: Nanoparticle) -> Bool {
        let span = first.halfLength + second.halfLength
        let far = abs(first.x - second.x) > 1.5 * span + clusterGap || abs(first.y - second.y) > 1.5 * span + clusterGap
        return far || first.gap(to: second) >= clusterGap
    }

    /// A sphere, a cube or a rod of random size.
    private static func shape(orientation: Double, _ source: inout RandomSource) -> Nanoparticle {
        let halfWidth = source.uniform(in: 13...22)
        let kind = source.uniform()
        let (aspect, rounding) =
            switch kind {
            case ..<0.25: (1.0, 1.0)
            case ..<0.7: (source.uniform(in: 1...1.15), source.uniform(in: 0.2...0.45))
            default: (source.uniform(in: 1.4...2.1), source.uniform(in: 0.5...0.9))
            }
        let slimmed = halfWidth * (aspect > 1.3 ? 0.75 : 1)
        return Nanoparticle(
            x: 0, y: 0, halfLength: slimmed * aspect, halfWidth: slimmed, cornerRadius: slimmed * rounding,
            angle: orientation + Double(source.integer(below: 2)) * Double.pi / 2 + 0.1 * source.normal(),
            doping: 1 + 0.01 * source.normal())
    }

    /// Moves a particle beside another, faces parallel more often than not, with a gap of a few nm.
    private static func attach(_ particle: inout Nanoparticle, to host: Nanoparticle, _ source: inout RandomSource) {
        let gap = 1.5 * exp(source.uniform() * log(5.0))
        var direction = source.uniform(in: 0...2 * Double.pi)
        if source.uniform() < 0.65 {
            direction = host.angle + Double(source.integer(below: 4)) * Double.pi / 2 + 0.15 * source.normal()
        }
        // The gap grows with the distance of the centres: bisection.
        var near = 0.0
        var far = 2 * (host.halfLength + particle.halfLength) + gap
        for _ in 0..<24 {
            let middle = (near + far) / 2
            particle.x = host.x + middle * cos(direction)
            particle.y = host.y + middle * sin(direction)
            if particle.gap(to: host) < gap { near = middle } else { far = middle }
        }
    }
}
