package import LinearAlgebra
private import Networks

/// What an encoder makes of an image.
package struct Encoding: Hashable, Sendable {
    /// The content's posterior means.
    package var content: [Float]
    /// And its standard deviations.
    package var contentDeviations: [Float]
    /// The pose at the posterior's means, its rotation about the likeliest angle.
    package var pose: Pose
    /// How likely each class is; empty if there are none.
    ///
    /// Content and pose are those under the likeliest.
    package var classes: [Double]

    /// The class that is likeliest, the first of several; nil if there are none.
    package var likeliestClass: Int? { classes.max().flatMap(classes.firstIndex(of:)) }
}

extension Autoencoder {
    /// Encodes images, one a row.
    ///
    /// - Parameters:
    ///   - images: Of the design's input shape.
    ///   - conditions: One row an image.
    /// - Returns: One encoding an image.
    package func encode(_ images: borrowing Matrix<Float>, conditions: consuming Matrix<Float>? = nil) -> [Encoding] {
        let given = conditions ?? Matrix(rows: images.rows, columns: 0)
        precondition(
            images.columns == design.input.count && given.rows == images.rows && given.columns == design.conditions,
            "an image has the shape of the design")
        let hidden = trunk.predict(images)
        let shares = classifier.map { classifier in
            let logits = classifier.predict(images).elements
            return (0..<images.rows).map { Self.shares(of: logits[$0 * design.classes..<($0 + 1) * design.classes]) }
        }
        var input = Matrix<Float>(rows: images.rows, columns: head.inputs)
        for image in 0..<images.rows {
            for column in 0..<hidden.columns { input[image, column] = hidden[image, column] }
            if let shares, let best = shares[image].max(), let label = shares[image].firstIndex(of: best) {
                input[image, hidden.columns + label] = 1
            }
            for condition in 0..<design.conditions {
                input[image, hidden.columns + design.classes + condition] = given[image, condition]
            }
        }
        let outputs = head.predict(input).elements
        return (0..<images.rows).map { encoding(outputs, row: $0, classes: shares?[$0] ?? []) }
    }

    private func encoding(_ outputs: [Float], row: Int, classes: [Double]) -> Encoding {
        let first = row * layout.count
        let dimensions = layout.contentDimensions
        let parts = design.pose.parts
        var pose = Pose()
        pose.shearAxis = axis
        for (index, part) in parts.enumerated() {
            pose[part.part] = part.deviation * outputs[first + layout.pose.lowerBound + index]
        }
        if layout.starts > 1 {
            let logits = outputs[first + layout.angles.lowerBound..<first + layout.angles.upperBound]
            let start = logits.indices.max { logits[$0] < logits[$1] } ?? logits.startIndex
            pose.rotation += 2 * .pi * Float(start - logits.startIndex) / Float(layout.starts)
        }
        return Encoding(
            content: Array(outputs[first..<first + dimensions]),
            contentDeviations: outputs[first + dimensions..<first + 2 * dimensions].map {
                design.isVariational ? VectorMath.exp(Self.clamped($0)) : 0
            }, pose: pose, classes: classes)
    }
}
