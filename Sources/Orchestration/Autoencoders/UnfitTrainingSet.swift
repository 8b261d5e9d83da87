import TrainingSets

/// Images that a model cannot be trained on or applied to.
package struct UnfitTrainingSet: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        case noClasses
        case noFactor(String, known: [String])
        case unknownClass(String, known: [String])
        /// More classes are told than the model has.
        case tooManyClasses(Int, model: Int)
        /// Images of another shape than the model's, in words.
        case shape(found: String, expected: String)
        /// Numbers beyond what the likelihood can give, in words.
        case range(String)
        /// The parts of the model do not fit each other or the images.
        case design(String)
    }

    /// What the images are called.
    package let set: String
    /// The key of the plan in question; empty if it is none.
    package let key: String
    package let reason: Reason

    init(_ set: TrainingSet, _ key: String, _ reason: Reason) {
        self.set = set.name
        self.key = key
        self.reason = reason
    }

    package var description: String {
        let place = key.isEmpty ? "" : "`\(key)`: "
        switch reason {
        case .noClasses: return "\(set): \(place)its images have no known classes; leave out what needs them"
        case .noFactor(let name, let known):
            let there =
                known.isEmpty ? "there are none" : "there are \(known.map { "`\($0)`" }.joined(separator: ", "))"
            return "\(set): \(place)nothing called `\(name)` is known of its images; \(there)"
        case .unknownClass(let name, let known):
            return
                "\(set): \(place)its class `\(name)` was not among those that the model learned: \(known.joined(separator: ", "))"
        case .tooManyClasses(let found, let model):
            return
                "\(set): \(place)its images are of \(found) classes, the model has \(model); give `model.classes.count` at least \(found)"
        case .shape(let found, let expected):
            return "\(set): its images are \(found); the model was made for \(expected)"
        case .range(let text): return "\(set): \(place)\(text)"
        case .design(let text): return "\(set): \(place)\(text)"
        }
    }
}
