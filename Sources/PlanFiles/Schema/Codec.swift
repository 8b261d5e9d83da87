/// How a value of one kind is written in a plan: read from a tree, and written again.
///
/// Reading and writing stand side by side, so that what `saccade plan explain` shows is what a plan may say.
struct Codec<Value> {
    /// What may stand there, for messages and the reference: `a whole number from 1 to 256`.
    let expected: String
    /// Returns the value; reports what is wrong, and returns nil or what could be read all the same.
    let read: (Tree, Path, inout Findings) -> Value?
    let write: (Value) -> Written
    /// The keys inside, for the reference.
    var keys: (Path) -> [PlanReference.Entry] = { _ in [] }
    /// The ways to write it that exclude each other, for the reference: each with its meaning.
    var options: [(name: String, meaning: String)] = []
    /// How many of the options may be taken, as the words before them.
    var choosing = "One of the following"
    /// Reads over a value that is there already and of which stays what is not written; nil if values are read as a whole.
    var amend: ((Value, Tree, Path, inout Findings) -> Value?)?

    /// Returns a codec for what is made of this codec's values.
    ///
    /// - Parameters:
    ///   - make: Returns the value, or throws what is wrong with it.
    ///   - unmake: The way back.
    /// - Returns: A codec with the same keys and expectations.
    func map<Other>(
        _ make: @escaping (Value) throws(Complaint) -> Other, back unmake: @escaping (Other) -> Value
    ) -> Codec<Other> {
        Codec<Other>(
            expected: expected,
            read: { tree, path, findings in
                let before = findings.problems.count
                guard let value = read(tree, path, &findings), findings.problems.count == before else { return nil }
                do throws(Complaint) {
                    return try make(value)
                } catch {
                    findings.report(tree.place, path, error.text)
                    return nil
                }
            },
            write: { write(unmake($0)) }, keys: keys, options: options, choosing: choosing)
    }

    /// The same value, or none: `none` writes its absence.
    var optional: Codec<Value?> { optional("none") }

    /// The same value, or none, whose absence a word of its own writes.
    func optional(_ word: String) -> Codec<Value?> {
        Codec<Value?>(
            expected: "\(expected), or \(word)",
            read: { tree, path, findings in
                if tree.isPlain(word) { return .some(nil) }
                return read(tree, path, &findings).map(Optional.some)
            },
            write: { $0.map(write) ?? .scalar(word) }, keys: keys, options: options, choosing: choosing)
    }

    /// A list of such values in brackets.
    ///
    /// - Parameters:
    ///   - counts: How many there may be.
    ///   - expected: What the list is, for messages, which count its entries from 0.
    ///   - isSpelledOut: Whether the keys of each entry are explained; for lists that are short.
    /// - Returns: A codec of lists.
    func list(of counts: ClosedRange<Int>, named expected: String, isSpelledOut: Bool = false) -> Codec<[Value]> {
        Codec<[Value]>(
            expected: expected,
            read: { tree, path, findings in
                guard case .list(let items) = tree.content, counts.contains(items.count) else {
                    findings.report(tree, path, expected: expected)
                    return nil
                }
                let values = items.enumerated().map { read($1, path.appending("\($0)"), &findings) }
                return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
            },
            write: { isSpelledOut ? .entries($0.map(write)) : .list($0.map(write)) }, keys: keys)
    }
}

/// Why a value cannot be, as a sentence.
struct Complaint: Error {
    let text: String
}
