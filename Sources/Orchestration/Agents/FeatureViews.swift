import Experiments
import LinearAlgebra
import Randomness
import Surrogates
private import Synchronization

/// The patches of a pool, cut from the overview whenever they are asked for.
struct PatchView: CandidateFeatures {
    let patches: Patches
    let pixels: [Pixel]

    var count: Int { pixels.count }
    var dimension: Int { patches.dimension }

    func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        let dimension = dimension
        precondition(
            matrix.columns == dimension && matrix.rows >= candidates.count, "the patches do not fit the matrix")
        unsafe matrix.withUnsafeMutableElements { elements in
            for (row, candidate) in candidates.enumerated() {
                let target = unsafe UnsafeMutableBufferPointer(
                    rebasing: elements[row * dimension..<(row + 1) * dimension])
                unsafe patches.copyPatch(around: pixels[candidate], into: target)
            }
        }
    }
}

/// The stem at the pixels of a pool: computed at once where that takes little memory, else when it is asked for.
final class StemView: CandidateFeatures {
    private let source: StemSource
    private let pixels: [Pixel]
    private let table: FeatureTable?
    /// What was asked for few at a time, as measured candidates are: they are asked for again at every training.
    private let kept = Mutex<[Int: [Float]]>([:])

    /// Looks at pixels; up to `keptBytes` bytes are computed at once.
    init(_ source: StemSource, pixels: [Pixel], keptBytes: Int) {
        self.source = source
        self.pixels = pixels
        let bytes = pixels.count * source.dimension * MemoryLayout<Float>.size
        table =
            bytes <= keptBytes
            ? FeatureTable(dimension: source.dimension, elements: source.elements(at: pixels)) : nil
    }

    var count: Int { pixels.count }
    var dimension: Int { source.dimension }

    func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        if let table { return table.copyRows(candidates, into: &matrix) }
        let rows =
            candidates.count <= 1024
            ? keptRows(candidates) : source.elements(at: candidates.map { pixels[$0] })
        FeatureTable(dimension: dimension, elements: rows).copyRows(Array(candidates.indices), into: &matrix)
    }

    private func keptRows(_ candidates: [Int]) -> [Float] {
        let dimension = dimension
        return kept.withLock { kept in
            let missing = Array(Set(candidates.filter { kept[$0] == nil })).sorted()
            if kept.count + missing.count > 8192 { kept = kept.filter { candidates.contains($0.key) } }
            let elements = source.elements(at: missing.map { pixels[$0] })
            for (index, candidate) in missing.enumerated() {
                kept[candidate] = Array(elements[index * dimension..<(index + 1) * dimension])
            }
            return candidates.flatMap { kept[$0] ?? [] }
        }
    }
}

/// The principal components of the patches of a pool: computed at once where that takes little memory, else when they are
/// asked for.
final class ComponentView: CandidateFeatures {
    private let patches: PatchView
    private let components: PrincipalComponents
    private let table: FeatureTable?

    /// Finds the components of patches; up to `keptBytes` bytes of coordinates are computed at once.
    init(of patches: PatchView, count: Int, seed: UInt64, keptBytes: Int) {
        var source = RandomSource(seed: seed, stream: "principal components")
        do {
            components = try PrincipalComponents(of: patches, count: count, using: &source)
        } catch {
            preconditionFailure("an overview is finite, and so are its patches: \(error)")
        }
        self.patches = patches
        let bytes = patches.count * components.count * MemoryLayout<Float>.size
        table = bytes <= keptBytes ? components.coordinates(of: patches) : nil
    }

    var count: Int { patches.count }
    var dimension: Int { components.count }

    func copyRows(_ candidates: [Int], into matrix: inout Matrix<Float>) {
        if let table { return table.copyRows(candidates, into: &matrix) }
        let some = PatchView(patches: patches.patches, pixels: candidates.map { patches.pixels[$0] })
        components.coordinates(of: some).copyRows(Array(candidates.indices), into: &matrix)
    }
}
