import Experiments
import Foundation
import Testing

/// Loops of a lead titanate film; the data's README defines `target_area` as -∮ R dV of the median-filtered loop, clipped.
@Suite(.enabled(if: RecordedLoops.areHere, "../shared/data/beps_pto is absent"))
struct `Recorded loops` {
    @Test func `have the areas that were published with them`() throws {
        let voltage = try RecordedLoops.read("voltage")
        let loops = try RecordedLoops.read("loops")
        let published = try RecordedLoops.read("target_area")
        var scalarizer = Scalarizer()
        scalarizer.quantity = .loopArea
        let axis = Axis(name: "voltage", unit: "V", values: voltage)
        let areas = try published.indices.map { pixel in
            let loop = Array(loops[pixel * 64..<(pixel + 1) * 64]).medianFiltered(side: 5, wraps: true)
            return try scalarizer.objective(of: loop, axis: axis)
        }
        let (low, high) = (percentile(1, of: areas), percentile(99.5, of: areas))
        let worst = zip(areas, published).map { abs(min(max($0, low), high) - $1) }.max()
        // The published numbers are in single precision: half a unit in the last place of 28.9 is 1e-6.
        #expect(try #require(worst) < 3e-6)
    }

    @Test func `all have a coercive bias within the sweep or say why not`() throws {
        let voltage = try RecordedLoops.read("voltage")
        let loops = try RecordedLoops.read("loops")
        var scalarizer = Scalarizer()
        scalarizer.quantity = .coerciveBias
        let axis = Axis(name: "voltage", unit: "V", values: voltage)
        var biases: [Double] = []
        for pixel in 0..<2500 {
            let loop = Array(loops[pixel * 64..<(pixel + 1) * 64]).medianFiltered(side: 5, wraps: true)
            if let bias = try? scalarizer.objective(of: loop, axis: axis) { biases.append(bias) }
        }
        // 2,223 of 2,500 switch; the others cross their middle twice on one branch.
        #expect(biases.count > 2000)
        #expect(biases.allSatisfy { abs($0) <= 8.5 })
    }

    /// The percentile with linear interpolation, as numpy's default.
    private func percentile(_ share: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        let place = share / 100 * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
}

private enum RecordedLoops {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/data/beps_pto").standardized

    static var areHere: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "loops.npy").path)
    }

    /// Reads an NPY file of version 1 with little-endian single precision, which all of these are.
    static func read(_ name: String) throws -> [Double] {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).npy")))
        let start = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
        return stride(from: start, to: bytes.count, by: 4).map { offset in
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
            return Double(Float(bitPattern: bits))
        }
    }
}
