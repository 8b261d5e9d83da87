/// A JSON object whose keys keep the order in which they were set.
///
/// The order is for readers; two objects with the same members are equal in any order.
package struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
    /// The keys, each once.
    package private(set) var keys: [String] = []
    private var values: [String: JSONValue] = [:]

    /// Creates an object without members.
    package init() {}

    /// Creates an object of members whose keys are all different.
    package init(_ members: [(String, JSONValue)]) {
        for (key, value) in members {
            precondition(values[key] == nil, "the key \(key) stands twice")
            self[key] = value
        }
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }

    /// The value of a key, nil if there is none.
    ///
    /// Setting nil removes the key.
    package subscript(key: String) -> JSONValue? {
        get { values[key] }
        set {
            if newValue == nil {
                keys.removeAll { $0 == key }
            } else if values[key] == nil {
                keys.append(key)
            }
            values[key] = newValue
        }
    }

    /// Returns the object with only those members whose keys satisfy `isIncluded`, in the same order.
    package func filter(_ isIncluded: (String) -> Bool) -> JSONObject {
        var result = JSONObject()
        for key in keys where isIncluded(key) { result[key] = values[key] }
        return result
    }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.values == right.values
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(values)
    }
}
