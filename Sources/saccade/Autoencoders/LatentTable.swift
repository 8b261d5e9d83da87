import Autoencoders
import Experiments
import Foundation
import Networks
import Orchestration
import TrainingSets

/// What an encoder says of images, column by column, in the units that people read.
struct LatentTable {
    /// One number of each image.
    struct Column {
        enum Kind {
            /// Of the content: without a unit, normal beforehand.
            case content
            /// An angle that goes round.
            case rotation
            /// Another part of the pose.
            case pose
            case share
            /// Known of the image, not found by the encoder.
            case factor
        }

        let name: String
        let unit: String
        let kind: Kind
        let values: [Double]
    }

    let count: Int
    /// Content, pose and, where there are classes, how likely each is.
    let latents: [Column]
    /// The standard deviations of the content; empty where the model has none.
    let deviations: [Column]
    /// What is known of the images.
    let factors: [Column]
    /// The names of the classes that the images have, and the class of each; nil if they have none.
    let known: TrainingSet.Classes?
    /// The class that the model finds likeliest for each image; empty if it has none.
    let found: [Int]

    init(_ encodings: [Encoding], of set: TrainingSet, by about: AutoencoderDescription) {
        count = encodings.count
        known = set.classes
        let model = about.plan.model
        found = encodings.compactMap(\.likeliestClass)
        let dimensions = model.latents
        var latents = (0..<dimensions).map { dimension in
            Column(
                name: Self.contentName(dimension), unit: "", kind: .content,
                values: encodings.map { Double($0.content[dimension]) })
        }
        let degrees = 180 / Double.pi
        func pose(_ name: String, _ unit: String, _ kind: Column.Kind = .pose, _ value: (Pose) -> Double) {
            latents.append(Column(name: name, unit: unit, kind: kind, values: encodings.map { value($0.pose) }))
        }
        if model.pose.rotation != nil {
            pose("rotation", "deg", .rotation) { Self.wrapped(Double($0.rotation) * degrees) }
        }
        if model.pose.shear != nil { pose("shear", "deg") { Double($0.shear) * degrees } }
        if model.pose.size != nil { pose("size", "") { exp(Double($0.logSize)) } }
        if model.pose.shift != nil {
            pose("shift x", "half sides") { Double($0.shiftX) }
            if about.output.height > 1 { pose("shift y", "half sides") { Double($0.shiftY) } }
        }
        for label in 0..<model.classes.count {
            latents.append(
                Column(
                    name: "class \(label)", unit: "", kind: .share, values: encodings.map { $0.classes[label] }))
        }
        self.latents = latents
        deviations =
            model.isVariational
            ? (0..<dimensions).map { dimension in
                Column(
                    name: "\(Self.contentName(dimension)) sd", unit: "", kind: .content,
                    values: encodings.map { Double($0.contentDeviations[dimension]) })
            } : []
        factors = set.factors.map { factor in
            let isAngle = factor.unit == "rad"
            return Column(
                name: "known \(factor.name)", unit: isAngle ? "deg" : factor.unit,
                kind: isAngle && factor.name == "angle" ? .rotation : .factor,
                values: isAngle ? factor.values.map { $0 * degrees } : factor.values)
        }
    }

    /// What the latents of the content are called.
    static func contentName(_ dimension: Int) -> String { "z\(dimension + 1)" }

    /// An angle in degrees from -180 to 180.
    private static func wrapped(_ degrees: Double) -> Double {
        let turned = (degrees + 180).truncatingRemainder(dividingBy: 360)
        return (turned < 0 ? turned + 360 : turned) - 180
    }

    /// All columns, what is known first.
    var columns: [Column] { factors + latents + deviations }

    /// Returns the column of a name, spaces or hyphens alike; what is known may be called without `known`.
    ///
    /// - Throws: ``Failure`` that tells the names there are.
    func column(_ name: String, _ option: String) throws -> Column {
        let wanted = name.replacing("-", with: " ")
        func found(_ wanted: String) -> Column? {
            columns.first { $0.name.replacing("-", with: " ") == wanted }
        }
        guard let column = found(wanted) ?? found("known \(wanted)") else {
            let there = columns.map(\.name).joined(separator: ", ")
            throw Failure("\(option) \(name): there is no such column; there are \(there)", .usage)
        }
        return column
    }
}
