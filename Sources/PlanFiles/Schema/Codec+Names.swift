extension Codec {
    /// A map from names to such values.
    ///
    /// - Parameters:
    ///   - expected: What the map is, for messages: `a map from names to ...`.
    ///   - meaning: What stands above an entry when it is explained, given its name.
    ///   - placeholder: What stands for a name in the reference.
    ///   - name: Returns what a written name means, or throws what is wrong with it.
    ///   - written: The way back.
    /// - Returns: A codec of dictionaries, which are written in the order of their names.
    func byName(
        _ expected: String, meaning: @escaping (String) -> String, placeholder: String,
        read name: @escaping (String) throws(Complaint) -> String, written: @escaping (String) -> String = \.self
    ) -> Codec<[String: Value]> {
        Codec<[String: Value]>(
            expected: expected,
            read: { tree, path, findings in
                guard case .map(let entries) = tree.content else {
                    findings.report(tree, path, expected: expected)
                    return nil
                }
                var values: [String: Value] = [:]
                for entry in entries {
                    let place = path.appending(entry.key)
                    findings.places[place.description] = entry.place
                    do throws(Complaint) {
                        let name = try name(entry.key)
                        if entry.isRepeated || values[name] != nil {
                            throw Complaint(text: "stands here for the second time. Keep one.")
                        }
                        values[name] = self.read(entry.value, place, &findings)
                    } catch {
                        findings.report(entry.place, place, error.text)
                    }
                }
                return values
            },
            write: { values in
                .map(
                    values.sorted { $0.key < $1.key }.map { name, value in
                        Written.Line(
                            key: Written.text(written(name)).onOneLine, value: self.write(value),
                            comment: Written.Comment(meaning(written(name))))
                    })
            },
            keys: { keys($0.appending(placeholder)) })
    }

    /// A map from names to such values whose order means something.
    ///
    /// - Parameters:
    ///   - expected: What the map is, for messages.
    ///   - meaning: What stands above an entry when it is explained, given its name.
    ///   - placeholder: What stands for a name in the reference.
    ///   - check: Throws what is wrong with a name.
    /// - Returns: A codec of names and values in the order of the map.
    func inOrder(
        _ expected: String, meaning: @escaping (String) -> String, placeholder: String,
        check: @escaping (String) throws(Complaint) -> Void
    ) -> Codec<[(name: String, value: Value)]> {
        Codec<[(name: String, value: Value)]>(
            expected: expected,
            read: { tree, path, findings in
                guard case .map(let entries) = tree.content else {
                    findings.report(tree, path, expected: expected)
                    return nil
                }
                var values: [(name: String, value: Value)] = []
                for entry in entries where entry.key != Tree.lone || !entry.value.isPlain("none") {
                    let place = path.appending(entry.key)
                    findings.places[place.description] = entry.place
                    do throws(Complaint) {
                        try check(entry.key)
                        if entry.isRepeated { throw Complaint(text: "stands here for the second time. Keep one.") }
                        if let value = self.read(entry.value, place, &findings) { values.append((entry.key, value)) }
                    } catch {
                        findings.report(entry.place, place, error.text)
                    }
                }
                return values
            },
            write: { values in
                .map(
                    values.map { name, value in
                        Written.Line(
                            key: Written.text(name).onOneLine, value: self.write(value),
                            comment: Written.Comment(meaning(name)))
                    })
            },
            keys: { keys($0.appending(placeholder)) })
    }
}
