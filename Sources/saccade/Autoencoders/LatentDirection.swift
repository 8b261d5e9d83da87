import Autoencoders
import Experiments
import Networks
import Orchestration
import TrainingSets

/// One of the latents that a decoder can be led along, with the values that are worth looking at.
enum LatentDirection: Hashable {
    case content(Int)
    case rotation, shear, size, shiftX, shiftY

    /// Those of a model, content first.
    static func all(of about: AutoencoderDescription) -> [LatentDirection] {
        let pose = about.plan.model.pose
        var all = (0..<about.plan.model.latents).map(LatentDirection.content)
        if pose.rotation != nil { all.append(.rotation) }
        if pose.shear != nil { all.append(.shear) }
        if pose.size != nil { all.append(.size) }
        if pose.shift != nil { all += about.output.height > 1 ? [.shiftX, .shiftY] : [.shiftX] }
        return all
    }

    var name: String {
        switch self {
        case .content(let dimension): LatentTable.contentName(dimension)
        case .rotation: "rotation"
        case .shear: "shear"
        case .size: "log size"
        case .shiftX: "shift x"
        case .shiftY: "shift y"
        }
    }

    var unit: String {
        switch self {
        case .rotation, .shear: "deg"
        case .shiftX, .shiftY: "half sides"
        case .content, .size: ""
        }
    }

    /// The values that are worth looking at: of the content those between which nearly all images lie that were learned, of
    /// the pose nearly everything that the prior expects.
    func reach(of about: AutoencoderDescription) -> ClosedRange<Double> {
        let pose = about.plan.model.pose
        let side: Double =
            switch self {
            case .content: 2.5
            case .rotation:
                switch pose.rotation {
                case .small(let degrees): 2.5 * degrees
                case .free, nil: 180
                }
            case .shear: min(60, 2.5 * (pose.shear ?? 0))
            case .size: 2.5 * (pose.size ?? 0)
            case .shiftX, .shiftY: 2.5 * (pose.shift ?? 0)
            }
        guard case .content(let dimension) = self, about.content.indices.contains(dimension) else {
            return -side...side
        }
        let range = about.content[dimension]
        return range.low < range.high ? range.low...range.high : range.median - side...range.median + side
    }

    /// Where a latent stands while others move: of the content the median of what was learned, of the pose nothing.
    func middle(of about: AutoencoderDescription) -> Double {
        guard case .content(let dimension) = self, about.content.indices.contains(dimension) else { return 0 }
        return about.content[dimension].median
    }

    /// Moves a place to a value of this latent.
    func set(_ value: Double, in place: inout TrainedAutoencoder.Place) {
        let radians = Float(value * Double.pi / 180)
        switch self {
        case .content(let dimension): place.content[dimension] = Float(value)
        case .rotation: place.pose.rotation = radians
        case .shear: place.pose.shear = radians
        case .size: place.pose.logSize = Float(value)
        case .shiftX: place.pose.shiftX = Float(value)
        case .shiftY: place.pose.shiftY = Float(value)
        }
    }

    /// So many values from one end to the other.
    static func values(from low: Double, to high: Double, count: Int) -> [Double] {
        count == 1 ? [(low + high) / 2] : (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    }

    /// Returns the latent of a name.
    ///
    /// - Throws: ``Failure`` that tells the names there are.
    static func named(_ name: String, _ option: String, of about: AutoencoderDescription) throws -> LatentDirection {
        let all = all(of: about)
        guard let found = all.first(where: { $0.name.replacing(" ", with: "-") == name.replacing(" ", with: "-") })
        else {
            throw Failure(
                "\(option) \(name): the model has no such latent; it has \(all.map(\.name).joined(separator: ", "))",
                .usage)
        }
        return found
    }
}
