import Experiments
import Formulas

extension AcquisitionChoice.Function {
    /// Reads names parted by commas, as options give them.
    ///
    /// - Parameter text: For example `ei,ucb`.
    /// - Returns: The functions in their order, each once.
    /// - Throws: ``Failure`` that says which name is none, and which was probably meant.
    static func list(_ text: String) throws -> [AcquisitionChoice.Function] {
        let names = allCases.map(\.rawValue)
        let words = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        guard !words.isEmpty else {
            throw Failure("--compare \(text): no function is named; known: \(names.joined(separator: ", "))", .usage)
        }
        var functions: [AcquisitionChoice.Function] = []
        for word in words {
            guard let function = Self(rawValue: word) else {
                throw Failure(
                    "--compare: there is no function `\(word)`.\(NearestName.question(word, among: names)) "
                        + "Known: \(names.joined(separator: ", ")).", .usage)
            }
            if !functions.contains(function) { functions.append(function) }
        }
        return functions
    }
}
