import Foundation

/// The values at the ends of stored trees, by their paths; which case an enumeration has is a value too.
struct Leaves {
    private var seen: [String: Set<String>] = [:]

    init(_ values: some Sequence<some Encodable>) throws {
        for value in values {
            collect(try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)), at: "")
        }
    }

    /// The paths at which there was never but one value.
    var constant: [String] {
        seen.filter { path, values in
            values.count < 2 && !seen.keys.contains { $0.hasPrefix(path + ".") || $0.hasPrefix(path + "[]") }
        }.keys.sorted()
    }

    /// The outermost properties.
    var properties: Set<Substring> { Set(seen.keys.compactMap { $0.split(separator: ".").first }) }

    private mutating func collect(_ value: Any, at path: String) {
        if let list = value as? [[String: Any]], !list.isEmpty {
            for item in list { collect(item, at: path + "[]") }
            return
        }
        guard let map = value as? [String: Any], !map.isEmpty else {
            seen[path, default: []].insert("\(value)")
            return
        }
        for (key, value) in map {
            if let parameters = value as? [String: Any], parameters.isEmpty {
                seen[path, default: []].insert(key)
            } else {
                collect(value, at: "\(path).\(key)")
            }
        }
    }
}
