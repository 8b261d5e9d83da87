import Autoencoders
import Experiments
import Orchestration
import TrainingSets

/// A part of a loss, as it is told and drawn.
enum LossPart: CaseIterable {
    case reconstruction, content, pose, classes, recognition, classification, smoothness, total, bound

    /// What it is called.
    var name: String {
        switch self {
        case .reconstruction: "reconstruction"
        case .content: "content"
        case .pose: "pose"
        case .classes: "classes"
        case .recognition: "recognition"
        case .classification: "known classes"
        case .smoothness: "roughness"
        case .total: "loss"
        case .bound: "evidence bound"
        }
    }

    /// The same where there is little room.
    var shortName: String {
        switch self {
        case .reconstruction: "reconstruction"
        case .classification: "known"
        default: name
        }
    }

    func value(_ loss: LossParts) -> Double {
        switch self {
        case .reconstruction: loss.reconstruction
        case .content: loss.content
        case .pose: loss.pose
        case .classes: loss.classes
        case .recognition: loss.recognition
        case .classification: loss.classification
        case .smoothness: loss.smoothness
        case .total: loss.total
        case .bound: loss.evidenceBound
        }
    }

    /// The parts that a model's loss has, in the order in which they are told.
    static func present(in about: AutoencoderDescription) -> [LossPart] {
        let model = about.plan.model
        return allCases.filter { part in
            switch part {
            case .reconstruction, .total: true
            case .content: model.isVariational && model.latents > 0
            case .pose: model.isVariational && !model.pose.isUpright
            case .classes: model.classes.count > 0
            case .recognition: about.isExact
            case .classification: model.classes.labelled > 0
            case .smoothness: model.output.smoothness > 0
            case .bound: model.isVariational
            }
        }
    }
}
