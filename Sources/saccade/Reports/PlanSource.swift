import Experiments
import Foundation
import Networks
import Orchestration
import PlanFiles

/// A plan as it was read: its text, and where from.
struct PlanSource {
    let plan: Plan
    let text: String
    /// The path as given.
    let path: String

    /// The folder from which the plan's relative paths count.
    var folder: String {
        URL(filePath: path).deletingLastPathComponent().path
    }

    /// What the plan is called: its name, or else its file.
    var title: String {
        plan.name.isEmpty ? URL(filePath: path).lastPathComponent : plan.name
    }

    /// The folder from the root, for those who have another working directory.
    var absoluteFolder: String {
        URL(filePath: folder, directoryHint: .isDirectory).absoluteURL.standardizedFileURL.path
    }

    /// Reads the weights that the plan names; nil if it names none.
    ///
    /// - Throws: ``UnusableWeights``.
    func weights() throws(UnusableWeights) -> NetworkWeights? {
        try WeightsFile.weights(for: plan, relativeTo: folder)
    }

    /// Reads a plan file; `-` is standard input.
    init(_ path: String, overriding overrides: [String] = []) throws {
        try self.init(PlanText(path), overriding: overrides)
    }

    /// Reads a plan's text.
    init(_ source: PlanText, overriding overrides: [String] = []) throws {
        (path, text) = (source.path, source.text)
        plan = try PlanFile.parse(text: source.text, name: source.name, overriding: overrides)
    }
}
