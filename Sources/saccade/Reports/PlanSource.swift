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
        self.path = path
        text = try Self.text(of: path)
        plan = try PlanFile.parse(text: text, name: path == "-" ? "plan" : path, overriding: overrides)
    }

    /// Reads the text of a plan; `-` is standard input.
    ///
    /// - Throws: ``Failure`` if there is no such file, or it is no text.
    static func text(of path: String) throws -> String {
        if path == "-" { return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path): no such plan, or it cannot be read", .noInput)
        }
        guard let decoded = String(data: data, encoding: .utf8) else {
            throw Failure("\(path): not a text in UTF-8", .badData)
        }
        return decoded
    }
}
