private import Foundation
package import LinearAlgebra
package import TrainingSets

/// How what is told of each image becomes numbers: a class one number a class, one of them 1; a factor one number, on the
/// standardised scale of the images that were learned.
package struct ConditionCoding: Codable, Hashable, Sendable {
    /// What a plan calls the class of an image.
    package static let className = "class"

    /// One thing that is told.
    package struct Condition: Codable, Hashable, Sendable {
        package let name: String
        /// The names of the classes; nil for a factor.
        package let classes: [String]?
        package let mean: Double
        package let deviation: Double

        /// How many numbers it becomes.
        var count: Int { classes?.count ?? 1 }
    }

    package let conditions: [Condition]

    /// How many numbers are told of each image.
    package var count: Int { conditions.reduce(0) { $0 + $1.count } }

    /// Finds the coding of what a plan names in the images that are learned.
    ///
    /// - Throws: ``UnfitTrainingSet`` if the images have no such factor, or no classes.
    package init(_ names: [String], in set: TrainingSet) throws(UnfitTrainingSet) {
        var conditions: [Condition] = []
        for name in names {
            if name == Self.className {
                guard let classes = set.classes else { throw UnfitTrainingSet(set, "model.conditions", .noClasses) }
                conditions.append(Condition(name: name, classes: classes.names, mean: 0, deviation: 1))
                continue
            }
            guard let factor = set.factor(name) else {
                throw UnfitTrainingSet(set, "model.conditions", .noFactor(name, known: set.factors.map(\.name)))
            }
            let mean = factor.values.reduce(0, +) / Double(factor.values.count)
            let squares = factor.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = (squares / Double(factor.values.count)).squareRoot()
            conditions.append(
                Condition(name: name, classes: nil, mean: mean, deviation: deviation > 0 ? deviation : 1))
        }
        self.conditions = conditions
    }

    /// Returns what is told of the images of a set, one row each.
    ///
    /// - Throws: ``UnfitTrainingSet`` if the set lacks what is to be told.
    package func numbers(of set: TrainingSet) throws(UnfitTrainingSet) -> Matrix<Float> {
        var matrix = Matrix<Float>(rows: set.count, columns: count)
        var column = 0
        for condition in conditions {
            if let names = condition.classes {
                guard let classes = set.classes else { throw UnfitTrainingSet(set, "model.conditions", .noClasses) }
                for (row, index) in classes.indices.enumerated() {
                    let name = classes.names[index]
                    guard let place = names.firstIndex(of: name) else {
                        throw UnfitTrainingSet(set, "model.conditions", .unknownClass(name, known: names))
                    }
                    matrix[row, column + place] = 1
                }
            } else {
                guard let factor = set.factor(condition.name) else {
                    throw UnfitTrainingSet(
                        set, "model.conditions", .noFactor(condition.name, known: set.factors.map(\.name)))
                }
                for (row, value) in factor.values.enumerated() {
                    matrix[row, column] = Float((value - condition.mean) / condition.deviation)
                }
            }
            column += condition.count
        }
        return matrix
    }

    /// Returns what is told of images of a class, all factors at their means; nil if the class is not told.
    package func numbers(ofClass index: Int) -> [Float]? {
        guard conditions.contains(where: { $0.classes?.indices.contains(index) == true }) else { return nil }
        return conditions.flatMap { condition in
            guard let classes = condition.classes else { return [Float(0)] }
            return classes.indices.map { $0 == index ? 1 : 0 }
        }
    }
}
