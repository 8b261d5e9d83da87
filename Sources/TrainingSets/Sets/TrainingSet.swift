package import Experiments

/// Images or spectra to learn from, and all that is known of each: factors, classes, and what it is to become.
///
/// Everything in a set is finite and of one count: a set that exists can be trained on. How the values were scaled is part
/// of the set (``inputScaling``), so that a reconstruction can be told in the units of the data.
package struct TrainingSet: Hashable, Sendable {
    /// A number known of every image.
    package struct Factor: Hashable, Sendable {
        /// For example `angle` or `row`.
        package let name: String
        /// For example `rad` or `px`; empty if it has none.
        package let unit: String
        /// One value an image, all finite.
        package let values: [Double]

        package init(name: String, unit: String = "", values: [Double]) {
            self.name = name
            self.unit = unit
            self.values = values
        }
    }

    /// The class of every image.
    package struct Classes: Hashable, Sendable {
        /// The names of the classes, none twice.
        package let names: [String]
        /// For each image the place of its class in ``names``.
        package let indices: [Int]

        package init(names: [String], indices: [Int]) {
            self.names = names
            self.indices = indices
        }
    }

    /// What the set is called in messages and pictures.
    package let name: String
    package let inputs: ImageStack
    /// What each input is to become (the clean image, the colours, the spectrum), if the set is one of pairs.
    package let targets: ImageStack?
    package let factors: [Factor]
    package let classes: Classes?
    /// How ``inputs`` were scaled.
    package let inputScaling: Scaling
    /// How ``targets`` were scaled.
    package let targetScaling: Scaling
    /// What a user should know of how the set was made, a sentence each.
    package let notes: [String]

    /// The number of images.
    package var count: Int { inputs.count }
    package var channels: Int { inputs.channels }
    package var height: Int { inputs.height }
    /// The number of columns; for spectra, of points.
    package var width: Int { inputs.width }
    /// The inputs, image after image: `count * channels * height * width`.
    package var values: [Float] { inputs.values }

    /// Creates a set.
    ///
    /// - Throws: ``UnusableTrainingSet`` if there is no image, a value or factor is not finite (the text says where), a
    ///   column has not one value an image, a name stands twice, or a class has no name.
    package init(
        name: String, inputs: ImageStack, targets: ImageStack? = nil, factors: [Factor] = [], classes: Classes? = nil,
        notes: [String] = []
    ) throws(UnusableTrainingSet) {
        self.init(
            unchecked: name, inputs: inputs, targets: targets, factors: factors, classes: classes,
            inputScaling: Scaling(), targetScaling: Scaling(), notes: notes)
        if let fault = fault() { throw UnusableTrainingSet(name: name, reason: fault) }
    }

    /// Creates a set whose parts are known to fit.
    init(
        unchecked name: String, inputs: ImageStack, targets: ImageStack?, factors: [Factor], classes: Classes?,
        inputScaling: Scaling, targetScaling: Scaling, notes: [String]
    ) {
        self.name = name
        self.inputs = inputs
        self.targets = targets
        self.factors = factors
        self.classes = classes
        self.inputScaling = inputScaling
        self.targetScaling = targetScaling
        self.notes = notes
    }

    /// Returns the column of this name, or nil if there is none.
    package func factor(_ name: String) -> Factor? {
        factors.first { $0.name == name }
    }

    private func fault() -> String? {
        guard count > 0 else { return "it holds no image" }
        for (title, stack) in [("image", inputs), ("target", targets)] {
            guard let stack else { continue }
            guard stack.count == count else { return "\(stack.count) targets for \(count) images; expected one each" }
            if let index = stack.values.firstIndex(where: { !$0.isFinite }) {
                let wrong = stack.values.count { !$0.isFinite }
                return "\(wrong) of \(stack.values.count) values are not finite, the first in \(title) "
                    + "\(index / stack.dimension) at \(stack.placeInWords(index))"
            }
        }
        let names = factors.map(\.name)
        guard Set(names).count == names.count else { return "its factors \(names) are not all named differently" }
        for factor in factors {
            guard factor.values.count == count else {
                return "factor `\(factor.name)` has \(factor.values.count) values for \(count) images"
            }
            if let index = factor.values.firstIndex(where: { !$0.isFinite }) {
                return "factor `\(factor.name)` of image \(index) is \(factor.values[index])"
            }
        }
        guard let classes else { return nil }
        guard Set(classes.names).count == classes.names.count else {
            return "its classes \(classes.names) are not all named differently"
        }
        guard classes.indices.count == count else {
            return "\(classes.indices.count) classes for \(count) images; expected one each"
        }
        if let index = classes.indices.firstIndex(where: { !classes.names.indices.contains($0) }) {
            return "image \(index) is of class \(classes.indices[index]); there are classes 0 to "
                + "\(classes.names.count - 1)"
        }
        return nil
    }
}
