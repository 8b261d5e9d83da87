import Experiments

/// An array that its file explains: the NSID convention of pycroscopy (sidpy, pyNSID).
struct RecognizedArray: Hashable, Sendable {
    /// What one dimension stands for.
    struct Dimension: Hashable, Sendable {
        var label: String
        var unit: String
        var values: [Double]
    }

    let path: String
    let shape: [Int]
    /// For example `SPECTRAL_IMAGE` or `IMAGE`.
    let type: String
    /// What was measured, for example `PhaseRetrace`; empty if it is not said.
    let quantity: String
    /// One a dimension of the array.
    let dimensions: [Dimension]
}

extension RecognizedArray.Dimension {
    /// Returns the direction of an image whose pixels lie at these values.
    ///
    /// - Throws: ``UnusableData`` if the values are not evenly spaced: a pixel's place would not be what is said.
    func imageAxis(file: String) throws(UnusableData) -> ImageAxis {
        guard values.count > 1, let first = values.first, let last = values.last else {
            return ImageAxis(unit: unit.isEmpty ? "px" : unit, origin: values.first ?? 0, step: 1)
        }
        let step = (last - first) / Double(values.count - 1)
        let isEven = values.indices.allSatisfy { abs(values[$0] - first - step * Double($0)) < 1e-2 * abs(step) }
        guard step.isFinite, step != 0, isEven else {
            throw UnusableData(
                file: file,
                reason:
                    "the values of dimension `\(label)` are not evenly spaced; give `step` and `step-unit` in the plan")
        }
        return ImageAxis(unit: unit.isEmpty ? "px" : unit, origin: first, step: step)
    }
}
