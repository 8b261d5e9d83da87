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
    /// Standard normal numbers for the content and the pose's parts of each row.
    var noise: [Float] = []
    var poses: [Pose] = []
    /// The slope of the loss in the pose of each row, over its angles.
    var poseSlopes: [Pose] = []
    /// The log likelihood of each branch, less its penalty.
    var likelihoods: [Double] = []
    /// What the roughness of each branch's object costs.
    var penalties: [Double] = []

    /// Makes room for so many rows.
    func prepare(rows: Int, starts: Int, headColumns: Int, decoderColumns: Int) {
        if headInput.value.columns != headColumns { headInput = Variable(rows: 0, columns: headColumns) }
        if decoderInput.value.columns != decoderColumns { decoderInput = Variable(rows: 0, columns: decoderColumns) }
        headInput.resize(rows: rows)
        decoderInput.resize(rows: rows)
        classShares = Array(repeating: 1, count: rows)
        angleShares = Array(repeating: 1, count: rows * starts)
        poses = Array(repeating: Pose(), count: rows)
        poseSlopes = poses
        likelihoods = Array(repeating: 0, count: rows * starts)
        penalties = likelihoods
    }

    /// Calls `body` with what a pass over the branches sets: likelihoods, penalties and the slopes of poses.
    func withUnsafeResults(
        _ body: (
            UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<Pose>
        ) -> Void
    ) {
        unsafe likelihoods.withUnsafeMutableBufferPointer { likelihoods in
            unsafe penalties.withUnsafeMutableBufferPointer { penalties in
                unsafe poseSlopes.withUnsafeMutableBufferPointer { unsafe body(likelihoods, penalties, $0) }
            }
        }
    }
}
