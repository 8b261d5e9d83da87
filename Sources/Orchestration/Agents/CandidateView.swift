package import Experiments
private import LinearAlgebra
package import Surrogates

/// What the model sees of a pool: the features of every candidate, as the plan asks.
package struct CandidateView: Sendable {
    package let features: any CandidateFeatures

    /// Looks at a pool through a plan's features.
    package init(plan: Plan, overview: Overview, pool: CandidatePool) {
        features =
            switch plan.features {
            case .patch(let choice):
                PatchView(patches: Patches(of: overview, choice), pixels: pool.candidates.map(\.pixel))
            case .coordinates: FeatureTable(dimension: 2, elements: Self.coordinates(of: pool.places))
            }
    }

    /// Coordinates about the middle of the field, in units of half its longer side.
    ///
    /// Taken from the field's middle in double precision: a stage at 5 mm must not hide a field of 2 um.
    private static func coordinates(of places: [Position]) -> [Float] {
        func extent(_ values: [Double]) -> (middle: Double, half: Double) {
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            return (low / 2 + high / 2, high / 2 - low / 2)
        }
        let (x, y) = (extent(places.map(\.x)), extent(places.map(\.y)))
        let half = max(x.half, y.half)
        let scale = half > 0 ? 1 / half : 1
        return places.flatMap { [Float(($0.x - x.middle) * scale), Float(($0.y - y.middle) * scale)] }
    }
}

/// The patches of a pool, cut from the overview whenever they are asked for.
private struct PatchView: CandidateFeatures {
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
