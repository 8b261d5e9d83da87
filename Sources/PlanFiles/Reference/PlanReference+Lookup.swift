extension PlanReference {
    /// Explains a key and the keys inside it.
    ///
    /// - Parameters:
    ///   - text: A path such as `features.patch`, in which places in lists and names of one's own may stand as they do in
    ///     errors, as in `features.1.patch`; or a key alone, wherever it may stand.
    ///   - kind: The kind of plan that has it.
    /// - Returns: Lines of text, a path and below it what it means; nil if there is no such key.
    package static func explain(key text: String, of kind: PlanKind = .experiment) -> [String]? {
        // An entry of a list is explained where the list is.
        let wanted = text.split(separator: ".").filter { Int($0) == nil }
        guard !wanted.isEmpty else { return nil }
        let entries = entries(of: kind)
        let inside = entries.filter { entry in
            let parts = entry.path.split(separator: ".")
            return parts.count >= wanted.count
                && zip(parts, wanted).allSatisfy { part, word in part == word || part.hasPrefix("<") }
        }
        let found = inside.isEmpty && wanted.count == 1 ? entries.filter { $0.key == wanted[0] } : inside
        guard !found.isEmpty else { return nil }
        return found.flatMap { entry in
            [entry.path] + wrapped(entry.sentence, after: "    ") + entry.options.map { "      \($0)" }
        }
    }
}

extension PlanReference.Entry {
    /// What it means, what may stand there, and its default.
    fileprivate var sentence: String {
        let expects = expected == "nothing" ? "" : " \(expected.capitalizedSentence)"
        let usual = standard.map { "; default \($0)" } ?? ""
        return expects.isEmpty ? meaning : "\(meaning)\(expects)\(usual)."
    }
}
