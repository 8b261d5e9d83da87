import Experiments
import Foundation
import PlanFiles

/// A training plan as it was read, and where from.
struct TrainingPlanSource {
    let plan: TrainingPlan
    /// The path as given.
    let path: String

    /// Reads a plan file; `-` is standard input.
    init(_ path: String, overriding overrides: [String] = []) throws {
        self.path = path
        let source = try PlanText(path)
        plan = try PlanFile.parseTraining(text: source.text, name: source.name, overriding: overrides)
    }

    /// The folder from the root, from which the plan's relative paths count.
    var folder: String {
        URL(filePath: path).deletingLastPathComponent().absoluteURL.standardizedFileURL.path
    }

    /// The file's name without its ending; `plan` for standard input.
    var stem: String {
        path == "-" ? "plan" : URL(filePath: path).deletingPathExtension().lastPathComponent
    }
}

extension TrainingPlan {
    /// What the plan is called: its name, or else what it trains.
    var title: String { name.isEmpty ? model.title : name }
}

extension AutoencoderChoice {
    /// The name under which the model is known, or else `autoencoder`.
    var title: String { Preset.allCases.first { AutoencoderChoice($0) == self }?.rawValue ?? "autoencoder" }
}
