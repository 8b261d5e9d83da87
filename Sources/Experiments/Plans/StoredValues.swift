/// Plans and decisions are kept in journals, which outlive the version that wrote them.
///
/// A type that is stored begins from its defaults and takes what is there, so that a property added later does not make
/// old journals unreadable. The default of such a property must mean what was done before it existed, and the default
/// of an optional one must be nil, because nil is stored as nothing.
extension KeyedDecodingContainer {
    /// Sets `value` to what is stored under `key`; leaves it as it is if there is nothing.
    func take<Value: Decodable>(_ key: Key, into value: inout Value) throws {
        if let stored = try decodeIfPresent(Value.self, forKey: key) { value = stored }
    }
}
