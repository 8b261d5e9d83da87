import Foundation
import PlanFiles

/// The text of a plan of either kind, and where from.
struct PlanText {
    /// The path as given.
    let path: String
    let text: String

    /// What messages call the plan.
    var name: String { path == "-" ? "plan" : path }

    /// Reads a plan file; `-` is standard input.
    init(_ path: String) throws {
        self.path = path
        if path == "-" {
            text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        } else {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure("\(path): no such plan, or it cannot be read", .noInput)
            }
            guard let decoded = String(data: data, encoding: .utf8) else {
                throw Failure("\(path): not a text in UTF-8", .badData)
            }
            text = decoded
        }
    }

    /// What it is a plan of, by its outermost keys.
    func kind(overriding overrides: [String]) -> PlanKind {
        PlanFile.kind(of: text, overriding: overrides)
    }
}
