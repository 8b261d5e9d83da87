import LinearAlgebra
import Networks

/// What a step computes on its way, reused by the next.
///
/// A row stands for an image under one supposed class; there is one row an image where there are no classes. A branch is a row
/// under one of the angles that the posterior is a mixture over.
final class Workspace {
    var headInput = Variable(rows: 0, columns: 0)
    var decoderInput = Variable(rows: 0, columns: 0)
    /// What the head gave for each row.
    var headOutputs: [Float] = []
    /// What the classifier gave for each image.
    var classLogits: [Float] = []
    /// How likely each class of each image is: 1 where there are none.
    var classShares: [Double] = []
    /// How likely each angle of each row is.
    var angleShares: [Double] = []
    /// The logarithm of how likely each angle is before an image is seen.
    var anglePriors: [Double] = [0]
    /// Whether each branch is drawn.
    var isDrawn: [Bool] = []
    /// Standard normal numbers for the content and the pose's parts of each image.
    var noise: [Float] = []
    var poses: [Pose] = []
    /// The divergence of each row's content from its prior, and of the parts of its pose.
    var contentDivergences: [Double] = []
    var poseDivergences: [Double] = []
    /// log p(z) - log q(z | x) of each row's draws.
    var logRatios: [Double] = []
    /// The slope of the loss in the pose of each row, over its angles.
    var poseSlopes: [Pose] = []
    /// How much of its image each branch is drawn for: what the decoder learns with.
    var responsibilities: [Double] = []
    /// The log likelihood of each branch, less its penalty.
    var likelihoods: [Double] = []
    /// What the roughness of each branch's object costs.
    var penalties: [Double] = []
    /// The logarithm of each image's likelihood, summed over its branches; see ``LossParts/marginalBound``.
    var marginals: [Double] = []

    /// Makes room for so many images and rows.
    func prepare(images: Int, rows: Int, starts: Int, headColumns: Int, decoderColumns: Int) {
        if headInput.value.columns != headColumns { headInput = Variable(rows: 0, columns: headColumns) }
        if decoderInput.value.columns != decoderColumns { decoderInput = Variable(rows: 0, columns: decoderColumns) }
        headInput.resize(rows: rows)
        decoderInput.resize(rows: rows)
        classShares = Array(repeating: 1, count: rows)
        angleShares = Array(repeating: 1, count: rows * starts)
        isDrawn = Array(repeating: true, count: rows * starts)
        poses = Array(repeating: Pose(), count: rows)
        contentDivergences = Array(repeating: 0, count: rows)
        poseDivergences = contentDivergences
        logRatios = contentDivergences
        poseSlopes = poses
        responsibilities = Array(repeating: 0, count: rows * starts)
        likelihoods = responsibilities
        penalties = responsibilities
        marginals = Array(repeating: 0, count: images)
    }

    /// Calls `body` with what a pass over the images sets.
    func withUnsafeResults(_ body: (BranchResults) -> Void) {
        unsafe likelihoods.withUnsafeMutableBufferPointer { likelihoods in
            unsafe penalties.withUnsafeMutableBufferPointer { penalties in
                unsafe responsibilities.withUnsafeMutableBufferPointer { responsibilities in
                    unsafe marginals.withUnsafeMutableBufferPointer { marginals in
                        unsafe poseSlopes.withUnsafeMutableBufferPointer { poseSlopes in
                            body(
                                unsafe BranchResults(
                                    likelihoods: likelihoods, penalties: penalties,
                                    responsibilities: responsibilities, marginals: marginals, poseSlopes: poseSlopes))
                        }
                    }
                }
            }
        }
    }
}

/// What a pass over images sets; each thread its own.
@safe struct BranchResults {
    /// The log likelihood of each branch less its penalty, and the penalty.
    let likelihoods: UnsafeMutableBufferPointer<Double>
    let penalties: UnsafeMutableBufferPointer<Double>
    /// How much of its image each branch is drawn for: given, or set where they are exact.
    let responsibilities: UnsafeMutableBufferPointer<Double>
    /// The logarithm of each image's likelihood, summed over its branches.
    let marginals: UnsafeMutableBufferPointer<Double>
    /// The slope of the loss in each row's pose, added to.
    let poseSlopes: UnsafeMutableBufferPointer<Pose>
}
