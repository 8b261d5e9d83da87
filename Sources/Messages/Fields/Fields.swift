/// The fields of an object in a message, read by type; what is wrong is said with the key path.
///
///     let position = try fields.object("position")
///     let x: Double = try position.require("x")   // measure.position.x: expected a number, got the string "left"
///
/// Keys that nobody asks for are ignored: a newer peer may send more. A null counts as absent.
package struct Fields: Sendable {
    /// The object itself.
    package let object: JSONObject
    /// Where it stands, for error texts: `measure.position`.
    package let path: String

    package init(_ object: JSONObject, path: String) {
        self.object = object
        self.path = path
    }

    /// Returns the value of a key that must be there.
    package func require<Value: FieldValue>(_ key: String, _: Value.Type = Value.self) throws(MessageError) -> Value {
        guard let value: Value = try optional(key) else {
            throw MessageError(.schema, place(key), "expected \(Value.expectation), got nothing")
        }
        return value
    }

    /// Returns the value of a key, or nil if it is absent.
    package func optional<Value: FieldValue>(_ key: String, _: Value.Type = Value.self) throws(MessageError) -> Value? {
        guard let json = object[key], json != .null else { return nil }
        return try convert(json, place(key))
    }

    /// Returns an integer that must be there, and lie in `range`.
    package func require(_ key: String, in range: ClosedRange<Int>) throws(MessageError) -> Int {
        try check(try require(key), range, key)
    }

    /// Returns an integer that lies in `range`, or nil if it is absent.
    package func optional(_ key: String, in range: ClosedRange<Int>) throws(MessageError) -> Int? {
        guard let value: Int = try optional(key) else { return nil }
        return try check(value, range, key)
    }

    /// Returns one of the named values of an enumeration, which must be there.
    package func require<Value: RawRepresentable & CaseIterable>(
        _ key: String, oneOf _: Value.Type
    ) throws(MessageError) -> Value where Value.RawValue == String {
        let name: String = try require(key)
        guard let value = Value(rawValue: name) else {
            let names = Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw MessageError(.schema, place(key), "expected one of \(names), got `\(name)`")
        }
        return value
    }

    /// Returns the fields of an object that must be there.
    package func object(_ key: String) throws(MessageError) -> Fields {
        Fields(try require(key), path: place(key))
    }

    /// Returns the fields of an object, or nil if it is absent.
    package func optionalObject(_ key: String) throws(MessageError) -> Fields? {
        guard let object: JSONObject = try optional(key) else { return nil }
        return Fields(object, path: place(key))
    }

    /// Returns the elements of an array; none if it is absent.
    package func list<Value: FieldValue>(_ key: String, of _: Value.Type = Value.self) throws(MessageError) -> [Value] {
        var values: [Value] = []
        for (index, json) in try elements(key).enumerated() {
            values.append(try convert(json, "\(place(key)).\(index)"))
        }
        return values
    }

    /// Returns the fields of an array's objects; none if it is absent.
    package func objects(_ key: String) throws(MessageError) -> [Fields] {
        var fields: [Fields] = []
        for (index, object) in try list(key, of: JSONObject.self).enumerated() {
            fields.append(Fields(object, path: "\(place(key)).\(index)"))
        }
        return fields
    }

    /// The key path of a key of this object.
    package func place(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    private func elements(_ key: String) throws(MessageError) -> [JSONValue] {
        guard let json = object[key], json != .null else { return [] }
        guard case .array(let elements) = json else {
            throw MessageError(.schema, place(key), "expected an array, got \(json.kind)")
        }
        return elements
    }

    private func convert<Value: FieldValue>(_ json: JSONValue, _ place: String) throws(MessageError) -> Value {
        guard let value = Value(json) else {
            throw MessageError(.schema, place, "expected \(Value.expectation), got \(json.kind)")
        }
        return value
    }

    private func check(_ value: Int, _ range: ClosedRange<Int>, _ key: String) throws(MessageError) -> Int {
        guard range.contains(value) else {
            let expectation =
                range.upperBound == .max ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
            throw MessageError(.schema, place(key), "expected \(expectation), got \(value)")
        }
        return value
    }
}
