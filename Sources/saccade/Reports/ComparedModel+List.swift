import Formulas
import Foundation
import Orchestration

extension ComparedModel {
    /// Reads names parted by commas, as options give them.
    ///
    /// - Parameter text: For example `committee,stem`.
    /// - Returns: The models in their order.
    /// - Throws: ``Failure`` that says which name is none, and which was probably meant.
    static func list(_ text: String) throws -> [ComparedModel] {
        let words = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        guard !words.isEmpty else {
            throw Failure("--models \(text): no model is named; known: \(names.joined(separator: ", "))", .usage)
        }
        return try words.map { word in
            guard let model = ComparedModel(rawValue: word) else {
                throw Failure(
                    "--models: there is no model `\(word)`.\(NearestName.question(word, among: names)) "
                        + "Known: \(names.joined(separator: ", ")).", .usage)
            }
            return model
        }
    }
}
