package import LinearAlgebra
private import Networks

/// What of an output is shown.
package enum DecodedView: Hashable, Sendable, CaseIterable {
    /// What is compared with images, seen through the point-spread function if there is one.
    case image
    /// What would be seen without it.
    case object
}

extension Autoencoder {
    /// Decodes latents, one image a row, to the numbers that are expected.
    ///
    /// - Parameters:
    ///   - content: The latents of the content, one column a dimension.
    ///   - classes: The class of each image; empty if the design has none.
    ///   - conditions: One row an image.
    ///   - poses: How each object lies; empty if all lie upright.
    ///   - view: What is shown, the image or the object before the instrument spreads it.
    /// - Returns: Images of the design's output shape, one a row: the means of the likelihood.
    package func decode(
        content: borrowing Matrix<Float>, classes: [Int] = [], conditions: consuming Matrix<Float>? = nil,
        poses: [Pose] = [], showing view: DecodedView = .image
    ) -> Matrix<Float> {
        let count = content.rows
        let given = conditions ?? Matrix(rows: count, columns: 0)
        precondition(content.columns == design.contentDimensions, "the content has as many columns as dimensions")
        precondition(
            given.rows == count && given.columns == design.conditions, "an image has the conditions of the design")
        precondition(
            classes.count == (design.classes > 0 ? count : 0)
                && classes.allSatisfy { (0..<design.classes).contains($0) }, "an image has one of the design's classes")
        precondition(poses.isEmpty || poses.count == count, "each image has a pose, or none has")
        var input = Matrix<Float>(rows: count, columns: decoder.inputs)
        for row in 0..<count {
            for dimension in 0..<design.contentDimensions { input[row, dimension] = content[row, dimension] }
            if !classes.isEmpty { input[row, design.contentDimensions + classes[row]] = 1 }
            for condition in 0..<design.conditions {
                input[row, design.contentDimensions + design.classes + condition] = given[row, condition]
            }
        }
        return draw(decoder.predict(input), in: poses, view)
    }

    /// Encodes images and decodes what the encoder finds likeliest of each.
    ///
    /// - Parameters:
    ///   - images: Of the design's input shape, one a row.
    ///   - conditions: One row an image.
    ///   - view: What is shown.
    /// - Returns: The numbers that are expected, of the design's output shape: of an encoder-decoder what belongs to the
    ///   images, otherwise the images again.
    package func reconstruct(
        _ images: borrowing Matrix<Float>, conditions: consuming Matrix<Float>? = nil,
        showing view: DecodedView = .image
    ) -> Matrix<Float> {
        let given = conditions ?? Matrix(rows: images.rows, columns: 0)
        let encodings = encode(images, conditions: given.copy())
        let content = Matrix(
            rows: images.rows, columns: design.contentDimensions, elements: encodings.flatMap(\.content))
        let classes = encodings.compactMap(\.likeliestClass)
        return decode(
            content: content, classes: classes, conditions: given, poses: encodings.map(\.pose), showing: view)
    }

    /// Draws one image from each row of features.
    private func draw(_ features: borrowing Matrix<Float>, in poses: [Pose], _ view: DecodedView) -> Matrix<Float> {
        let (width, count) = (features.columns, design.output.count)
        var images = Matrix<Float>(rows: features.rows, columns: count)
        unsafe features.withUnsafeElements { features in
            unsafe images.withUnsafeMutableElements { images in
                let rows = images.count / count
                Shares.each(of: rows, in: min(threads, rows)) { share, part in
                    for row in part {
                        unsafe scorers[share].setMeans(
                            UnsafeMutableBufferPointer(rebasing: images[row * count..<(row + 1) * count]),
                            from: UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width]),
                            in: poses.isEmpty ? Pose() : poses[row], of: view)
                    }
                }
            }
        }
        return images
    }
}
